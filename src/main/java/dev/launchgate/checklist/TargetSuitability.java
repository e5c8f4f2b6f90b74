package dev.launchgate.checklist;

import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.Map;
import java.util.Optional;

/** Deployments that must not be paused: another controller steers them, or a held revision would cost the running one. */
final class TargetSuitability {
    private static final String KRUISE = "rollouts.kruise.io/deployment-strategy";

    private TargetSuitability() {}

    static Optional<Acceptance> refusal(Resource deployment, ClusterView view) {
        return ownedByAnother(deployment)
                .or(() -> keepsNoHistory(deployment))
                .or(() -> steeredByKruise(deployment))
                .or(() -> named(
                        deployment,
                        view,
                        ResourceKind.ROLLOUT,
                        "/spec/workloadRef",
                        "Rollout %s scales and starts it (workloadRef); gate the Rollout with mode Signal"))
                .or(() -> named(
                        deployment,
                        view,
                        ResourceKind.FLAGGER_CANARY,
                        "/spec/targetRef",
                        "Flagger's Canary %s steers it; gate the Canary with mode Signal"));
    }

    private static Optional<Acceptance> ownedByAnother(Resource deployment) {
        return deployment
                .controller()
                .map(owner ->
                        refuse("%s %s controls it and would undo a pause; gate that object's source, or use mode Signal"
                                .formatted(
                                        owner.path("kind").asText(),
                                        owner.path("name").asText())));
    }

    private static Optional<Acceptance> keepsNoHistory(Resource deployment) {
        boolean none = deployment.at("/spec/revisionHistoryLimit").asInt(10) == 0;
        return none
                ? Optional.of(
                        refuse("revisionHistoryLimit is 0: scaling to zero while held would delete the good ReplicaSet;"
                                + " set it to at least 1"))
                : Optional.empty();
    }

    private static Optional<Acceptance> steeredByKruise(Resource deployment) {
        return deployment.annotations().containsKey(KRUISE)
                ? Optional.of(refuse("OpenKruise Rollout steers it; use mode Signal"))
                : Optional.empty();
    }

    /** An engine that is not installed, or that we may not read, steers nothing that we know of; one not read yet may. */
    private static Optional<Acceptance> named(
            Resource deployment, ClusterView view, ResourceKind engine, String pointer, String message) {
        return switch (view.list(engine, deployment.namespace(), Map.of())) {
            case Lookup.Unreadable unreadable ->
                Optional.of(unreadable.obstacle())
                        .filter(obstacle -> obstacle.reason() == Reason.NotMeasuredYet)
                        .map(obstacle -> new Acceptance(obstacle.reason(), obstacle.message()));
            case Lookup.Listed listed ->
                listed.resources().stream()
                        .filter(object -> object.text(pointer + "/name").equals(deployment.name())
                                && object.text(pointer + "/kind").equals("Deployment"))
                        .findFirst()
                        .map(object -> refuse(message.formatted(object.name())));
        };
    }

    private static Acceptance refuse(String why) {
        return new Acceptance(Reason.UnsupportedTarget, why);
    }
}
