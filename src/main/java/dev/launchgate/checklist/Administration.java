package dev.launchgate.checklist;

import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import java.util.Set;

/**
 * What the administrator opened to every checklist.
 *
 * @param sharedNamespaces namespaces that any checklist may refer to
 * @param monitoring systems of which the administrator names a server
 */
public record Administration(Set<String> sharedNamespaces, Set<MonitoringSystem> monitoring) {
    /** Nothing. */
    public static final Administration NONE = new Administration(Set.of(), Set.of());

    public Administration {
        sharedNamespaces = Set.copyOf(sharedNamespaces);
        monitoring = Set.copyOf(monitoring);
    }
}
