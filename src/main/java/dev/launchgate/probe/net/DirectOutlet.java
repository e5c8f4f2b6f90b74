package dev.launchgate.probe.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Opens sockets without proxy, whatever the process was started with. The only class that makes one. */
final class DirectOutlet implements Outlet {
    @Override
    public Socket stream(InetSocketAddress to, Duration timeout) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(to, Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public DatagramSocket datagrams(InetSocketAddress to) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.setBroadcast(false);
            socket.connect(to);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }
}
