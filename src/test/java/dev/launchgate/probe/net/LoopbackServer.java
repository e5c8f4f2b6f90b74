package dev.launchgate.probe.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server on loopback that treats every connection as its script says. */
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private LoopbackServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        Thread.ofVirtual().name("loopback-server").start(this::accept);
    }

    static LoopbackServer plain(Script script) {
        try {
            return new LoopbackServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A server that speaks TLS, in the given versions or, if there are none, in its own. */
    static LoopbackServer tls(SSLContext context, Script script, String... protocols) {
        try {
            SSLServerSocket listener = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            if (protocols.length > 0) {
                listener.setEnabledProtocols(protocols);
            }
            return new LoopbackServer(listener, script);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections so far. */
    int accepted() {
        return accepted.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                accepted.incrementAndGet();
                Thread.ofVirtual().name("loopback-connection").start(() -> serve(socket));
            } catch (IOException e) {
                // closed, which ends the loop
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(socket);
        } catch (IOException e) {
            // the other side has seen enough
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** What is done with a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void serve(Socket socket) throws IOException;

        /** Holds the connection and says nothing. */
        static void silent(Socket socket) throws IOException {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        }
    }
}
