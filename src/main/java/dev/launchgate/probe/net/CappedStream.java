package dev.launchgate.probe.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads no more than it is allowed to, whatever a parser above it makes of the bytes. */
final class CappedStream extends FilterInputStream {
    private long allowed;
    private boolean ended;

    CappedStream(InputStream stream, long allowed) {
        super(stream);
        this.allowed = allowed;
    }

    /** Sets what may be read from here on. */
    void allow(long bytes) {
        allowed = bytes;
    }

    /** Whether the peer ended what it sends. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (allowed <= 0) {
            throw new CapException();
        }
        int count = super.read(target, offset, (int) Math.min(length, allowed));
        allowed -= Math.max(count, 0);
        ended |= count < 0;
        return count;
    }

    /** The peer sends more than is read. */
    static final class CapException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
