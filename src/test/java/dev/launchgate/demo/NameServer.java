package dev.launchgate.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The company's DNS: A records on a loopback port, and NXDOMAIN for every name that nobody has entered yet. */
final class NameServer implements AutoCloseable {
    private static final long TTL = 5;

    private final DatagramSocket socket;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    static NameServer start() throws IOException {
        NameServer server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    String hostPort() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void enter(String name, String address) {
        addresses.put(name + ".", address);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                byte[] answer = answer(query).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or not a question: whoever asked hears nothing.
            }
        }
    }

    private Message answer(Message query) throws IOException {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        String address = addresses.get(question.getName().toString(true).toLowerCase(Locale.ROOT) + ".");
        if (address == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        if (address != null && question.getType() == Type.A) {
            answer.addRecord(
                    new ARecord(question.getName(), DClass.IN, TTL, InetAddress.getByName(address)), Section.ANSWER);
        } else {
            answer.addRecord(authority(), Section.AUTHORITY);
        }
        return answer;
    }

    private static Record authority() throws IOException {
        Name zone = Name.fromString("example.com.");
        return new SOARecord(
                zone, DClass.IN, TTL, new Name("ns", zone), new Name("hostmaster", zone), 1, 3600, 600, 86400, TTL);
    }
}
