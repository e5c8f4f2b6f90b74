package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.PostmortemImpact;
import dev.launchgate.check.DateTimes;
import dev.launchgate.check.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses times that are none, that lie ahead, or that run backwards. */
final class Times {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Instant now;
    private final Refusals refusals;

    Times(Instant now, Refusals refusals) {
        this.now = now;
        this.refusals = refusals;
    }

    /** Refuses what has not happened yet; null where it may be left out. */
    Optional<Instant> past(@Nullable String text, String path) {
        if (text == null) {
            return Optional.empty();
        }
        DateTimes.refuse(text, path, refusals);
        Optional<Instant> time = DateTimes.parse(text);
        time.filter(now.plus(CLOCKS_DIFFER)::isBefore)
                .ifPresent(ahead -> refusals.refuse(path, "lies in the future; expected a time that has passed"));
        return time;
    }

    /** Refuses each time of an impact that is before one that comes before it. */
    void refuse(PostmortemImpact impact) {
        Map<String, Instant> before = new LinkedHashMap<>();
        ordered("startedAt", impact.startedAt(), before);
        ordered("detectedAt", impact.detectedAt(), before);
        ordered("mitigatedAt", impact.mitigatedAt(), before);
        ordered("resolvedAt", impact.resolvedAt(), before);
    }

    private void ordered(String name, @Nullable String text, Map<String, Instant> before) {
        past(text, "impact." + name).ifPresent(time -> {
            before.entrySet().stream()
                    .filter(earlier -> time.isBefore(earlier.getValue()))
                    .forEach(earlier -> refusals.refuse(
                            "impact." + name, "%s must not be before %s".formatted(name, earlier.getKey())));
            before.put(name, time);
        });
    }
}
