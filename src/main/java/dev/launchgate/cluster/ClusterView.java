package dev.launchgate.cluster;

import java.util.Map;

/**
 * Port to the objects of the cluster. Reads come from caches and never wait; a kind is watched from the first read of it
 * on. An implementation that records reads wakes the reader when an object it read, or looked for in vain, changes.
 */
public interface ClusterView {
    /** Reads one object; {@code namespace} is ignored for cluster-scoped kinds. */
    Lookup get(ResourceKind kind, String namespace, String name);

    /**
     * Reads all objects of a kind in a namespace that have all of these marks, labels or {@link Resource#marks others}; all of
     * them if there are none.
     */
    Lookup.Listing list(ResourceKind kind, String namespace, Map<String, String> marks);

    /** The kind of this name, objects kept whole, if the API server serves it and lets it be watched. */
    Lookup.KindAnswer kind(String apiVersion, String kind);
}
