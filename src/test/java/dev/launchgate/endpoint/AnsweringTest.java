package dev.launchgate.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AnsweringTest {
    private static final boolean[] BOTH = {true, false};

    private static LaunchChecklist checklist(
            GateMode mode,
            GateState state,
            String candidate,
            String approved,
            String approval,
            long observed,
            boolean ready) {
        return Serialization.unmarshal(
                """
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: scoring, namespace: ml, generation: 3}
                spec: {target: {name: scoring}, gate: {mode: %s, rollback: Hold}}
                status:
                  observedGeneration: %d
                  conditions:
                    - {type: Ready, status: "%s", reason: ChecklistPassed, observedGeneration: %d}
                    - {type: Accepted, status: "True", reason: Accepted, observedGeneration: %d}
                  gate:
                    state: %s
                    %s
                    approved: {templateHash: %s, uid: u1, generation: 3, reason: %s}
                    promoted: [{templateHash: live}]
                """.formatted(
                                mode,
                                observed,
                                ready ? "True" : "False",
                                observed,
                                observed,
                                state,
                                candidate.isEmpty() ? "" : "candidate: {templateHash: " + candidate + "}",
                                approved,
                                approval),
                LaunchChecklist.class);
    }

    /** Mode, state, candidate and approval, of everything that can be: these open, and nothing else does. */
    @Test
    void onlyTheListedCellsOpen() {
        Set<String> open = new TreeSet<>();
        for (GateMode mode : GateMode.values())
            for (GateState state : GateState.values())
                for (String candidate : new String[] {"", "live", "other"})
                    for (String approved : new String[] {"live", "other"})
                        for (String approval : new String[] {"WouldRelease", "ChecklistPassed"})
                            for (long observed : new long[] {2, 3})
                                for (boolean led : BOTH)
                                    for (boolean ready : BOTH)
                                        for (String uid : new String[] {"u1", "u2"}) {
                                            Answer answer = Answering.answer(
                                                    checklist(
                                                            mode, state, candidate, approved, approval, observed,
                                                            ready),
                                                    new LiveTarget.Seen(uid, "live", true),
                                                    led,
                                                    Stage.Rollout);
                                            if (answer.open()) {
                                                assertThat(observed).isEqualTo(3);
                                                assertThat(led).isTrue();
                                                assertThat(candidate).isNotEqualTo("other");
                                                boolean waits = !candidate.isEmpty();
                                                if (waits || answer.reason() == AnswerReason.Releasing) {
                                                    assertThat(approved + uid).isEqualTo("liveu1");
                                                } else {
                                                    assertThat(ready).isTrue();
                                                }
                                                open.add("%s %s %s %s"
                                                        .formatted(
                                                                mode,
                                                                state,
                                                                waits ? "waits " + approval : "idle",
                                                                answer.reason()));
                                            }
                                        }
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "Pause Armed idle NothingHeld",
                        "Pause Approved idle Releasing",
                        "Pause Approved waits ChecklistPassed Releasing",
                        "Pause Releasing idle Releasing",
                        "Pause Releasing waits ChecklistPassed Releasing",
                        "Signal Signalling idle NothingHeld",
                        "Signal Signalling waits WouldRelease MayRelease",
                        "Signal Auditing idle NothingHeld",
                        "Signal Auditing waits WouldRelease MayRelease",
                        "Audit Signalling idle NothingHeld",
                        "Audit Signalling waits WouldRelease MayRelease",
                        "Audit Auditing idle NothingHeld",
                        "Audit Auditing waits WouldRelease MayRelease");
    }
}
