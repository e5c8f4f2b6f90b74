package dev.launchgate.postmortem.draft;

import dev.launchgate.postmortem.draft.Drafts.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which drafts go: those that nobody ever touched, once they are old, and the oldest of a checklist that has too many. What
 * a person wrote to stays for ever. Pure.
 *
 * @param longest how long an untouched draft is kept; empty for ever
 */
public record DraftRetention(Optional<Duration> longest) {
    /** Untouched drafts that are kept for each checklist. */
    static final int MOST = 10;

    List<Kept> expired(List<Kept> drafts, Instant now) {
        Map<String, List<Kept>> byChecklist = drafts.stream()
                .filter(draft -> draft.untouched() && !draft.draftedFor().isEmpty())
                .collect(Collectors.groupingBy(draft -> draft.namespace() + "/" + draft.draftedFor()));
        return byChecklist.values().stream()
                .flatMap(all -> {
                    List<Kept> newestFirst = all.stream()
                            .sorted(Comparator.comparing(
                                            (Kept draft) -> draft.created().orElse(now))
                                    .reversed()
                                    .thenComparing(Kept::name))
                            .toList();
                    return newestFirst.stream()
                            .filter(draft -> newestFirst.indexOf(draft) >= MOST || isOld(draft, now));
                })
                .toList();
    }

    private boolean isOld(Kept draft, Instant now) {
        return longest.isPresent()
                && draft.created()
                        .filter(created -> created.plus(longest.get()).isBefore(now))
                        .isPresent();
    }
}
