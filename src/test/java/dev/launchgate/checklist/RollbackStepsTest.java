package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackStepsTest {
    private static final String STEPS =
            "{name: way, rollback: {steps: [Revert the commit, Watch the panel]}}, {name: other, rollback: {steps: [Watch the panel, Tell support]}}";

    @ParameterizedTest
    @EnumSource(names = {"Frozen", "FrozenTooLate"})
    void whereARolloutIsFrozenTheWayBackIsTold(Reason reason) {
        assertThat(tell(STEPS, new Transition(reason, "no progress")))
                .containsExactly(new Transition(
                        reason, "no progress; way back: 1. Revert the commit; 2. Watch the panel; 3. Tell support"));
    }

    @Test
    void elsewhereNothingIsAdded() {
        Transition promoted = new Transition(Reason.Promoted, "v2 serves");
        Transition frozen = new Transition(Reason.Frozen, "no progress");
        assertThat(tell(STEPS, promoted)).containsExactly(promoted);
        assertThat(tell("{name: a, manual: {steps: [a]}}", frozen)).containsExactly(frozen);
        assertThat(tell("{name: refused, rollback: {steps: [a], maxAge: 1h}}", frozen))
                .containsExactly(frozen);
    }

    @Test
    void manyStepsAreCutWhereAnEventEnds() {
        String steps =
                "{name: way, rollback: {steps: [%s]}}".formatted("x".repeat(500) + ", " + "y".repeat(500) + ", z");
        assertThat(tell(steps, new Transition(Reason.Frozen, "no progress"))
                        .getFirst()
                        .message())
                .hasSize(1024)
                .startsWith("no progress; way back: 1. xxx");
    }

    private static List<Transition> tell(String items, Transition transition) {
        LaunchChecklist checklist = Serialization.unmarshal(
                "apiVersion: launchgate.dev/v1alpha1\nkind: LaunchChecklist\nspec: {target: {name: web}, items: [%s]}"
                        .formatted(items),
                LaunchChecklist.class);
        Plan plan = new ChecklistPlanner(CheckRegistry.standard()).plan(checklist.getSpec());
        return RollbackSteps.tell(plan, List.of(transition));
    }
}
