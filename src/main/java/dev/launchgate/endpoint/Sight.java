package dev.launchgate.endpoint;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import java.util.Optional;

/** Port to what is live now; nothing of it is remembered between two questions. */
public interface Sight {
    Optional<LaunchChecklist> checklist(String namespace, String name);

    LiveTarget target(LaunchChecklist checklist);

    /** Whether an operator leads, so that the status is kept current. */
    boolean led();
}
