package dev.launchgate.config;

import dev.launchgate.checklist.PassLog;
import dev.launchgate.gate.kube.Leadership;
import dev.launchgate.probe.Prober;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether a restart would help: the probe schedule stands still, or a checklist was forgotten. An API server that is away is
 * no reason.
 */
@org.eclipse.microprofile.health.Liveness
@ApplicationScoped
public class Liveness implements HealthCheck {
    /** Three times the interval at which every checklist has a pass whatever happens. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(3);

    private final Prober prober;
    private final PassLog passLog;
    private final Leadership leadership;

    @Inject
    Liveness(Prober prober, PassLog passLog, Leadership leadership) {
        this.prober = prober;
        this.passLog = passLog;
        this.leadership = leadership;
    }

    @Override
    public HealthCheckResponse call() {
        boolean schedule = prober.stalledFor().compareTo(Prober.STALLED) < 0;
        boolean passes = !leadership.holds() || passLog.longestWait().compareTo(FORGOTTEN) < 0;
        return HealthCheckResponse.named("launchgate passes and probes")
                .withData("probe-schedule", schedule ? "alive" : "stalled")
                .withData("passes", passes ? "current" : "a checklist had no pass for " + FORGOTTEN.toMinutes() + "m")
                .status(schedule && passes)
                .build();
    }
}
