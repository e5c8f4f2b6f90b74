package dev.launchgate.announce;

import dev.launchgate.api.v1alpha1.IncidentSeverity;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What monitoring sees of postmortems: how their measures stand, and how long incidents lasted. Gauges over the postmortems
 * that there are, so that a restart or another leader counts none twice. Tags come from closed lists only.
 */
public final class PostmortemMeters {
    private static final Set<String> HOLDS =
            Set.of(Verdict.Pass.name(), Verdict.NotApplicable.name(), Verdict.Waived.name());
    private static final String UNRATED = "Unrated";

    private final Map<String, Tally> latest = new ConcurrentHashMap<>();
    private final Counter regressed;
    private volatile Predicate<String> exists = owner -> true;

    PostmortemMeters(MeterRegistry registry) {
        regressed = registry.counter("launchgate.measures.regressed");
        for (Standing standing : Standing.values()) {
            registry.gauge(
                    "launchgate.measures",
                    Tags.of("standing", standing.name()),
                    this,
                    self -> self.tallies()
                            .mapToLong(tally -> tally.measures().getOrDefault(standing, 0L))
                            .sum());
        }
        List<String> severities = Stream.concat(
                        Arrays.stream(IncidentSeverity.values()).map(IncidentSeverity::name), Stream.of(UNRATED))
                .toList();
        for (String severity : severities) {
            for (Until until : Until.values()) {
                Tags tags = Tags.of("severity", severity, "until", until.name());
                registry.gauge(
                        "launchgate.incidents",
                        tags,
                        this,
                        self -> self.times(severity, until).count());
                registry.gauge(
                        "launchgate.incident.seconds",
                        tags,
                        this,
                        self -> self.times(severity, until)
                                .mapToLong(Duration::toSeconds)
                                .sum());
            }
        }
    }

    /** Counts only what is still there: nobody is told that a postmortem is gone. */
    public void among(Predicate<String> exists) {
        this.exists = exists;
    }

    /**
     * Takes what a pass came to into the gauges.
     *
     * @param owner {@code namespace/name}
     * @param times from the start of the incident, as far as they are known
     */
    public void passed(
            String owner, @Nullable IncidentSeverity severity, Map<Until, Duration> times, PostmortemStatus status) {
        Map<Standing, Long> measures = status.prevention().stream()
                .collect(Collectors.groupingBy(PostmortemMeters::standing, Collectors.counting()));
        latest.put(owner, new Tally(severity == null ? UNRATED : severity.name(), Map.copyOf(times), measures));
    }

    /** Counts measures that held and now fail; unknown is not yet a relapse. */
    public void changed(PostmortemStatus before, PostmortemStatus after) {
        Map<String, MeasureStatus> old = before.prevention().stream()
                .collect(Collectors.toMap(MeasureStatus::name, Function.identity(), (first, second) -> first));
        after.prevention().stream()
                .filter(now -> now.verdict().equals(Verdict.Fail.name()))
                .map(now -> old.get(now.name()))
                .filter(known -> known != null && HOLDS.contains(known.verdict()))
                .forEach(relapse -> regressed.increment());
    }

    /** Forgets one postmortem. */
    public void forget(String owner) {
        latest.remove(owner);
    }

    /** Forgets all. */
    public void forgetAll() {
        latest.clear();
    }

    private static Standing standing(MeasureStatus measure) {
        if (HOLDS.contains(measure.verdict())) {
            return Standing.Verified;
        }
        return measure.overdue() ? Standing.Overdue : Standing.Open;
    }

    private Stream<Duration> times(String severity, Until until) {
        return tallies()
                .filter(tally -> tally.severity().equals(severity))
                .map(tally -> tally.times().get(until))
                .flatMap(Stream::ofNullable);
    }

    private Stream<Tally> tallies() {
        latest.keySet().removeIf(exists.negate());
        return latest.values().stream();
    }

    /** Until when an incident is timed; Over is the impact: mitigated, or resolved where that is not known. */
    public enum Until {
        Detected,
        Mitigated,
        Resolved,
        Over
    }

    /** How a measure stands. Each is counted once: what is overdue is not open as well. */
    enum Standing {
        Open,
        Overdue,
        Verified
    }

    private record Tally(String severity, Map<Until, Duration> times, Map<Standing, Long> measures) {}
}
