package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of one probe on the monotonic clock: one for name, connect, handshake, headers and body together. */
public final class Deadline {
    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    public static Deadline after(Duration timeout, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + timeout.toNanos());
    }

    /** What is left, at least one millisecond. @throws ProbeException Timeout when nothing is left */
    public Duration left(Phase phase) throws ProbeException {
        long left = end - nanoTime.getAsLong();
        if (left <= 0) {
            throw new ProbeException(Cause.Timeout, phase, "");
        }
        return Duration.ofNanos(Math.max(left, 1_000_000));
    }

    /** The deadline of the first of {@code attempts} that share what is left evenly. */
    Deadline share(int attempts) {
        long now = nanoTime.getAsLong();
        return new Deadline(nanoTime, now + Math.max(end - now, 0) / attempts);
    }
}
