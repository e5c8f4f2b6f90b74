package dev.launchgate.checklist;

import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a step does beside writing objects; the file {@code in-N-world.yaml}. What concerns the administrator stands in
 * step 1.
 *
 * @param after time that passed since the step before, as ISO 8601 writes it
 * @param firstLaunch nothing runs yet
 * @param pods so many pods of the candidate serve once it is released; all of them: those of the revision before are gone
 * @param gone objects that were deleted, as {@code Kind name}
 * @param notInstalled kinds that the cluster does not serve
 * @param forbidden kinds that the operator may not read
 * @param sharedNamespaces what the administrator shares
 * @param clusterKinds what the administrator opens, as {@code plural.group}
 * @param administered systems of which the administrator names a server
 */
record ScenarioStep(
        @Nullable String after,
        boolean firstLaunch,
        int pods,
        List<String> gone,
        List<String> notInstalled,
        List<String> forbidden,
        Set<String> sharedNamespaces,
        Set<String> clusterKinds,
        Set<MonitoringSystem> administered) {
    ScenarioStep {
        gone = gone == null ? List.of() : List.copyOf(gone);
        notInstalled = notInstalled == null ? List.of() : List.copyOf(notInstalled);
        forbidden = forbidden == null ? List.of() : List.copyOf(forbidden);
        sharedNamespaces = sharedNamespaces == null ? Set.of() : Set.copyOf(sharedNamespaces);
        clusterKinds = clusterKinds == null ? Set.of() : Set.copyOf(clusterKinds);
        administered = administered == null ? Set.of() : Set.copyOf(administered);
    }
}
