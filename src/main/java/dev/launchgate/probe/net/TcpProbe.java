package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeRequest.TcpConnect;

/** Connects, and closes without a byte. */
final class TcpProbe implements Adapter<TcpConnect> {
    private final Connections connections;

    TcpProbe(Connections connections) {
        this.connections = connections;
    }

    @Override
    public TcpAnswer ask(String namespace, TcpConnect request, Deadline deadline)
            throws ProbeException, NotReadyException {
        connections.open(namespace, request.host(), request.port(), deadline).close();
        return new TcpAnswer();
    }
}
