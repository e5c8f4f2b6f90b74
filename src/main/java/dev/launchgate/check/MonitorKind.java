package dev.launchgate.check;

import dev.launchgate.cluster.ResourceKind;

/**
 * What tells the two monitors of the Prometheus operator apart.
 *
 * @param endpoints where the monitor lists what to scrape
 * @param selector member of a Prometheus that selects such monitors by their labels
 * @param namespaceSelector member of a Prometheus that selects their namespaces
 */
record MonitorKind(ResourceKind kind, String endpoints, String selector, String namespaceSelector) {
    static final MonitorKind SERVICE = new MonitorKind(
            ResourceKind.SERVICE_MONITOR,
            "/spec/endpoints",
            "serviceMonitorSelector",
            "serviceMonitorNamespaceSelector");
    static final MonitorKind POD = new MonitorKind(
            ResourceKind.POD_MONITOR, "/spec/podMetricsEndpoints", "podMonitorSelector", "podMonitorNamespaceSelector");
}
