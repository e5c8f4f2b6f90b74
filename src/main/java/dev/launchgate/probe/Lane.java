package dev.launchgate.probe;

import java.time.Duration;

/** What to expect of a probe, by its latest attempt. Whatever may be slow leaves room for what is known to be quick. */
enum Lane {
    /** Came to its end within {@link #QUICK}. */
    Quick,
    /** Never tried. */
    New,
    /** Took long, or had no answer in time. */
    Slow;

    static final Duration QUICK = Duration.ofMillis(500);

    static Lane after(Measurement measurement, Duration took) {
        boolean silent = measurement instanceof Measurement.Failed failed
                && failed.failure().cause() == ProbeFailure.Cause.Timeout;
        return silent || took.compareTo(QUICK) >= 0 ? Slow : Quick;
    }
}
