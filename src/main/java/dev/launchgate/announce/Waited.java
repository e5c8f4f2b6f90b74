package dev.launchgate.announce;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a change of status says about waiting: how long a candidate waited until its checklist passed, and which kinds of
 * items it waited for meanwhile. Every time is read off the two statuses, so that the same change always says the same and a
 * restart loses nothing. Items wait beside each other: the times of several kinds are not to be added up.
 *
 * @param readiness from the hold to the decision to release; empty while it waits, and for what is let through without
 *     passing
 * @param blocked by kind of item, how long ones that block did not pass; said when one changes or the hold ends
 */
record Waited(Optional<Duration> readiness, Map<String, Duration> blocked) {
    private static final Waited NOT = new Waited(Optional.empty(), Map.of());

    static Waited between(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        GateStatus held = before.gate();
        GateStatus now = after.gate();
        if (held == null || now == null || !GateState.Held.name().equals(held.state())) {
            return NOT;
        }
        return held.began()
                .map(since -> new Waited(readiness(since, now), blocked(since, held, before, after, now)))
                .orElse(NOT);
    }

    private static Optional<Duration> readiness(Instant since, GateStatus now) {
        boolean passed = GateState.Approved.name().equals(now.state())
                && now.approved() != null
                && Reason.ChecklistPassed.name().equals(now.approved().reason());
        return passed ? now.began().flatMap(end -> from(since, end)) : Optional.empty();
    }

    private static Map<String, Duration> blocked(
            Instant since, GateStatus held, LaunchChecklistStatus before, LaunchChecklistStatus after, GateStatus now) {
        Optional<Instant> holdEnds = held.since().equals(now.since()) ? Optional.empty() : now.began();
        Map<String, ItemStatus> rows = after.items().stream()
                .collect(Collectors.toMap(ItemStatus::name, Function.identity(), (first, second) -> first));
        Map<String, Duration> all = new HashMap<>();
        for (ItemStatus item : before.items()) {
            if (blocks(item)) {
                Instant began = instant(item.lastTransitionTime())
                        .filter(since::isBefore)
                        .orElse(since);
                changed(item, rows.get(item.name()))
                        .or(() -> holdEnds)
                        .flatMap(end -> from(began, end))
                        .ifPresent(took -> all.merge(item.kind(), took, Duration::plus));
            }
        }
        return Map.copyOf(all);
    }

    private static boolean blocks(ItemStatus item) {
        return Severity.Blocking.name().equals(item.severity())
                && Phase.BeforeRelease.name().equals(item.phase())
                && (Verdict.Fail.name().equals(item.verdict())
                        || Verdict.Unknown.name().equals(item.verdict()));
    }

    /** When the item became another; empty while it is the same, or gone. */
    private static Optional<Instant> changed(ItemStatus item, @Nullable ItemStatus now) {
        return Optional.ofNullable(now)
                .map(ItemStatus::lastTransitionTime)
                .filter(time -> !Objects.equals(time, item.lastTransitionTime()))
                .flatMap(Waited::instant);
    }

    /** Clocks of replicas differ: nothing took less than no time. */
    private static Optional<Duration> from(Instant began, Instant end) {
        return Optional.of(Duration.between(began, end)).filter(took -> !took.isNegative());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
