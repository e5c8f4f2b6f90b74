package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.cluster.Obstacle;
import java.util.List;
import java.util.Optional;

/** What is known of a checklist that a postmortem names. */
sealed interface KnownChecklist {
    /** It is there, with these rows. */
    record Seen(List<ItemStatus> rows) implements KnownChecklist {
        public Seen {
            rows = List.copyOf(rows);
        }

        Optional<ItemStatus> row(String name) {
            return rows.stream().filter(row -> row.name().equals(name)).findFirst();
        }
    }

    /** It does not exist. */
    record Missing(String namespace) implements KnownChecklist {}

    /** It could not be read, so nothing is known. */
    record Unread(Obstacle obstacle) implements KnownChecklist {}
}
