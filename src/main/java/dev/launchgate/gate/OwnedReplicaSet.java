package dev.launchgate.gate;

import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;

/**
 * A ReplicaSet that the Deployment owns by UID.
 *
 * @param created RFC 3339, as the API server wrote it
 * @param desired {@code spec.replicas}
 * @param replicas pods that exist
 * @param available pods that serve
 */
public record OwnedReplicaSet(
        String name, String uid, PodTemplate template, String created, int desired, int replicas, int available) {
    static OwnedReplicaSet of(Resource set) {
        return new OwnedReplicaSet(
                set.name(),
                set.uid(),
                PodTemplate.ofReplicaSet(set),
                set.text("/metadata/creationTimestamp"),
                set.at("/spec/replicas").asInt(1),
                set.at("/status/replicas").asInt(),
                set.at("/status/availableReplicas").asInt());
    }

    /** Whether it has pods or is about to have them. */
    public boolean active() {
        return desired > 0 || replicas > 0;
    }
}
