package dev.launchgate.postmortem;

import dev.launchgate.announce.PostmortemMeters.Until;
import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.check.DateTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long an incident took until something; what is not known, or is before its start, is left out. Pure. */
final class IncidentTimes {
    private IncidentTimes() {}

    static Map<Until, Duration> of(PostmortemImpact impact) {
        Map<Until, Duration> times = new EnumMap<>(Until.class);
        put(times, Until.Detected, impact, impact.detectedAt());
        put(times, Until.Mitigated, impact, impact.mitigatedAt());
        put(times, Until.Resolved, impact, impact.resolvedAt());
        Optional.ofNullable(times.getOrDefault(Until.Mitigated, times.get(Until.Resolved)))
                .ifPresent(over -> times.put(Until.Over, over));
        return times;
    }

    private static void put(Map<Until, Duration> times, Until until, PostmortemImpact impact, @Nullable String end) {
        time(impact.startedAt())
                .flatMap(start -> time(end).map(at -> Duration.between(start, at)))
                .filter(took -> !took.isNegative())
                .ifPresent(took -> times.put(until, took));
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(DateTimes::parse);
    }
}
