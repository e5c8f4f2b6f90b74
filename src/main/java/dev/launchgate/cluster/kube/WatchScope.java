package dev.launchgate.cluster.kube;

import dev.launchgate.cluster.ResourceKind;

/**
 * What one watch covers.
 *
 * @param namespace empty for all namespaces, and for cluster-scoped kinds
 * @param name empty for all objects
 */
record WatchScope(ResourceKind kind, String namespace, String name) {}
