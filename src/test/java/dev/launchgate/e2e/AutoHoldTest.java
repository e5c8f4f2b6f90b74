package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gate with all policies (arming AutoHold): manifests say nothing of paused, and an idle Deployment is not paused. */
@ClusterTest
class AutoHoldTest {
    private static WitnessedOperator operator;
    private final ControlPlane cluster;

    AutoHoldTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        ClusterUser account = Operators.install(cluster);
        Installation.policies(cluster);
        operator = WitnessedOperator.start(cluster, account);
    }

    @AfterAll
    static void stop(ControlPlane cluster) {
        try {
            if (operator != null) {
                operator.close();
            }
        } finally {
            Installation.withoutPolicies(cluster);
        }
    }

    @Test
    void firstLaunchIsHeldThoughItsManifestDoesNotPauseIt() {
        Launch launch = Launch.in(cluster, "hold-first").guarded();

        deploy(launch, "v1");
        assertThat(paused(launch)).as("by admission, before any pass").isTrue();

        launch.checklist().awaitGate("Held/v1/-");
        assertThat(launch.everStarted()).isEmpty();
        assertThat(launch.kubectl("get", "pods", "-o", "name").orThrow()).isEmpty();
        assertThat(launch.condition("Enforced")).isEqualTo("True/AutoHold");
        assertThat(launch.condition("Held")).isEqualTo("True/CandidateWaits");
        assertThat(launch.condition("Ready")).isEqualTo("False/ObjectMissing");

        launch.open();
        launch.awaitGate("Armed/-/v1");
        assertThat(launch.running()).containsExactly("v1");
        assertThat(paused(launch)).as("idle").isFalse();
        assertThat(launch.history()).containsExactly("Released", "Promoted");
        assertThat(launch.condition("Enforced")).isEqualTo("True/AutoHold");
        assertThat(launch.condition("Held")).isEqualTo("False/NothingWaits");
    }

    @Test
    void updateIsHeldByTheVeryWriteThatBringsItAndSaysSo() {
        Launch launch = launched("hold-update");

        Finished applied = deploy(launch, "v2");

        assertThat(paused(launch)).as("in the same write").isTrue();
        assertThat(applied.err())
                .contains(
                        "Deployment %s/app: accepted, but held until its launch checklist passes; see: kubectl -n %s get"
                                .formatted(launch.namespace(), launch.namespace()));
        launch.awaitGate("Held/v2/v1");
        assertThat(launch.everStarted()).containsExactly("v1");

        launch.open();
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.running()).containsExactly("v2");
        assertThat(paused(launch)).as("idle").isFalse();
        assertThat(launch.history()).containsExactly("Released", "Promoted", "Released", "Promoted");
    }

    @Test
    void undoToAPromotedRevisionGoesOutByItselfAndIsNeverHeld() {
        Launch launch = launched("hold-undo");
        launch.open();
        deploy(launch, "v2");
        launch.awaitGate("Armed/-/v2");
        closed(launch);
        long held = timesHeld(launch);

        launch.kubectl("rollout", "undo", "deployment/app").orThrow();

        launch.awaitGate("Armed/-/v1");
        assertThat(launch.running()).containsExactly("v1");
        assertThat(paused(launch)).isFalse();
        assertThat(launch.history()).endsWith("RolledBack", "Promoted");
        assertThat(timesHeld(launch)).isEqualTo(held);
        assertThat(launch.condition("Ready")).isEqualTo("False/ObjectMissing");
    }

    @Test
    void restartOfAnIdleDeploymentPasses() {
        Launch launch = launched("hold-restart");
        long held = timesHeld(launch);

        launch.kubectl("rollout", "restart", "deployment/app").orThrow();

        assertThat(paused(launch)).isFalse();
        await().atMost(Launch.PATIENCE)
                .until(() ->
                        launch.everStarted().size() == 2 && launch.running().size() == 1);
        launch.awaitComplete();
        launch.awaitGate("Armed/-/v1");
        assertThat(paused(launch)).isFalse();
        assertThat(launch.history()).doesNotContain("Bypassed", "UngatedChange", "Frozen");
        assertThat(timesHeld(launch)).isEqualTo(held);
    }

    @Test
    void nobodyResumesWithoutTheVerbAndWhoHasItIsRecorded() {
        Launch launch = launched("hold-resume");
        deploy(launch, "v2");
        launch.awaitGate("Held/v2/v1");
        Launch developer = launch.as(member(launch, "developer", "edit"));
        Launch oncall = launch.as(member(launch, "oncall", "launchgate-override"));
        String refusal =
                "denied request: Deployment %s/app: held by its launch gate, only launchgate clears spec.paused; it does"
                                .formatted(launch.namespace())
                        + " when the launch checklist passes. In an emergency, with the right to override launchchecklists: set"
                        + " annotation launchgate.dev/break-glass to a new reason of at least 8 characters in the same write.";

        assertRefused(developer.kubectl("rollout", "resume", "deployment/app"), refusal);
        assertRefused(breakGlass(developer, "outage 4711"), refusal);
        assertRefused(breakGlass(oncall, "outage"), refusal);
        launch.awaitGate("Held/v2/v1");
        assertThat(launch.everStarted()).containsExactly("v1");

        breakGlass(oncall, "outage 4711").orThrow();

        launch.awaitGate("Armed/-/v2");
        assertThat(launch.running()).containsExactly("v2");
        assertThat(launch.history()).endsWith("Bypassed", "Adopted");
        assertThat(launch.events("Deployment")).contains("Bypassed").doesNotContain("Frozen", "UngatedChange");
    }

    private Launch launched(String prefix) {
        Launch launch = Launch.in(cluster, prefix).guarded();
        deploy(launch, "v1");
        launch.checklist().awaitGate("Held/v1/-");
        launch.open();
        launch.awaitGate("Armed/-/v1");
        closed(launch);
        return launch;
    }

    private static void closed(Launch launch) {
        launch.shut();
        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Ready").equals("False/ObjectMissing"));
    }

    /** Applies a manifest that does not mention paused. */
    private static Finished deploy(Launch launch, String version) {
        String manifest = launch.deployment(version, false).replace("  paused: false\n", "");
        assertThat(manifest).doesNotContain("paused");
        Finished applied = launch.user().kubectlWith(manifest, "apply", "-f", "-");
        applied.orThrow();
        return applied;
    }

    /** Somebody who has this role in the namespace of the launch. */
    private ClusterUser member(Launch launch, String name, String role) {
        ClusterUser user = cluster.serviceAccount(launch.namespace(), name);
        launch.kubectl(
                        "create",
                        "rolebinding",
                        name,
                        "--clusterrole=" + role,
                        "--serviceaccount=%s:%s".formatted(launch.namespace(), name))
                .orThrow();
        await().atMost(Launch.PATIENCE)
                .until(() -> user.kubectl("auth", "can-i", "patch", "deployments", "-n", launch.namespace())
                        .succeeded());
        return user;
    }

    private static Finished breakGlass(Launch launch, String reason) {
        return launch.kubectl("patch", "deployment", "app", "--type=merge", "-p", """
                {"metadata":{"annotations":{"launchgate.dev/break-glass":"%s"}},"spec":{"paused":false}}""".formatted(reason));
    }

    private static void assertRefused(Finished asked, String message) {
        assertThat(asked.exit()).isOne();
        assertThat(asked.err()).contains("is forbidden", message);
    }

    private static boolean paused(Launch launch) {
        return launch.deployment().at("/spec/paused").asBoolean();
    }

    private static long timesHeld(Launch launch) {
        return launch.kubectl("get", "events", "--field-selector", "reason=Held", "-o", "name")
                .orThrow()
                .lines()
                .count();
    }
}
