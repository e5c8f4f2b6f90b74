package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate without policies (arming AlwaysPausedUnguarded): held, visible, released, recovered. */
@ClusterTest
class GateTest {
    private static WitnessedOperator operator;
    private final ControlPlane cluster;

    GateTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = WitnessedOperator.start(cluster, Operators.install(cluster));
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void firstLaunchIsHeldWithoutAPodAndReleasedByItself() {
        Launch launch = Launch.in(cluster, "first").deploy("v1").checklist();

        launch.awaitGate("Held/v1/-");
        assertThat(launch.everStarted()).isEmpty();
        assertThat(launch.condition("Ready")).isEqualTo("False/ObjectMissing");
        assertThat(launch.condition("Held")).isEqualTo("True/CandidateWaits");
        assertThat(launch.deployment()
                        .at("/metadata/annotations/launchgate.dev~1held-by")
                        .asText())
                .isEqualTo("held by 1 item: rule (ObjectMissing)");

        launch.open();
        launch.awaitGate("Armed/-/v1");
        assertThat(launch.running()).containsExactly("v1");
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        assertThat(launch.history()).containsExactly("Released", "Promoted");
        assertThat(launch.condition("Ready")).isEqualTo("True/ChecklistPassed");
        assertThat(launch.condition("Promoted")).isEqualTo("True/RolloutComplete");
        assertThat(launch.condition("Enforced")).isEqualTo("True/AlwaysPausedUnguarded");
        assertThat(launch.condition("Stalled")).isEqualTo("-");
        // Events are written beside the passes, the last of them after the status.
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.events("Deployment")
                        .containsAll(List.of("Held", "Approved", "Released", "Promoted", "Armed")));
        assertThat(launch.events("Deployment")).doesNotContain("Bypassed", "UngatedChange");
    }

    @Test
    void aDeploymentOfNoSizeIsHeldWhenItsChecklistComes() {
        Launch launch = Launch.in(cluster, "asleep");
        launch.apply(launch.deployment("v1", false).replace("replicas: 2", "replicas: 0"));
        await().atMost(Launch.PATIENCE).until(() -> launch.everStarted().equals(List.of("v1")));

        launch.checklist().awaitGate("Held/v1/-");

        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        assertThat(launch.status().at("/gate/promoted")).isEmpty();
        launch.open();
        await().atMost(Launch.PATIENCE).until(() -> launch.history().equals(List.of("Released")));
        launch.kubectl("scale", "deployment/app", "--replicas=2").orThrow();
        launch.awaitGate("Armed/-/v1");
        assertThat(launch.history()).containsExactly("Released", "Promoted");
    }

    @Test
    void updateIsHeldWhileTheRunningRevisionScalesAndHealsAndGoesOutWhenTheLinePasses() {
        Launch launch = Launch.in(cluster, "update").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        launch.kubectl("scale", "deployment/app", "--replicas=3").orThrow();
        launch.kubectl("delete", "pod", "-l", "app=app", "--wait=false").orThrow();
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.deployment().at("/status/availableReplicas").asInt() == 3);
        assertThat(launch.everStarted()).containsExactly("v1");
        assertThat(launch.gate()).isEqualTo("Held/v2/v1");

        launch.open();
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.running()).containsExactly("v2");
        assertThat(launch.deployment().at("/spec/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void returnToAPromotedTemplateIsNeverHeld() {
        Launch launch = Launch.in(cluster, "rollback").launched();
        launch.open();
        launch.deploy("v2").awaitGate("Armed/-/v2");
        launch.shut();

        launch.deploy("v1").awaitGate("Armed/-/v1");

        assertThat(launch.history()).endsWith("RolledBack", "Promoted");
        assertThat(launch.condition("Ready")).isEqualTo("False/ObjectMissing");
    }

    @Test
    @Tag("F14")
    void someoneWhoResumesAHeldDeploymentIsNamedAndNotUndone() {
        Launch launch = Launch.in(cluster, "bypass").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        launch.kubectl("rollout", "resume", "deployment/app").orThrow();

        launch.awaitGate("Armed/-/v2");
        assertThat(launch.history()).endsWith("Bypassed", "Adopted");
        assertThat(launch.events("Deployment")).contains("Bypassed").doesNotContain("Frozen");
    }

    @Test
    void aReleaseThatAnotherPolicyRefusesIsToldInItsWordsAndGoesOutWhenItAllows() {
        Launch launch = Launch.in(cluster, "refused").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        launch.apply(refusal(
                launch.namespace(),
                "!oldObject.spec.?paused.orValue(false) || object.spec.?paused.orValue(false)",
                "no releases on Friday"));
        awaitDenied(launch, "{\"spec\":{\"paused\":false}}");

        launch.open();

        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Held").equals("True/ReleaseRefused"));
        assertThat(launch.gate()).isEqualTo("Approved/v2/v1");
        assertThat(launch.status().at("/gate/message").asText()).contains("no releases on Friday");
        assertThat(launch.everStarted()).containsExactly("v1");
        await().atMost(Launch.PATIENCE).until(() -> launch.events("Deployment").contains("ReleaseRefused"));
        allow(launch);
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.history()).endsWith("Released", "Promoted");
    }

    /** A policy of somebody else's for the Deployments of this namespace. */
    private static String refusal(String namespace, String expression, String message) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments]}]
                  validations:
                    - {expression: "%2$s", message: "%3$s"}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec:
                  policyName: %1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(namespace, expression, message);
    }

    @Test
    void aPolicyThatRefusesThePauseIsToldInItsWordsAndTheGateArmsWhenItAllows() {
        Launch launch = Launch.in(cluster, "open-house");
        launch.apply(launch.deployment("v1", false).replace("  paused: false\n", ""));
        launch.awaitComplete();
        launch.apply(refusal(launch.namespace(), "!object.spec.?paused.orValue(false)", "everything stays open here"));
        awaitDenied(launch, "{\"spec\":{\"paused\":true}}");

        launch.checklist();

        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Enforced").equals("False/PauseRefused"));
        assertThat(launch.status().at("/gate/message").asText())
                .startsWith("pausing of app: expected the API server to accept it, saw it refused: ")
                .contains("everything stays open here");
        assertThat(launch.gate()).isEqualTo("Unarmed/-/v1");
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isFalse();
        await().atMost(Launch.PATIENCE).until(() -> launch.events("Deployment").contains("PauseRefused"));
        allow(launch);
        launch.awaitGate("Armed/-/v1");
        assertThat(launch.condition("Enforced")).isEqualTo("True/AlwaysPausedUnguarded");
    }

    private static void awaitDenied(Launch launch, String patch) {
        await().atMost(Launch.PATIENCE)
                .until(() -> !launch.kubectl(
                                "patch", "deployment", "app", "--dry-run=server", "--type=merge", "-p", patch)
                        .succeeded());
    }

    private static void allow(Launch launch) {
        launch.user()
                .kubectl("delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", launch.namespace())
                .orThrow();
    }

    @Test
    void aManagerThatKeepsTheDeploymentOpenIsNamedAndWhatItBringsIsABypass() {
        Launch launch = Launch.in(cluster, "contested").launched();

        serverSide(launch, launch.deployment("v1", false));

        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Enforced").equals("False/PauseFieldConflict"));
        assertThat(launch.gate()).isEqualTo("Unarmed/-/v1");
        assertThat(launch.status().at("/gate/message").asText()).startsWith("field manager argocd owns spec.paused");
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isFalse();
        serverSide(launch, launch.deployment("v2", false));
        await().atMost(Launch.PATIENCE).until(() -> launch.gate().equals("Unarmed/-/v2"));
        assertThat(launch.history()).endsWith("Bypassed", "Adopted");

        serverSide(launch, launch.deployment("v2", false).replace("  paused: false\n", ""));
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
    }

    private static void serverSide(Launch launch, String manifest) {
        launch.user()
                .kubectlWith(
                        manifest, "apply", "--server-side", "--force-conflicts", "--field-manager=argocd", "-f", "-")
                .orThrow();
    }

    @Test
    void deletingTheChecklistWhileHeldLeavesItPausedAndNamesTheOneCommand() {
        Launch launch = Launch.in(cluster, "orphan").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        launch.kubectl("delete", "launchchecklist", "app").orThrow();

        await().atMost(Launch.PATIENCE).until(() -> launch.events("Deployment").contains("GateOrphaned"));
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        String told = launch.kubectl(
                        "get",
                        "events",
                        "--field-selector",
                        "reason=GateOrphaned",
                        "-o",
                        "jsonpath={.items[0].note}{.items[0].message}")
                .orThrow();
        String command = told.substring(told.indexOf("kubectl"));
        assertThat(command).isEqualTo("kubectl -n " + launch.namespace() + " rollout resume deployment/app");
        launch.user().kubectl(command.replaceFirst("kubectl ", "").split(" ")).orThrow();
        await().atMost(Launch.PATIENCE).until(() -> launch.running().equals(List.of("v2")));
    }

    @Test
    void deletingTheChecklistOfAnIdleDeploymentLetsItGo() {
        Launch launch = Launch.in(cluster, "disarm").launched();

        launch.kubectl("delete", "launchchecklist", "app").orThrow();

        await().atMost(Launch.PATIENCE).until(() -> launch.events("Deployment").contains("Disarmed"));
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isFalse();
        assertThat(launch.deployment().at("/metadata/annotations").has("launchgate.dev/gate-state"))
                .isFalse();
    }

    /** Nothing live proves what a Deployment without pods ran, whatever its notes say. */
    @Test
    void deletingTheChecklistOfADeploymentOfNoSizeLeavesItPaused() {
        Launch launch = Launch.in(cluster, "orphan-asleep").launched();
        launch.kubectl("scale", "deployment/app", "--replicas=0").orThrow();
        await().atMost(Launch.PATIENCE).until(() -> launch.running().isEmpty());
        launch.awaitGate("Armed/-/-");

        launch.kubectl("delete", "launchchecklist", "app").orThrow();

        await().atMost(Launch.PATIENCE).until(() -> launch.events("Deployment").contains("GateOrphaned"));
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        launch.kubectl("scale", "deployment/app", "--replicas=2").orThrow();
        await().atMost(Launch.PATIENCE).until(() -> launch.events("Deployment").contains("Disarmed"));
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isFalse();
    }

    @Test
    void aGateThatIsSwitchedOffLeavesThePauseAndNamesTheOneCommand() {
        Launch launch = Launch.in(cluster, "switched-off").launched();

        launch.checklist("mode: Signal");

        launch.awaitGate("Signalling/-/v1");
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.deployment()
                        .at("/metadata/annotations/launchgate.dev~1gate-state")
                        .asText()
                        .equals("Signalling"));
        String told = launch.kubectl(
                        "get", "lc", "app", "-o", "jsonpath={.status.conditions[?(@.type==\"Enforced\")].message}")
                .orThrow();
        String command = told.substring(told.indexOf("kubectl"));
        assertThat(command).isEqualTo("kubectl -n " + launch.namespace() + " rollout resume deployment/app");
        launch.user().kubectl(command.replaceFirst("kubectl ", "").split(" ")).orThrow();
        launch.deploy("v2");
        launch.kubectl("rollout", "resume", "deployment/app").orThrow();
        launch.awaitGate("Signalling/-/v2");
    }

    @Test
    void auditRecordsAndTouchesNothing() {
        Launch launch = Launch.in(cluster, "audit");
        launch.apply(launch.deployment("v1", false));
        launch.checklist("mode: Audit");
        launch.awaitGate("Auditing/-/v1");

        launch.apply(launch.deployment("v2", false));

        launch.awaitGate("Auditing/-/v2");
        assertThat(launch.deployment().at("/metadata/annotations").has("launchgate.dev/gate-state"))
                .isFalse();
        assertThat(launch.condition("Enforced")).isEqualTo("False/ModeAudit");
    }
}
