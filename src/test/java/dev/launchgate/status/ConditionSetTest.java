package dev.launchgate.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.status.ConditionSet.Status;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions as the Kubernetes API conventions want them. */
class ConditionSetTest {
    private static final String THEN = "2026-11-20T10:00:00Z";
    private static final String NOW = "2026-11-20T11:00:00Z";

    private static List<Condition> ready(Status status, Reason reason, String message) {
        return new ConditionSet(List.of(), 3, THEN)
                .set(ConditionType.Ready, status, reason, message)
                .toList();
    }

    @Test
    void aConditionSaysEverything() {
        assertThat(ready(Status.False, Reason.RecordMissing, "NXDOMAIN"))
                .singleElement()
                .satisfies(ready -> {
                    assertThat(ready.getType()).isEqualTo("Ready");
                    assertThat(ready.getStatus()).isEqualTo("False");
                    assertThat(ready.getReason()).isEqualTo("RecordMissing");
                    assertThat(ready.getMessage()).isEqualTo("NXDOMAIN");
                    assertThat(ready.getObservedGeneration()).isEqualTo(3);
                    assertThat(ready.getLastTransitionTime()).isEqualTo(THEN);
                });
    }

    @Test
    void theTimeMovesWithTheStatusOnly() {
        List<Condition> before = ready(Status.False, Reason.RecordMissing, "NXDOMAIN");
        assertThat(next(before, Status.False, Reason.Timeout).getLastTransitionTime())
                .isEqualTo(THEN);
        assertThat(next(before, Status.True, Reason.ChecklistPassed).getLastTransitionTime())
                .isEqualTo(NOW);
        assertThat(next(before, Status.Unknown, Reason.NotEvaluated).getLastTransitionTime())
                .isEqualTo(NOW);
    }

    @Test
    void aConditionWhoseTimeWasEditedAwayBeginsNow() {
        List<Condition> before = ready(Status.False, Reason.RecordMissing, "NXDOMAIN");
        before.getFirst().setLastTransitionTime(null);
        assertThat(next(before, Status.False, Reason.RecordMissing).getLastTransitionTime())
                .isEqualTo(NOW);
    }

    private static Condition next(List<Condition> before, Status status, Reason reason) {
        return new ConditionSet(before, 4, NOW)
                .set(ConditionType.Ready, status, reason, "now")
                .toList()
                .getFirst();
    }

    @Test
    void theGenerationIsThatOfThePassThoughNothingElseChanged() {
        List<Condition> before = ready(Status.False, Reason.RecordMissing, "NXDOMAIN");
        assertThat(next(before, Status.False, Reason.RecordMissing).getObservedGeneration())
                .isEqualTo(4);
    }

    @Test
    void someArePresentOnlyWhileTrue() {
        ConditionSet set = new ConditionSet(List.of(), 1, NOW)
                .setIf(false, ConditionType.Stalled, Reason.InvalidSpec, "no")
                .setIf(true, ConditionType.Reconciling, Reason.Releasing, "yes");
        assertThat(set.toList()).singleElement().satisfies(only -> {
            assertThat(only.getType()).isEqualTo("Reconciling");
            assertThat(only.getStatus()).isEqualTo("True");
        });
    }

    @Test
    void messagesAreBoundedAndPlain() {
        assertThat(ready(Status.False, Reason.Timeout, "a\n" + "\uD83D\uDE80".repeat(600))
                        .getFirst()
                        .getMessage())
                .isEqualTo("a" + "\uD83D\uDE80".repeat(511));
    }

    @Test
    void findsByType() {
        List<Condition> conditions = ready(Status.True, Reason.ChecklistPassed, "all");
        assertThat(ConditionSet.find(conditions, ConditionType.Ready)).contains(conditions.getFirst());
        assertThat(ConditionSet.find(conditions, ConditionType.Held)).isEmpty();
    }
}
