package dev.launchgate.postmortem.draft;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One release that went wrong: what the history of a checklist says of it.
 *
 * @param templateHash the template that was released, or ran without
 * @param revision its name
 * @param began time of the first entry
 * @param entries entries that tell of it, oldest first
 * @param releasedAt when its release began, as far as the history still says
 * @param mitigatedAt when the revision that was returned to served
 */
record Incident(
        String templateHash,
        @Nullable String revision,
        Instant began,
        List<HistoryEntry> entries,
        Optional<Instant> releasedAt,
        Optional<Instant> mitigatedAt) {
    private static final int SHOWN = 12;

    Incident {
        entries = List.copyOf(entries);
    }

    /** The draft that an entry is linked to. */
    Optional<String> link() {
        return entries.stream()
                .map(HistoryEntry::postmortem)
                .filter(Objects::nonNull)
                .findFirst();
    }

    boolean unlinked() {
        return entries.stream().anyMatch(entry -> entry.postmortem() == null);
    }

    /** How much is known of it: grows while it goes on, and never shrinks. */
    int facts() {
        return entries.size() + (mitigatedAt.isPresent() ? 1 : 0);
    }

    /** What people call the revision. */
    String name() {
        return revision != null ? revision : templateHash.substring(0, Math.min(SHOWN, templateHash.length()));
    }

    boolean has(Reason reason) {
        return entries.stream().anyMatch(entry -> entry.reason().equals(reason.name()));
    }

    /** Tells it from every other incident of the checklist; from persisted facts alone. */
    String id(String checklistUid) {
        return "%s/%s/%s".formatted(checklistUid, began, templateHash);
    }
}
