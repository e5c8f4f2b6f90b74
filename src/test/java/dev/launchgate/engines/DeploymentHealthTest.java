package dev.launchgate.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments in the shapes that the API server shows them in; the engines' tests read the same from a control plane. */
@Tag("services")
class DeploymentHealthTest {
    private static final String GATED = "launchgate.dev/checklist: web, launchgate.dev/gate-state: ";

    /** {@code counts}: wanted, existing, updated, available; 0 is absent, as the API server has it. */
    private static JsonNode deployment(boolean paused, String state, String counts, String reason, int observed) {
        String[] count = counts.split("/");
        return Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: ml, generation: 2, annotations: {%s}}
                spec: {replicas: %s, %s progressDeadlineSeconds: 600}
                status:
                  observedGeneration: %d
                  %s
                  %s
                  %s
                  %s
                  conditions: [{type: Available, status: "True", reason: MinimumReplicasAvailable}, {type: Progressing, status: "%s", reason: %s}]
                """.formatted(
                        state.equals("-")
                                ? ""
                                : GATED
                                        + state
                                        + (state.equals("Held") ? ", launchgate.dev/held-by: held by 1 item" : ""),
                        count[0],
                        paused ? "paused: true," : "",
                        observed,
                        member("replicas", count[1]),
                        member("updatedReplicas", count[2]),
                        member("availableReplicas", count[3]),
                        member("readyReplicas", count[3]),
                        reason.equals("NewReplicaSetAvailable") ? "True" : "Unknown",
                        reason),
                JsonNode.class);
    }

    private static String member(String name, String count) {
        return count.equals("0") ? "" : name + ": " + count;
    }

    private static Health read(JsonNode deployment) {
        return HealthReaders.shipped().read(List.of(deployment)).getFirst();
    }

    @ParameterizedTest(name = "{0}: gate {2}, {3}, {4}")
    @CsvSource({
        "idle with auto-hold,        false, Armed,     3/3/3/3, NewReplicaSetAvailable,   Healthy Current Current",
        "idle and always paused,     true,  Armed,     3/3/3/3, DeploymentPaused,         Healthy Current InProgress",
        "idle at size 0,             true,  Armed,     0/0/0/0, DeploymentPaused,         Healthy Current InProgress",
        "held,                       true,  Held,      3/3/0/3, DeploymentPaused,         Suspended InProgress InProgress",
        "held before it is said,     true,  Armed,     3/3/0/3, DeploymentPaused,         Suspended InProgress InProgress",
        "held at size 0,             true,  Held,      0/0/0/0, DeploymentPaused,         Suspended InProgress InProgress",
        "first launch held,          true,  Held,      3/0/0/0, DeploymentPaused,         Suspended InProgress InProgress",
        "first launch not yet ours,  true,  -,         3/0/0/0, DeploymentPaused,         Suspended InProgress InProgress",
        "releasing,                  false, Releasing, 3/4/1/3, ReplicaSetUpdated,        Progressing InProgress InProgress",
        "released and re-paused,     true,  Releasing, 3/3/3/3, DeploymentPaused,         Suspended InProgress InProgress",
        "frozen midway,              true,  Frozen,    3/4/1/3, DeploymentPaused,         Degraded Failed InProgress",
        "frozen at full size,        true,  Frozen,    3/3/3/3, DeploymentPaused,         Degraded Failed InProgress",
        "old give-up while released, false, Releasing, 3/4/1/3, ProgressDeadlineExceeded, Degraded Failed Failed",
        "idle and drifting,          true,  Armed,     3/3/3/2, DeploymentPaused,         Suspended InProgress InProgress",
        "of nobody and whole,        false, -,         3/3/3/3, NewReplicaSetAvailable,   Healthy Current Current",
        "of nobody and paused,       true,  -,         3/3/3/3, DeploymentPaused,         Suspended InProgress InProgress",
        "of nobody and rolling,      false, -,         3/4/2/3, ReplicaSetUpdated,        Progressing InProgress InProgress",
        "of nobody and ending,       false, -,         3/4/3/3, ReplicaSetUpdated,        Progressing InProgress InProgress",
        "of nobody and starting,     false, -,         3/3/3/1, ReplicaSetUpdated,        Progressing InProgress InProgress",
        "of nobody and stuck,        false, -,         3/4/1/3, ProgressDeadlineExceeded, Degraded Failed Failed",
        "of nobody at size 0,        false, -,         0/0/0/0, NewReplicaSetAvailable,   Healthy Current Current"
    })
    void isReadAs(String name, boolean paused, String state, String counts, String reason, String expected) {
        assertThat(read(deployment(paused, state, counts, reason, 2)).words())
                .as(name)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "paused {0}")
    @CsvSource({"false,Progressing InProgress InProgress", "true,Suspended InProgress InProgress"})
    void whatTheControllerHasNotSeenIsNotDone(boolean paused, String expected) {
        assertThat(read(deployment(paused, "Armed", "3/3/3/3", "NewReplicaSetAvailable", 1))
                        .words())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Held,Suspended: held by 1 item", "Armed,Suspended: Deployment is paused"})
    void argoCdTellsWhatHoldsIt(String state, String expected) {
        assertThat(read(deployment(true, state, "3/3/0/3", "DeploymentPaused", 2))
                        .argo())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true,Suspended InProgress InProgress", "false,Progressing InProgress InProgress"})
    void whatNobodyHasLookedAtIsNotDone(boolean paused, String expected) {
        JsonNode fresh = Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: ml, generation: 1}
                spec: {replicas: 1, paused: %s}
                status: {}
                """.formatted(paused), JsonNode.class);
        assertThat(read(fresh).words()).isEqualTo(expected);
    }
}
