package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import java.util.Optional;

/** The beginning of what a peer answers to a ClientHello, which tells what it is before any library has an opinion. */
final class FirstRecord {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int PROTOCOL_VERSION = 70;
    private static final int TLS12 = 0x0303;

    private final byte[] bytes = new byte[11];
    private int length;

    void append(byte[] read, int count) {
        int taken = Math.min(count, bytes.length - length);
        System.arraycopy(read, 0, bytes, length, taken);
        length += taken;
    }

    /** How the handshake ended if these bytes alone end it; empty if they do not, or not yet. */
    Optional<TlsOutcome> outcome() {
        if (length >= 1 && (at(0) < 20 || at(0) > HANDSHAKE) || length >= 2 && at(1) != 3) {
            return Optional.of(TlsOutcome.NotTls);
        }
        if (length >= 7 && at(0) == ALERT) {
            return Optional.of(at(6) == PROTOCOL_VERSION ? TlsOutcome.ProtocolTooOld : TlsOutcome.PeerAborted);
        }
        // A server that knows TLS 1.3 says 1.2 here and the truth further on.
        boolean hello = length == bytes.length && at(0) == HANDSHAKE && at(5) == SERVER_HELLO;
        return hello && (at(9) << 8 | at(10)) < TLS12 ? Optional.of(TlsOutcome.ProtocolTooOld) : Optional.empty();
    }

    private int at(int index) {
        return bytes[index] & 0xff;
    }
}
