package dev.launchgate.gate;

import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;

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
    /** @param owner the Deployment or Rollout, of which the ReplicaSet is */
    static OwnedReplicaSet of(Resource set, Resource owner) {
        return new OwnedReplicaSet(
                set.name(),
                set.uid(),
                isCurrent(set, owner) ? PodTemplate.of(owner.at("/spec/template")) : PodTemplate.ofReplicaSet(set),
                set.text("/metadata/creationTimestamp"),
                set.at("/spec/replicas").asInt(1),
                set.at("/status/replicas").asInt(),
                set.at("/status/availableReplicas").asInt());
    }

    /**
     * Whether a Rollout says that it runs its present template in this ReplicaSet. The templates themselves cannot tell: that
     * of a ReplicaSet has the defaults of the API server, that of a Rollout has not.
     */
    private static boolean isCurrent(Resource set, Resource owner) {
        String current = owner.text("/status/currentPodHash");
        return owner.kind().equals(ResourceKind.ROLLOUT)
                && !current.isEmpty()
                && owner.text("/status/observedGeneration").equals(Long.toString(owner.generation()))
                && current.equals(set.labels().get(PodTemplate.ROLLOUT_TEMPLATE_HASH));
    }

    /** Whether it has pods or is about to have them. */
    public boolean active() {
        return desired > 0 || replicas > 0;
    }
}
