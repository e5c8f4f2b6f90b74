package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The very first revision, and checklists that come to a Deployment which is there already. */
class FirstLaunchTest {

    @ParameterizedTest
    @EnumSource
    void isHeldWithZeroPodsAndReleased(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true);
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEmpty();
        assertThat(run.world.replicaSets()).isEmpty();

        run.items(Items.PASSING).quiesce();
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.news())
                .containsExactly(Reason.Held, Reason.Approved, Reason.Released, Reason.Promoted, Reason.Armed);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isLetOutAtOnceWhereThePolicySaysSo(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true)
                .policies(FirstLaunch.Allow, RollbackPolicy.Allow, OnRegression.Freeze);
        run.quiesce();

        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.news())
                .containsExactly(Reason.Approved, Reason.FirstLaunchAllowed, Reason.Promoted, Reason.Armed);
        run.apply("v2");
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isAllowedOnceEvenIfTheTemplateChangesMidway(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true)
                .policies(FirstLaunch.Allow, RollbackPolicy.Allow, OnRegression.Freeze);
        run.react().react();
        run.controller.step();
        run.controller.step();
        run.world.pause();
        run.react();
        run.apply("v2");
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @ParameterizedTest
    @EnumSource(names = {"AlwaysPaused", "AlwaysPausedUnguarded"})
    void thatNobodyPausedIsWaitedForAndAdopted(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, false);
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Unarmed);
        assertThat(run.status.message())
                .isEqualTo("a rollout that Launchgate did not start is under way; the gate arms when it completes");
        assertThat(run.world.paused()).isFalse();
        run.controller.step();
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Unarmed);

        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).containsExactly(Reason.Adopted, Reason.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void thatSomebodyResumedIsABypassAndNotAdoptedSilently(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true);
        run.quiesce();
        run.resume(true);
        run.quiesce();

        assertThat(run.news()).containsExactly(Reason.Held, Reason.Bypassed, Reason.Adopted, Reason.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void aChecklistThatComesToARolloutPausedHalfwayAdoptsTheOldRevision(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.items(Items.PASSING);
        run.apply("v2");
        run.react().react();
        for (int step = 0; step < 8; step++) {
            run.controller.step();
        }
        run.world.pause();
        String halfway = run.pods();
        run.status = null;
        run.items(Items.FAILING).news();
        run.react();

        assertThat(halfway).contains("v1=").contains("v2=");
        assertThat(run.news()).startsWith(Reason.Adopted, Reason.Held);
        assertThat(run.status.promoted())
                .singleElement()
                .satisfies(promotion -> assertThat(promotion.revision()).isEqualTo("v1"));
        assertThat(run.state()).isEqualTo(GateState.Held);
        run.react().react();
        assertThat(run.world.paused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aRestartOfPodsThatNobodyApprovedIsHeld(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true);
        run.quiesce();
        run.resume(true);
        run.controller.step();
        run.world.pause();
        run.react();
        run.restartRunning(1);
        run.react().react();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.world.paused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"AlwaysPaused", "AlwaysPausedUnguarded"})
    void aBypassIsAdoptedThoughThePassThatDidSoDied(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true);
        run.quiesce();
        run.resume(true);
        run.react();
        run.controller.settle();
        run.ledger.observe();
        run.items(Items.PASSING).deliver();
        run.dyingPass(true);
        assertThat(run.world.paused()).isTrue();
        run.quiesce();

        assertThat(run.news()).containsExactly(Reason.Held, Reason.Bypassed, Reason.Adopted, Reason.Armed);
    }

    /** A Deployment of no size that nobody paused, as autoscalers leave them, with its empty ReplicaSet. */
    private static GateRun asleep(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, false);
        run.world.scale(0);
        run.resume(true);
        run.controller.settle();
        assertThat(run.world.paused()).isFalse();
        assertThat(run.world.replicaSets()).hasSize(1);
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void ofNoSizeIsHeldWhenItsChecklistComesAndReleased(Arming arming) {
        GateRun run = asleep(arming);
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.world.paused()).isTrue();
        assertThat(run.status.promoted()).isEmpty();
        assertThat(run.told).extracting(Transition::reason).containsExactly(Reason.Held, Reason.WrongReplicaSetRisk);
        assertThat(run.told.getLast().message())
                .isEqualTo("do not scale up while held: the ReplicaSet of v1 is there already, and its pods would start"
                        + " although the Deployment is paused");
        run.news();
        run.items(Items.PASSING).quiesce();
        assertThat(run.news()).containsExactly(Reason.Approved, Reason.Released);
        run.world.scale(3);
        run.quiesce();
        assertThat(run.news()).containsExactly(Reason.Promoted, Reason.Armed);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofNoSizeThatIsScaledUpWhileHeldIsABypass(Arming arming) {
        GateRun run = asleep(arming);
        run.react().quiesce();
        run.news();
        run.world.scale(3);
        run.quiesce();

        assertThat(run.news()).startsWith(Reason.Bypassed, Reason.Adopted);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Pause")
    void ofNoSizeIsNotTakenAsPromotedByOtherModes(GateMode mode) {
        GateRun run = asleep(Arming.AlwaysPausedUnguarded).mode(mode);
        run.quiesce();
        assertThat(run.status.promoted()).isEmpty();
        assertThat(run.status.candidate()).isNotNull();

        run.mode(GateMode.Pause).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.world.paused()).isTrue();
    }

    @Test
    void aChecklistThatComesToAHeldDeploymentOpensNothing() {
        GateRun run = GateRun.armed(Arming.AlwaysPaused);
        run.apply("v2");
        run.status = null;
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
    }
}
