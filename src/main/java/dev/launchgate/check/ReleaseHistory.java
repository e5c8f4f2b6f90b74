package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the status of a checklist remembers of its releases.
 *
 * @param promoted identities of the last promoted pod templates, newest last
 * @param lastReturn when a revision that had been promoted before was last seen to serve again
 */
public record ReleaseHistory(List<String> promoted, Optional<Instant> lastReturn) {
    /** Of a checklist that was never looked at. */
    public static final ReleaseHistory NONE = new ReleaseHistory(List.of(), Optional.empty());

    public ReleaseHistory {
        promoted = List.copyOf(promoted);
    }

    /** Reads a stored status. */
    public static ReleaseHistory of(LaunchChecklistStatus status) {
        return new ReleaseHistory(
                status.gate() == null
                        ? List.of()
                        : status.gate().promoted().stream()
                                .map(promotion -> promotion.templateHash())
                                .toList(),
                lastReturn(status.history()));
    }

    private static Optional<Instant> lastReturn(List<HistoryEntry> history) {
        return proofOfReturn(history).stream().reduce((first, second) -> second).flatMap(entry -> instant(entry.at()));
    }

    /**
     * The last promotion of a template that was promoted before and not last, or that the gate let back, after the decisions
     * that show it to be one; empty when there was none. Read in the order in which decisions were taken.
     */
    public static List<HistoryEntry> proofOfReturn(List<HistoryEntry> history) {
        Map<String, HistoryEntry> promoted = new HashMap<>();
        Optional<HistoryEntry> latest = Optional.empty();
        Optional<HistoryEntry> letBack = Optional.empty();
        List<HistoryEntry> proof = List.of();
        for (HistoryEntry entry : history) {
            if (Reason.RolledBack.name().equals(entry.reason())) {
                letBack = Optional.of(entry);
            } else if (promotes(entry) && !template(entry).isEmpty()) {
                if (instant(entry.at()).isPresent()) {
                    HistoryEntry before = promoted.get(template(entry));
                    if (letBack.filter(back -> template(back).equals(template(entry)))
                            .isPresent()) {
                        proof = List.of(letBack.get(), entry);
                    } else if (before != null && !before.equals(latest.orElseThrow())) {
                        proof = List.of(before, latest.orElseThrow(), entry);
                    }
                }
                promoted.put(template(entry), entry);
                latest = Optional.of(entry);
                letBack = Optional.empty();
            }
        }
        return proof;
    }

    private static String template(HistoryEntry entry) {
        return entry.templateHash() == null ? "" : entry.templateHash();
    }

    private static boolean promotes(HistoryEntry entry) {
        return Reason.Promoted.name().equals(entry.reason())
                || Reason.Adopted.name().equals(entry.reason());
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
