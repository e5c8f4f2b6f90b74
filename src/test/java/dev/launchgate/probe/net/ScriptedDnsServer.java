package dev.launchgate.probe.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Message;

/** A DNS server in this process, on one loopback port for UDP and TCP, that answers whatever its script says. */
final class ScriptedDnsServer implements AutoCloseable {
    /** What to answer; a script sees each question and how it came. */
    @FunctionalInterface
    interface Script {
        /** The bytes of the answer; none to stay silent, over TCP to close. */
        byte[] answer(Message query, Transport transport);
    }

    /** How a question came. */
    enum Transport {
        Udp,
        Tcp
    }

    /** For scripts: no answer at all. */
    static final byte[] SILENCE = {};

    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final Script script;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** One question as it came. */
    record Seen(Message query, Transport transport, int sourcePort) {}

    private ScriptedDnsServer(DatagramSocket datagrams, ServerSocket streams, Script script) {
        this.datagrams = datagrams;
        this.streams = streams;
        this.script = script;
        Thread.ofVirtual().start(this::serveDatagrams);
        Thread.ofVirtual().start(this::serveStreams);
    }

    static ScriptedDnsServer start(Script script) {
        return start("127.0.0.1", 0, script);
    }

    /** @param port 0 for any that is free */
    static ScriptedDnsServer start(String address, int port, Script script) {
        InetAddress at = AddressLiteral.parse(address).orElseThrow();
        for (int attempt = 0; ; attempt++) {
            try {
                ServerSocket streams = new ServerSocket(port, 50, at);
                try {
                    return new ScriptedDnsServer(new DatagramSocket(streams.getLocalPort(), at), streams, script);
                } catch (IOException e) {
                    streams.close();
                    throw e;
                }
            } catch (IOException e) {
                if (port != 0 || attempt == 20) {
                    throw new IllegalStateException("no port for a DNS server", e);
                }
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(streams.getInetAddress(), port());
    }

    int port() {
        return streams.getLocalPort();
    }

    /** As settings and checklists write it. */
    String hostPort() {
        return streams.getInetAddress().getHostAddress() + ":" + port();
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Sends a datagram beside the answers of the script. */
    void send(byte[] bytes, int port) {
        try {
            datagrams.send(new DatagramPacket(bytes, bytes.length, streams.getInetAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves UDP alone. */
    ScriptedDnsServer withoutTcp() {
        try {
            streams.close();
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
    }

    private void serveDatagrams() {
        byte[] buffer = new byte[65_535];
        while (!datagrams.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                datagrams.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = answer(bytes, Transport.Udp, packet.getPort());
                if (answer.length > 0) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or a datagram that could not be sent: the client sees silence.
            }
        }
    }

    private void serveStreams() {
        while (!streams.isClosed()) {
            try {
                Socket socket = streams.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] bytes = new byte[in.readUnsignedShort()];
            in.readFully(bytes);
            byte[] answer = answer(bytes, Transport.Tcp, socket.getPort());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            if (answer.length > 0) {
                out.writeShort(answer.length);
                out.write(answer);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private byte[] answer(byte[] bytes, Transport transport, int port) throws IOException {
        Message query = new Message(bytes);
        seen.add(new Seen(query, transport, port));
        return script.answer(query, transport);
    }
}
