package dev.launchgate.probe.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** A loopback port that is taken, so that nobody else can listen there, and where nobody listens. */
final class SilentPort implements AutoCloseable {
    private final SocketChannel bound;

    private SilentPort(SocketChannel bound) {
        this.bound = bound;
    }

    static SilentPort reserve() {
        try {
            return new SilentPort(
                    SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return bound.socket().getLocalPort();
    }

    @Override
    public void close() {
        try {
            bound.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
