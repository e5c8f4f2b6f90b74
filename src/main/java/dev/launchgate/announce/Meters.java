package dev.launchgate.announce;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.gate.GateDecision.Transition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What monitoring sees. Tags come from closed lists only, so that the number of series does not follow the number of
 * checklists: no object name is ever a tag.
 */
public final class Meters {
    private static final List<String> KINDS =
            List.of("dns", "loadBalancer", "tls", "http", "tcp", "monitoringAgent", "manual", "canary");

    private static final long STARTED = ManagementFactory.getRuntimeMXBean().getStartTime();

    private final MeterRegistry registry;
    private final Map<String, LaunchChecklistStatus> latest = new ConcurrentHashMap<>();
    private final AtomicLong firstPass = new AtomicLong();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge(
                "launchgate.start.to.first.pass.seconds",
                firstPass,
                millis -> millis.get() == 0 ? Double.NaN : millis.get() / 1000.0);
        for (GateState state : GateState.values()) {
            registry.gauge("launchgate.checklists", Tags.of("state", state.name()), latest, all -> inState(state));
        }
        for (String kind : KINDS) {
            for (Verdict verdict : Verdict.values()) {
                registry.gauge(
                        "launchgate.items",
                        Tags.of("kind", kind, "verdict", verdict.name()),
                        latest,
                        all -> items(kind, verdict));
            }
        }
    }

    /** Takes the status of a pass into the gauges, and counts what happened in it. */
    public void passed(String owner, LaunchChecklistStatus status, List<Transition> transitions, Duration took) {
        latest.put(owner, status);
        firstPass.compareAndSet(0, System.currentTimeMillis() - STARTED);
        registry.timer("launchgate.pass.duration").record(took);
        transitions.forEach(transition -> registry.counter(
                        "launchgate.gate.transitions",
                        Tags.of("reason", transition.reason().name()))
                .increment());
    }

    /** Counts a pass that a defect or the API server ended early. */
    public void failed() {
        registry.counter("launchgate.pass.failures").increment();
    }

    /** Counts a completed probe; protocol and outcome come from closed lists. */
    public void probed(String protocol, String outcome, Duration took) {
        registry.timer("launchgate.probe.duration", Tags.of("protocol", protocol, "outcome", outcome))
                .record(took);
    }

    /** Forgets all checklists but these. */
    public void keep(Set<String> owners) {
        latest.keySet().retainAll(owners);
    }

    private double inState(GateState state) {
        return latest.values().stream()
                .map(LaunchChecklistStatus::gate)
                .filter(gate -> gate != null && state.name().equals(gate.state()))
                .count();
    }

    private double items(String kind, Verdict verdict) {
        return latest.values().stream()
                .flatMap(status -> status.items().stream())
                .filter(item -> kind.equals(item.kind()) && verdict.name().equals(item.verdict()))
                .count();
    }
}
