package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.Workload;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;

/** The object on which people look for what happens to a target. */
final class TargetReference {
    private TargetReference() {}

    /** A Canary is told of on the Deployment that it steers, since that is what was read. */
    static ObjectReference of(TargetKind target, Workload workload) {
        ResourceKind kind = target == TargetKind.Rollout ? ResourceKind.ROLLOUT : ResourceKind.DEPLOYMENT;
        return new ObjectReferenceBuilder()
                .withApiVersion(kind.apiVersion())
                .withKind(kind.kind())
                .withNamespace(workload.namespace())
                .withName(workload.name())
                .withUid(workload.uid())
                .build();
    }
}
