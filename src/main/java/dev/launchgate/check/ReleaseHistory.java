package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * A promotion of a template that was promoted before and not last, or that the gate let back. Read in the order in which
     * decisions were taken.
     */
    private static Optional<Instant> lastReturn(List<HistoryEntry> history) {
        List<String> promoted = new ArrayList<>();
        Optional<Instant> last = Optional.empty();
        String returning = "";
        for (HistoryEntry entry : history) {
            String template = entry.templateHash() == null ? "" : entry.templateHash();
            if (Reason.RolledBack.name().equals(entry.reason())) {
                returning = template;
            } else if (promotes(entry) && !template.isEmpty()) {
                boolean back = template.equals(returning)
                        || promoted.contains(template) && !promoted.getLast().equals(template);
                if (back) {
                    last = instant(entry.at()).isPresent() ? instant(entry.at()) : last;
                }
                promoted.add(template);
                returning = "";
            }
        }
        return last;
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
