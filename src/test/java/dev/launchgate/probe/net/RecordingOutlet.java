package dev.launchgate.probe.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes every address that a connection is wanted to; lets loopback through and refuses all others. */
final class RecordingOutlet implements Outlet {
    private final Outlet direct = new DirectOutlet();
    private final List<InetAddress> wanted = new CopyOnWriteArrayList<>();

    @Override
    public Socket stream(InetSocketAddress to, Duration timeout) throws IOException {
        wanted.add(to.getAddress());
        if (!to.getAddress().isLoopbackAddress()) {
            throw new ConnectException("Connection refused");
        }
        return direct.stream(to, timeout);
    }

    @Override
    public DatagramSocket datagrams(InetSocketAddress to) throws IOException {
        throw new AssertionError("a guard opens no datagram socket");
    }

    List<InetAddress> wanted() {
        return List.copyOf(wanted);
    }
}
