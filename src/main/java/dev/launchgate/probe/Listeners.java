package dev.launchgate.probe;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Who hears of answers: owners and meters. What they throw harms neither each other nor the schedule. */
final class Listeners {
    private final Consumer<String> wake;
    private final ProbeListener meters;
    private final Defects defects;

    Listeners(Consumer<String> wake, ProbeListener meters, Defects defects) {
        this.wake = wake;
        this.meters = meters;
        this.defects = defects;
    }

    void wake(Set<String> owners) {
        owners.forEach(owner -> guarded(() -> wake.accept(owner)));
    }

    void report(Attempt attempt, Measurement measurement, long now) {
        String outcome = outcome(measurement);
        if (!outcome.isEmpty()) {
            String protocol = attempt.probe().key().request().protocol();
            guarded(() -> meters.completed(protocol, outcome, Duration.ofNanos(now - attempt.startedAt())));
        }
    }

    private static String outcome(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Answered answered -> ProbeListener.ANSWERED;
            case Measurement.Failed failed -> failed.failure().cause().name();
            case Measurement.NotYet none -> "";
            case Measurement.TooOld none -> "";
        };
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            defects.report(e);
        }
    }
}
