package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;

/** A Rollout that has no template of its own, but names the Deployment whose template it runs. */
final class ReferencedTemplate {
    private ReferencedTemplate() {}

    /** The Rollout with the template that it runs, or why that is not known. */
    sealed interface Resolved {
        record Whole(Resource rollout) implements Resolved {}

        record Unknown(Acceptance why) implements Resolved {}
    }

    static boolean isNeeded(Resource target) {
        return target.kind().equals(ResourceKind.ROLLOUT)
                && target.at("/spec/workloadRef").isObject();
    }

    static Resolved resolve(Resource rollout, ClusterView view) {
        String kind = rollout.text("/spec/workloadRef/kind");
        if (!kind.equals(ResourceKind.DEPLOYMENT.kind())) {
            return unknown(
                    Reason.UnsupportedTarget,
                    "Rollout %s: expected workloadRef to name a Deployment, saw %s; only Deployments are read"
                            .formatted(rollout.name(), kind.isEmpty() ? "no kind" : kind));
        }
        String name = rollout.text("/spec/workloadRef/name");
        return switch (view.get(ResourceKind.DEPLOYMENT, rollout.namespace(), name)) {
            case Lookup.Missing missing ->
                unknown(
                        Reason.TargetNotFound,
                        "Deployment %s, which Rollout %s refers to, not found in %s; create it or correct workloadRef"
                                .formatted(name, rollout.name(), rollout.namespace()));
            case Lookup.Unreadable unreadable ->
                unknown(
                        unreadable.obstacle().reason() == Reason.NotMeasuredYet
                                ? Reason.NotMeasuredYet
                                : Reason.UnsupportedTarget,
                        unreadable.obstacle().message());
            case Lookup.Found found -> new Resolved.Whole(with(rollout, found.resource()));
        };
    }

    /** What the engine says of its present template counts only once it has seen that of the Deployment. */
    private static Resource with(Resource rollout, Resource deployment) {
        ObjectNode whole = rollout.json().deepCopy();
        whole.withObject("/spec").set("template", deployment.at("/spec/template"));
        String seen = rollout.text("/status/workloadObservedGeneration");
        if (!seen.equals(Long.toString(deployment.generation()))) {
            whole.withObject("/status").remove("currentPodHash");
        }
        return new Resource(rollout.kind(), whole);
    }

    private static Resolved unknown(Reason reason, String message) {
        return new Resolved.Unknown(new Acceptance(reason, message));
    }
}
