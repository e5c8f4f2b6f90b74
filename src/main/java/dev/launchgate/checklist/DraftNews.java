package dev.launchgate.checklist;

import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.status.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** From two statuses to the drafts of postmortems that people should hear of, once each. */
final class DraftNews {
    private DraftNews() {}

    static List<Announcement> between(
            LaunchChecklist checklist, LaunchChecklistStatus before, LaunchChecklistStatus after) {
        Set<String> fresh = names(after);
        fresh.removeAll(names(before));
        return fresh.stream()
                .map(name -> new Announcement(
                        Reason.PostmortemDrafted,
                        "Postmortem %s was drafted from what the cluster knows; complete it: kubectl -n %s edit postmortem %s"
                                .formatted(name, checklist.getMetadata().getNamespace(), name),
                        false,
                        true))
                .toList();
    }

    private static Set<String> names(LaunchChecklistStatus status) {
        return status.history().stream()
                .map(HistoryEntry::postmortem)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
