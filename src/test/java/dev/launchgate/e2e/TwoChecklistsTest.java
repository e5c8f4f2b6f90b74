package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objects that come twice: a second checklist, or a checklist, a Deployment or a size that goes and comes back. */
@ClusterTest
class TwoChecklistsTest {
    private static WitnessedOperator operator;
    private final ControlPlane cluster;

    TwoChecklistsTest(ControlPlane cluster) {
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
    void theOlderDecidesAndHandsOverWithoutOpening() {
        Launch launch = Launch.in(cluster, "two").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        second(launch, "");
        awaitSecond(launch, "Accepted", "False TargetTaken");
        assertThat(second(launch, "{.status.conditions[?(@.type==\"Accepted\")].message}", "second"))
                .isEqualTo("LaunchChecklist app gates Deployment app already; delete one of the two");
        assertThat(launch.gate()).isEqualTo("Held/v2/v1");

        launch.kubectl("delete", "lc", "app").orThrow();
        awaitSecond(launch, "Accepted", "True Accepted");
        await().atMost(Launch.PATIENCE)
                .until(() -> second(
                                launch,
                                "{.status.gate.state} {.status.gate.candidate.revision} {.status.gate.running.revision}",
                                "second")
                        .equals("Held v2 v1"));
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        assertThat(launch.everStarted()).containsExactly("v1");
        assertThat(launch.events("Deployment")).doesNotContain("Disarmed", "Bypassed");

        String candidate = second(launch, "{.status.gate.candidate.revision}", "second");
        second(
                launch,
                "vouched: {by: ops, at: \"%s\", candidate: %s}"
                        .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), candidate));
        await().atMost(Launch.PATIENCE).until(() -> launch.running().equals(List.of("v2")));
        awaitSecond(launch, "Ready", "True ChecklistPassed");
    }

    @Test
    void aChecklistThatComesBackHoldsWhatTheOneBeforeHeld() {
        Launch launch = Launch.in(cluster, "again").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        String before = launch.checklistObject().at("/metadata/uid").asText();

        launch.kubectl("delete", "lc", "app").orThrow();
        launch.checklist();

        launch.awaitGate("Held/v2/v1");
        assertThat(launch.checklistObject().at("/metadata/uid").asText()).isNotEqualTo(before);
        assertThat(launch.everStarted()).containsExactly("v1");
        assertThat(launch.history()).containsExactly("Adopted");
        launch.open();
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.history()).containsExactly("Adopted", "Released", "Promoted");
    }

    @Test
    void aDeploymentThatComesBackWhileHeldStartsNothing() {
        Launch launch = Launch.in(cluster, "recreated").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        launch.kubectl("delete", "deployment", "app", "--cascade=foreground").orThrow();
        await().atMost(Launch.PATIENCE).until(() -> launch.condition("Accepted").equals("False/TargetNotFound"));
        launch.deploy("v2").awaitGate("Held/v2/-");

        assertThat(launch.everStarted()).isEmpty();
        assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
        launch.open();
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.everStarted()).containsExactly("v2");
    }

    @Test
    void scaleToZeroAndBackWhileHeldBringsTheRunningRevisionBack() {
        Launch launch = Launch.in(cluster, "zero").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        launch.kubectl("scale", "deployment/app", "--replicas=0").orThrow();
        await().atMost(Launch.PATIENCE).until(() -> launch.running().isEmpty());
        launch.kubectl("scale", "deployment/app", "--replicas=2").orThrow();
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.deployment().at("/status/availableReplicas").asInt() == 2);

        assertThat(launch.running()).containsExactly("v1");
        assertThat(launch.everStarted()).containsExactly("v1");
        launch.awaitGate("Held/v2/v1");
        assertThat(launch.history()).containsExactly("Released", "Promoted");
        launch.open();
        launch.awaitGate("Armed/-/v2");
    }

    /** A second checklist for the same Deployment; its one item asks for a word of somebody. */
    private static void second(Launch launch, String vouched) {
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: second, namespace: %s}
                spec:
                  target: {name: app}
                  items:
                    - name: word
                      manual: {steps: [ask], %s}
                """.formatted(launch.namespace(), vouched));
    }

    private static String second(Launch launch, String path, String name) {
        return launch.kubectl("get", "lc", name, "-o", "jsonpath=" + path).orThrow();
    }

    private static void awaitSecond(Launch launch, String type, String expected) {
        String path = "{range .status.conditions[?(@.type==\"%s\")]}{.status} {.reason}{end}".formatted(type);
        await(type + " " + expected)
                .atMost(Launch.PATIENCE)
                .until(() -> second(launch, path, "second").equals(expected));
    }
}
