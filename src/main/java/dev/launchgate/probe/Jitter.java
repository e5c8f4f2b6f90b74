package dev.launchgate.probe;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Spreads times, so that what began together does not stay together. */
final class Jitter {
    private final RandomGenerator random;

    Jitter(RandomGenerator random) {
        this.random = random;
    }

    /** Nanoseconds, at most a twentieth more or less. */
    long around(Duration duration) {
        long nanos = duration.toNanos();
        return nanos - nanos / 20 + below(nanos / 10);
    }

    /** Nanoseconds from zero on, less than {@code nanos}. */
    long below(long nanos) {
        return nanos <= 0 ? 0 : random.nextLong(nanos);
    }
}
