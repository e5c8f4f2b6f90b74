package dev.launchgate.checklist;

import dev.launchgate.check.ArgoCd;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import java.util.Set;

/**
 * What the administrator opened to every checklist.
 *
 * @param sharedNamespaces namespaces that any checklist may refer to
 * @param clusterKinds kinds without namespace that any checklist may name, as {@code plural.group}
 * @param monitoring systems of which the administrator names a server
 * @param argoCd where Argo CD is, and how it marks what it manages
 */
public record Administration(
        Set<String> sharedNamespaces, Set<String> clusterKinds, Set<MonitoringSystem> monitoring, ArgoCd argoCd) {
    /** Nothing. */
    public static final Administration NONE = new Administration(Set.of(), Set.of(), Set.of(), ArgoCd.UNKNOWN);

    public Administration {
        sharedNamespaces = Set.copyOf(sharedNamespaces);
        clusterKinds = Set.copyOf(clusterKinds);
        monitoring = Set.copyOf(monitoring);
    }
}
