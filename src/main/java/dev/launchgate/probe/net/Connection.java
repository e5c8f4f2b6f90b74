package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A connected socket that is closed at the deadline, whatever it waits for then. */
final class Connection implements AutoCloseable {
    private final Socket socket;
    private volatile boolean expired;
    private volatile @Nullable Future<?> expiry;

    Connection(Socket socket) {
        this.socket = socket;
    }

    Socket socket() {
        return socket;
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    void expireWith(Future<?> expiry) {
        this.expiry = expiry;
    }

    void expire() {
        expired = true;
        closeSocket();
    }

    /** Whether the time is up, so that an exception says nothing about the peer. */
    boolean expired() {
        return expired;
    }

    /** What a broken connection means. */
    ProbeException failure(Phase phase, IOException broken) {
        if (expired) {
            return new ProbeException(Cause.Timeout, phase, "");
        }
        return new ProbeException(
                Cause.NetworkError,
                phase,
                broken instanceof SocketException ? "connection reset" : "connection closed");
    }

    @Override
    public void close() {
        Future<?> pending = expiry;
        if (pending != null) {
            pending.cancel(false);
        }
        closeSocket();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use in any case
        }
    }
}
