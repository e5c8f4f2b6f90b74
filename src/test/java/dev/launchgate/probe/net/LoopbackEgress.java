package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Leads every host to loopback, and notes who was asked for. */
final class LoopbackEgress implements Egress {
    final List<String> hosts = new CopyOnWriteArrayList<>();

    @Override
    public Socket connectAdministered(String host, int port, Deadline deadline) throws ProbeException {
        return connect("", "administered " + host, port, deadline);
    }

    @Override
    public Socket connect(String namespace, String host, int port, Deadline deadline) throws ProbeException {
        hosts.add(host);
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Math.toIntExact(deadline.left(Phase.Connect).toMillis()));
            return socket;
        } catch (ConnectException e) {
            throw new ProbeException(Cause.ConnectionRefused, Phase.Connect, "");
        } catch (IOException e) {
            throw new ProbeException(Cause.NetworkError, Phase.Connect, "unreachable");
        }
    }
}
