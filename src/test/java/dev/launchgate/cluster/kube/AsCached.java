package dev.launchgate.cluster.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;

/** Objects as the cache holds them, so that no test reads what the operator drops. */
public final class AsCached {
    private AsCached() {}

    public static Resource of(ResourceKind kind, ObjectNode live) {
        return new Resource(kind, Pruning.prune(kind, live));
    }
}
