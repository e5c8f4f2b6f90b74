package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;

/** Port to the drafts of postmortems: an effect after the status, on which no decision waits. */
public interface IncidentDrafts {
    /** Where nothing is drafted. */
    IncidentDrafts NONE = new IncidentDrafts() {
        @Override
        public LaunchChecklistStatus linked(LaunchChecklist checklist, LaunchChecklistStatus status) {
            return status;
        }

        @Override
        public void stored(LaunchChecklist checklist, LaunchChecklistStatus status) {}
    };

    /** The status, with the names of the drafts that exist by now in its history. Never waits. */
    LaunchChecklistStatus linked(LaunchChecklist checklist, LaunchChecklistStatus status);

    /** Has what the stored status tells of incidents drafted, later and elsewhere. Never waits, never fails. */
    void stored(LaunchChecklist checklist, LaunchChecklistStatus status);
}
