package dev.launchgate.announce;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.ItemSpec;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.probe.ProbeListener;
import dev.launchgate.status.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What monitoring sees. Tags come from closed lists only, so that the number of series does not follow the number of
 * checklists: no object name is ever a tag. Every series is there from the start, because an increase is seen only of one
 * that was there before.
 */
public final class Meters {
    /** The kinds of items, as the members of an item are spelled, and a measure that is done when somebody says so. */
    static final List<String> KINDS = Stream.concat(
                    Stream.of(ItemSpec.class.getRecordComponents())
                            .filter(member -> CheckParams.class.isAssignableFrom(member.getType()))
                            .map(RecordComponent::getName),
                    Stream.of(PlannedItem.STATED))
            .toList();

    private static final long STARTED = ManagementFactory.getRuntimeMXBean().getStartTime();

    private final MeterRegistry registry;
    private final Map<String, Tally> latest = new ConcurrentHashMap<>();
    private final AtomicLong firstPass = new AtomicLong();
    private final Timer passes;
    private final Counter failures;
    private final Timer readiness;
    private final PostmortemMeters postmortems;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge(
                "launchgate.start.to.first.pass.seconds",
                firstPass,
                millis -> millis.get() == 0 ? Double.NaN : millis.get() / 1000.0);
        passes = registry.timer("launchgate.pass.duration");
        failures = registry.counter("launchgate.pass.failures");
        readiness = registry.timer("launchgate.readiness.lead.time");
        postmortems = new PostmortemMeters(registry);
        KINDS.forEach(this::blocked);
        StatusChange.TOLD_ON_TARGET.forEach(this::transitions);
        for (String protocol : ProbeListener.PROTOCOLS) {
            ProbeListener.OUTCOMES.forEach(outcome -> probes(protocol, outcome));
        }
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

    /** What is counted of postmortems. */
    public PostmortemMeters postmortems() {
        return postmortems;
    }

    /** Takes the status of a pass into the gauges. */
    public void passed(String owner, LaunchChecklistStatus status, Duration took) {
        latest.put(owner, Tally.of(status));
        firstPass.compareAndSet(0, System.currentTimeMillis() - STARTED);
        passes.record(took);
    }

    /** Counts a pass that a defect or the API server ended early. */
    public void failed() {
        failures.increment();
    }

    /** Counts what a stored change of status says about waiting. */
    public void changed(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        Waited waited = Waited.between(before, after);
        waited.readiness().ifPresent(readiness::record);
        waited.blocked().forEach((kind, took) -> {
            if (KINDS.contains(kind)) {
                blocked(kind).increment(took.toMillis() / 1000.0);
            }
        });
    }

    private Counter blocked(String kind) {
        return registry.counter("launchgate.blocked.seconds", Tags.of("kind", kind));
    }

    /** Counts something that was told of a gate. */
    void told(Reason reason) {
        transitions(reason).increment();
    }

    /** Counts a completed probe; protocol and outcome come from closed lists. */
    public void probed(String protocol, String outcome, Duration took) {
        probes(protocol, outcome).record(took);
    }

    private Counter transitions(Reason reason) {
        return registry.counter("launchgate.gate.transitions", Tags.of("reason", reason.name()));
    }

    private Timer probes(String protocol, String outcome) {
        return registry.timer("launchgate.probe.duration", Tags.of("protocol", protocol, "outcome", outcome));
    }

    /** Forgets one checklist. */
    public void forget(String owner) {
        latest.remove(owner);
    }

    /** Forgets all checklists but these. */
    public void keep(Set<String> owners) {
        latest.keySet().retainAll(owners);
    }

    private double inState(GateState state) {
        return latest.values().stream()
                .filter(tally -> state.name().equals(tally.state()))
                .count();
    }

    private double items(String kind, Verdict verdict) {
        return latest.values().stream()
                .mapToInt(tally -> tally.items().getOrDefault(new Cell(kind, verdict.name()), 0))
                .sum();
    }

    /** What is counted of one checklist. A status would be kept twice, here and where checklists are cached. */
    private record Tally(String state, Map<Cell, Integer> items) {
        static Tally of(LaunchChecklistStatus status) {
            return new Tally(
                    status.gate() == null ? "" : status.gate().state(),
                    status.items().stream()
                            .collect(Collectors.toMap(
                                    item -> new Cell(item.kind(), item.verdict()), item -> 1, Integer::sum)));
        }
    }

    private record Cell(String kind, String verdict) {}
}
