package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.status.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often an item with network probes passed in a row. Memory only: a restarted process sees every round anew,
 * which delays a release and never makes one.
 */
final class Rounds {
    private final Map<String, Map<String, Passing>> checklists = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> concluded = new ConcurrentHashMap<>();
    /** For items that await the release: how often their probes were answered when the first pod served; empty until then. */
    private final Map<String, Map<String, Map<ProbeRequest, Long>>> awaiting = new ConcurrentHashMap<>();

    /**
     * The judgement that counts: Pending/Confirming instead of Pass until every probe of the item was answered {@code
     * needed} times since the item began to pass.
     *
     * @param candidate identity of the candidate, for a new one starts a new count
     */
    Judgement confirm(
            String checklist,
            PlannedItem item,
            String candidate,
            Judgement judgement,
            Map<ProbeRequest, Observation> observations,
            int needed) {
        if (answeredBeforeRelease(checklist, item, judgement, observations)) {
            return Judgement.pending(Reason.NotMeasuredYet, "not measured yet since the new revision serves");
        }
        Map<String, Passing> items = checklists.computeIfAbsent(checklist, key -> new ConcurrentHashMap<>());
        Map<ProbeRequest, Observation> repeated = repeated(observations);
        if (repeated.isEmpty() || judgement.verdict() != Verdict.Pass) {
            items.remove(item.name());
            return conclude(checklist, item, judgement);
        }
        Passing passing = items.compute(
                item.name(),
                (key, known) -> known != null && known.of(item.params(), candidate, repeated)
                        ? known.on(repeated)
                        : Passing.from(item.params(), candidate, repeated));
        long seen = passing.rounds();
        return seen >= needed
                ? conclude(checklist, item, judgement)
                : Judgement.pending(Reason.Confirming, "passed %d of %d times in a row".formatted(seen, needed));
    }

    /** A document, a report or an object does not change by being looked at again: one look is enough. */
    private static Map<ProbeRequest, Observation> repeated(Map<ProbeRequest, Observation> observations) {
        return observations.entrySet().stream()
                .filter(entry -> entry.getKey().live())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An answer from before the release says nothing about the new revision, so the next one is waited for. */
    private boolean answeredBeforeRelease(
            String checklist, PlannedItem item, Judgement judgement, Map<ProbeRequest, Observation> observations) {
        Map<String, Map<ProbeRequest, Long>> items =
                awaiting.computeIfAbsent(checklist, key -> new ConcurrentHashMap<>());
        if (judgement.reason() == Reason.AwaitsRelease) {
            items.put(item.name(), Map.of());
            return false;
        }
        Map<ProbeRequest, Long> before =
                items.computeIfPresent(item.name(), (key, known) -> known.isEmpty() ? sequences(observations) : known);
        boolean stale = before != null
                && observations.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().sequence() > 0
                                && before.getOrDefault(entry.getKey(), 0L)
                                        == entry.getValue().sequence());
        if (!stale) {
            items.remove(item.name());
        }
        return stale;
    }

    private static Map<ProbeRequest, Long> sequences(Map<ProbeRequest, Observation> observations) {
        return observations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sequence()));
    }

    private Judgement conclude(String checklist, PlannedItem item, Judgement judgement) {
        if (judgement.verdict() != Verdict.Pending) {
            concluded
                    .computeIfAbsent(checklist, key -> ConcurrentHashMap.newKeySet())
                    .add(item.name());
        }
        return judgement;
    }

    /** Whether this process has come to a conclusion about the item before. */
    boolean judgedBefore(String checklist, PlannedItem item) {
        return concluded.getOrDefault(checklist, Set.of()).contains(item.name());
    }

    /** Forgets items that are gone, and the whole checklist when none is left. */
    void keep(String checklist, Set<String> items) {
        checklists.computeIfPresent(checklist, (key, known) -> {
            known.keySet().retainAll(items);
            return known.isEmpty() ? null : known;
        });
        awaiting.computeIfPresent(checklist, (key, known) -> {
            known.keySet().retainAll(items);
            return known.isEmpty() ? null : known;
        });
        concluded.computeIfPresent(checklist, (key, known) -> {
            known.retainAll(items);
            return known.isEmpty() ? null : known;
        });
    }

    /** @param runs for each probe, the answers that the item has passed with */
    private record Passing(@Nullable CheckParams params, String candidate, Map<ProbeRequest, Run> runs) {
        static Passing from(
                @Nullable CheckParams params, String candidate, Map<ProbeRequest, Observation> observations) {
            return new Passing(params, candidate, each(observations, (probe, now) -> Run.from(now)));
        }

        Passing on(Map<ProbeRequest, Observation> observations) {
            return new Passing(
                    params,
                    candidate,
                    each(
                            observations,
                            (probe, now) -> Optional.ofNullable(runs.get(probe))
                                    .orElseGet(() -> Run.from(now))
                                    .on(now)));
        }

        private static Map<ProbeRequest, Run> each(
                Map<ProbeRequest, Observation> observations, BiFunction<ProbeRequest, Observation, Run> run) {
            return observations.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> run.apply(entry.getKey(), entry.getValue())));
        }

        boolean of(@Nullable CheckParams other, String otherCandidate, Map<ProbeRequest, Observation> observations) {
            return Objects.equals(params, other)
                    && candidate.equals(otherCandidate)
                    && runs.keySet().equals(observations.keySet());
        }

        long rounds() {
            return runs.values().stream().mapToLong(Run::length).min().orElse(0);
        }
    }

    /**
     * Answers of one probe, all of which let the item pass.
     *
     * @param first sequence of the first of them; 0 when there is none yet
     * @param last sequence of the last one that a pass has seen
     */
    private record Run(long first, long last) {
        static Run from(Observation now) {
            return new Run(now.sequence(), now.sequence());
        }

        /** Answers may differ and pass all the same; one that differed and that no pass has seen may have failed. */
        Run on(Observation now) {
            boolean unseen = now.sequence() > last + 1 && now.changedAt() > last;
            boolean none = first == 0;
            return new Run(unseen ? now.changedAt() : none ? now.sequence() : first, now.sequence());
        }

        long length() {
            return first == 0 ? 0 : last - first + 1;
        }
    }
}
