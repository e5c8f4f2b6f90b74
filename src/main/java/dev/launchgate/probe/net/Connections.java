package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Phase;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Opens connections that end with their probe. One thread closes those whose time is up; closing a socket never waits. */
final class Connections implements AutoCloseable {
    private final Egress egress;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("probe-deadlines").factory());

    Connections(Egress egress) {
        this.egress = egress;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A connection to a host that the guard admits; close it. */
    Connection open(String namespace, String host, int port, Deadline deadline)
            throws ProbeException, NotReadyException {
        return bounded(egress.connect(namespace, host, port, deadline), deadline);
    }

    /** A connection to a server of the administrator; close it. */
    Connection openAdministered(String host, int port, Deadline deadline) throws ProbeException {
        return bounded(egress.connectAdministered(host, port, deadline), deadline);
    }

    private Connection bounded(Socket socket, Deadline deadline) throws ProbeException {
        Connection connection = new Connection(socket);
        try {
            Duration left = deadline.left(Phase.Connect);
            connection.expireWith(timer.schedule(connection::expire, left.toNanos(), TimeUnit.NANOSECONDS));
            return connection;
        } catch (ProbeException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
