package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded, and whether another pass follows at once. */
class GateOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Transition TOLD = new Transition(Reason.Bypassed, "told");

    private static GateStatus in(GateState state) {
        return new GateStatus(
                state.name(),
                "AutoHold",
                "2026-11-20T09:00:00Z",
                null,
                null,
                null,
                List.of(new GateStatus.Promotion("p", "v1", "2026-11-19T09:00:00Z", null)),
                null,
                "as it was",
                null);
    }

    private static boolean again(GateState state, GateMove move, List<Transition> transitions) {
        return GateOutcome.asDecided(new GateDecision(in(state), move, transitions))
                .again()
                .isPresent();
    }

    @Test
    void anotherPassFollowsADecisionThatIsOnlyHalfOfSomething() {
        GateMove pause = new GateMove.Pause("uid", "template");
        assertThat(again(GateState.Approved, GateMove.NONE, List.of())).isTrue();
        assertThat(again(GateState.Armed, pause, List.of())).isTrue();
        assertThat(again(GateState.Bypassed, GateMove.NONE, List.of(TOLD))).isTrue();
        assertThat(again(GateState.Bypassed, GateMove.NONE, List.of())).isFalse();
        assertThat(again(GateState.Held, GateMove.NONE, List.of(TOLD))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anOvertakenPassLeavesTheRecordButNotAModeThatIsOver(GateState state) {
        GateOutcome outcome = GateOutcome.overtaken(in(state), NOW);
        boolean over = state == GateState.Suspended || state == GateState.Signalling || state == GateState.Auditing;

        assertThat(outcome.again()).contains(Duration.ZERO);
        assertThat(outcome.transitions()).isEmpty();
        assertThat(outcome.gate().promoted()).isEqualTo(in(state).promoted());
        if (over) {
            assertThat(outcome.gate().state()).isEqualTo("Unarmed");
            assertThat(outcome.gate().since()).isEqualTo(NOW.toString());
            assertThat(outcome.gate().message()).isEqualTo("not in force yet");
        } else {
            assertThat(outcome.gate()).isEqualTo(in(state));
        }
    }

    @Test
    void aFirstPassThatIsOvertakenIsUnarmed() {
        assertThat(GateOutcome.overtaken(null, NOW).gate())
                .isEqualTo(new GateStatus(
                        "Unarmed", null, NOW.toString(), null, null, null, List.of(), null, "not in force yet", null));
    }

    @Test
    void aTargetThatCannotBeGatedKeepsItsPast() {
        GateOutcome outcome = GateOutcome.unarmed(in(GateState.Held), "Deployment web not found in ml", NOW);
        assertThat(outcome.again()).isEmpty();
        assertThat(outcome.gate().state()).isEqualTo("Unarmed");
        assertThat(outcome.gate().arming()).isNull();
        assertThat(outcome.gate().since()).isEqualTo(NOW.toString());
        assertThat(outcome.gate().promoted()).hasSize(1);
        GateOutcome next = GateOutcome.unarmed(outcome.gate(), "Deployment web not found in ml", NOW.plusSeconds(9));
        assertThat(next.gate()).isEqualTo(outcome.gate());
    }

    @Test
    void aSuspendedGateKeepsWhatIsKnown() {
        GateStatus before = in(GateState.Held);

        assertThat(GateOutcome.suspended(before, NOW))
                .isEqualTo(new GateStatus(
                        "Suspended",
                        null,
                        NOW.toString(),
                        before.candidate(),
                        null,
                        null,
                        before.promoted(),
                        null,
                        "spec.suspend is true: nothing is evaluated, held or released until it is false",
                        null));
    }
}
