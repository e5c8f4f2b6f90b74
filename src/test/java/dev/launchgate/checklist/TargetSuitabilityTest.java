package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments that must not be paused. */
class TargetSuitabilityTest {
    private final FakeCluster cluster = new FakeCluster();

    private Optional<Acceptance> refusal(String deployment) {
        cluster.with(ResourceKind.DEPLOYMENT, deployment);
        Lookup.Found found = (Lookup.Found) cluster.get(ResourceKind.DEPLOYMENT, "ml", "web");
        Resource resource = found.resource();
        return TargetSuitability.refusal(resource, cluster);
    }

    private static Optional<Acceptance> refused(String why) {
        return Optional.of(new Acceptance(Reason.UnsupportedTarget, why));
    }

    @Test
    void anOrdinaryDeploymentIsFine() {
        assertThat(refusal("""
                metadata: {name: web, ownerReferences: [{kind: ConfigMap, name: bundle}]}
                spec: {revisionHistoryLimit: 1}
                """)).isEmpty();
    }

    @Test
    void oneThatAnotherControllerOwns() {
        assertThat(refusal("""
                metadata: {name: web, ownerReferences: [{kind: WebApp, name: shop, controller: true}]}
                """))
                .isEqualTo(
                        refused(
                                "WebApp shop controls it and would undo a pause; gate that object's source, or use mode Signal"));
    }

    @Test
    void oneThatKeepsNoHistory() {
        assertThat(refusal("{metadata: {name: web}, spec: {revisionHistoryLimit: 0}}"))
                .isEqualTo(refused("revisionHistoryLimit is 0: scaling to zero while held would delete the good"
                        + " ReplicaSet; set it to at least 1"));
    }

    @Test
    void oneThatKruiseSteers() {
        assertThat(refusal("{metadata: {name: web, annotations: {rollouts.kruise.io/deployment-strategy: '{}'}}}"))
                .isEqualTo(refused("OpenKruise Rollout steers it; use mode Signal"));
    }

    @Test
    void oneThatAnArgoRolloutStarts() {
        cluster.with(
                ResourceKind.ROLLOUT,
                "{metadata: {name: shop}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}");
        assertThat(refusal("{metadata: {name: web}}"))
                .isEqualTo(
                        refused("Rollout shop scales and starts it (workloadRef); gate the Rollout with mode Signal"));
    }

    @Test
    void oneThatFlaggerSteers() {
        cluster.with(
                ResourceKind.FLAGGER_CANARY,
                "{metadata: {name: shop}, spec: {targetRef: {kind: Deployment, name: web}}}");
        assertThat(refusal("{metadata: {name: web}}"))
                .isEqualTo(refused("Flagger's Canary shop steers it; gate the Canary with mode Signal"));
    }

    @ParameterizedTest
    @CsvSource({"Deployment,api", "DaemonSet,web"})
    void enginesThatSteerSomethingElseDoNotMatter(String kind, String name) {
        cluster.with(
                ResourceKind.FLAGGER_CANARY,
                "{metadata: {name: shop}, spec: {targetRef: {kind: %s, name: %s}}}".formatted(kind, name));
        assertThat(refusal("{metadata: {name: web}}")).isEmpty();
    }

    @Test
    void enginesThatAreNotInstalledSteerNothingAndOnesNotReadYetMay() {
        cluster.obstacle(ResourceKind.ROLLOUT, Obstacle.notInstalled(ResourceKind.ROLLOUT));
        cluster.obstacle(ResourceKind.FLAGGER_CANARY, Obstacle.forbidden(ResourceKind.FLAGGER_CANARY, ""));
        assertThat(refusal("{metadata: {name: web}}")).isEmpty();

        Obstacle unread = Obstacle.notSynced(ResourceKind.FLAGGER_CANARY);
        cluster.obstacle(ResourceKind.FLAGGER_CANARY, unread);
        assertThat(refusal("{metadata: {name: web}}"))
                .contains(new Acceptance(Reason.NotMeasuredYet, unread.message()));
    }
}
