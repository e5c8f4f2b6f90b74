package dev.launchgate.probe.net;

import java.time.Duration;

/** Deadlines of tests on the real monotonic clock. */
final class Deadlines {
    private Deadlines() {}

    /** Long enough for a loopback answer on a busy machine. */
    static Deadline ample() {
        return millis(20_000);
    }

    static Deadline millis(long millis) {
        return Deadline.after(Duration.ofMillis(millis), System::nanoTime);
    }
}
