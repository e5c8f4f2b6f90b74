package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do while a candidate is held or nothing waits, and what no gate may get in the way of. */
class HoldingInterleavingTest {

    private static GateRun held(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.apply("v2");
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        run.news();
        return run;
    }

    private static void promote(GateRun run, String tag) {
        run.items(Items.PASSING);
        run.apply(tag);
        run.quiesce();
        run.items(Items.FAILING).quiesce();
        assertThat(run.pods()).isEqualTo(tag + "=3");
    }

    @ParameterizedTest
    @EnumSource
    void aRevertWhileHeldStartsNothing(Arming arming) {
        GateRun run = held(arming);
        run.apply("v1");
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.world.replicaSets()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void scalingWhileHeldScalesWhatRuns(Arming arming) {
        GateRun run = held(arming);
        run.world.scale(5);
        run.quiesce();
        assertThat(run.pods()).isEqualTo("v1=5");
        run.world.scale(0);
        run.quiesce();
        assertThat(run.pods()).isEmpty();
        run.world.scale(3);
        run.quiesce();

        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.news()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void scalingToZeroAndBackWhileArmedStaysArmed(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.news();
        run.world.scale(0);
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        run.world.scale(3);
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.news()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void scalingUpFromZeroMayWakeTheCandidateAndThatIsReported(Arming arming) {
        GateRun run = GateRun.armed(arming);
        for (int revision = 2; revision <= 7; revision++) {
            promote(run, "v" + revision);
        }
        run.news();
        run.apply("v1");
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.news()).containsExactly(Reason.Held, Reason.WrongReplicaSetRisk);
        run.world.scale(0);
        run.quiesce();
        run.world.scale(3);
        run.quiesce();

        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.news()).startsWith(Reason.Bypassed, Reason.Adopted);
        assertThat(run.state()).isEqualTo(GateState.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void scalingUpFromZeroMayWakeAThirdReplicaSetAndThatIsReported(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.controller.breaks(Templates.template("v2"));
        run.items(Items.PASSING);
        run.apply("v2");
        run.react().react();
        run.controller.settle();
        run.tick(Duration.ofMinutes(10));
        run.world.condition("ProgressDeadlineExceeded");
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        run.apply("v1");
        run.react().quiesce();
        assertThat(run.pods()).isEqualTo("v1=3");
        run.items(Items.FAILING);
        run.apply("v3");
        run.quiesce();
        run.news();
        run.world.scale(0);
        run.quiesce();
        run.world.scale(3);
        run.quiesce();

        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.told).singleElement().satisfies(said -> {
            assertThat(said.reason()).isEqualTo(Reason.Bypassed);
            assertThat(said.message())
                    .isEqualTo("v2 runs, which was never promoted: scaling up from zero woke its ReplicaSet");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRestartPasses(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.news();
        run.world.apply(Templates.restartedJson("v1", "2026-11-20T10:00:00Z"));
        run.react().quiesce();

        assertThat(run.world.replicaSets()).hasSize(2);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.status.promoted()).hasSize(1);
        assertThat(run.news())
                .isEqualTo(
                        arming == Arming.AutoHold
                                ? List.of()
                                : List.of(Reason.Approved, Reason.RestartPassed, Reason.Armed));
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRestartWithAnotherImageIsHeld(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.world.apply(Templates.restartedJson("v2", "2026-11-20T10:00:00Z"));
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @ParameterizedTest
    @EnumSource
    void aRestartOfPodsThatNobodyApprovedIsHeld(Arming arming) {
        GateRun run = held(arming);
        run.resume(true);
        run.controller.step();
        run.controller.step();
        run.world.pause();
        run.react();
        assertThat(run.pods()).contains("v2=");
        run.world.apply(Templates.restartedJson("v2", "2026-11-20T10:00:00Z"));
        String pods = run.pods();
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo(pods);
    }

    @ParameterizedTest
    @EnumSource
    void theSixthLastRevisionIsHeldAndTheFifthLastIsNot(Arming arming) {
        GateRun run = GateRun.armed(arming);
        for (int revision = 2; revision <= 6; revision++) {
            promote(run, "v" + revision);
        }
        assertThat(run.status.promoted()).extracting(Promotion::revision).containsExactly("v2", "v3", "v4", "v5", "v6");

        run.apply("v1");
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        run.apply("v2");
        run.news();
        run.quiesce();
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.news()).containsExactly(Reason.Approved, Reason.RolledBack, Reason.Promoted, Reason.Armed);
        assertThat(run.status.promoted()).extracting(Promotion::revision).containsExactly("v3", "v4", "v5", "v6", "v2");
    }

    @ParameterizedTest
    @EnumSource
    void rollbacksWaitWhereTheyAreHeld(Arming arming) {
        GateRun run = GateRun.armed(arming);
        promote(run, "v2");
        run.policies(FirstLaunch.Hold, RollbackPolicy.Hold, OnRegression.Freeze);
        run.apply("v1");
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v2=3");

        run.policies(FirstLaunch.Hold, RollbackPolicy.Allow, OnRegression.Freeze);
        run.quiesce();
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    /** F14. */
    @ParameterizedTest
    @EnumSource
    void whoResumesAHeldDeploymentIsReportedAndNotUndone(Arming arming) {
        GateRun run = held(arming);
        run.resume(true);
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Bypassed);
        assertThat(run.status.message())
                .isEqualTo("v2 runs without approval: somebody resumed the Deployment or changed it unheld");
        assertThat(run.status.approved()).isNull();
        run.quiesce();

        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).containsExactly(Reason.Bypassed, Reason.Adopted, Reason.Armed);
    }

    @Test
    void aGateThatAnotherManagerKeepsOpenIsNotArmedAndWhatGoesThroughIsABypass() {
        GateRun run = GateRun.armed(Arming.AlwaysPausedUnguarded).contest();
        run.news();
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Unarmed);
        assertThat(run.status.objection()).isEqualTo("PauseFieldConflict");
        assertThat(run.status.message()).isEqualTo("field manager argocd owns it");
        assertThat(run.news()).isEmpty();
        for (int pass = 0; pass < 100; pass++) {
            assertThat(run.pass()).isFalse();
        }

        run.apply("v2");
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Bypassed);
        run.quiesce();
        assertThat(run.news()).containsExactly(Reason.Bypassed, Reason.Adopted);
        assertThat(run.state()).isEqualTo(GateState.Unarmed);

        run.concede().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).containsExactly(Reason.Armed);
        assertThat(run.status.objection()).isNull();
    }

    @Test
    void aDeploymentOfNoSizeThatCannotBePausedRunsNothing() {
        GateRun run = GateRun.firstLaunch(Arming.AlwaysPausedUnguarded, false).contest();
        run.world.scale(0);
        run.controller.settle();
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Unarmed);
        assertThat(run.status.objection()).isEqualTo("PauseFieldConflict");
        assertThat(run.news()).isEmpty();
        run.concede().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
    }

    @ParameterizedTest
    @EnumSource
    void whoPausesABypassAgainHasItHeld(Arming arming) {
        GateRun run = held(arming);
        run.resume(true);
        run.react();
        run.controller.step();
        run.world.pause();
        run.react().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);

        run.items(Items.PASSING).quiesce();
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @Test
    void aReplaceThatDropsPausedIsABypassOnlyWithoutGuard() {
        assertThat(GateRun.armed(Arming.AlwaysPaused).replace("v2")).isFalse();

        GateRun run = GateRun.armed(Arming.AlwaysPausedUnguarded);
        run.news();
        run.replace("v2");
        run.react().quiesce();
        assertThat(run.news()).containsExactly(Reason.Bypassed, Reason.Adopted, Reason.Armed);
        assertThat(run.world.paused()).isTrue();
    }

    @Test
    void aBypassOfNoSizeIsPromotedOnlyWhenItServes() {
        GateRun run = GateRun.armed(Arming.AlwaysPausedUnguarded);
        run.world.scale(0);
        run.quiesce();
        run.replace("v2");
        run.react().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Bypassed);
        assertThat(run.status.promoted()).extracting(Promotion::revision).containsExactly("v1");

        run.world.scale(3);
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.status.promoted()).extracting(Promotion::revision).containsExactly("v1", "v2");
    }

    @ParameterizedTest
    @EnumSource(names = {"AlwaysPaused", "AlwaysPausedUnguarded"})
    void anEarlierRevisionCreatedAnewIsARollbackAndNoBypass(Arming arming) {
        GateRun run = GateRun.armed(arming);
        promote(run, "v2");
        run.news();
        run.recreate("v1");
        run.react().quiesce();

        assertThat(run.news()).containsExactly(Reason.RolledBack, Reason.Promoted, Reason.Armed);
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @Test
    void anAppliedPauseIsOursSoThatAManifestThatDropsItCannotResume() {
        GateRun run = GateRun.firstLaunch(Arming.AlwaysPaused, true);
        assertThat(run.world.workload().ownsPaused()).isFalse();
        run.quiesce();
        assertThat(run.world.workload().ownsPaused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentCreatedAnewUnderItsNameInheritsNoApproval(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react();
        assertThat(run.status.approved()).isNotNull();
        run.items(Items.FAILING);
        run.recreate("v2");
        run.react();

        assertThat(run.state()).isEqualTo(arming == Arming.AutoHold ? GateState.Held : GateState.Bypassed);
        assertThat(run.status.approved()).isNull();
        assertThat(run.news()).contains(arming == Arming.AutoHold ? Reason.Held : Reason.Bypassed);
        run.quiesce();
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentCreatedAnewMidReleaseIsNotPausedWithHalfItsPods(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react().react();
        run.controller.step();
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        run.items(Items.FAILING);
        run.recreate("v2");
        run.react();

        assertThat(run.state()).isEqualTo(arming == Arming.AutoHold ? GateState.Held : GateState.Bypassed);
        assertThat(run.world.paused()).isEqualTo(arming == Arming.AutoHold);
    }

    @ParameterizedTest
    @EnumSource
    void aPromotedRevisionCreatedAnewStartsAtOnce(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.recreate("v1");
        run.react().quiesce();

        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @Test
    void theKindOfArmingMayChangeWhileNothingWaits() {
        GateRun run = GateRun.armed(Arming.AlwaysPaused);
        run.world.arming = Arming.AutoHold;
        run.quiesce();
        assertThat(run.world.paused()).isFalse();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.status.arming()).isEqualTo("AutoHold");

        run.world.arming = Arming.AlwaysPausedUnguarded;
        run.quiesce();
        assertThat(run.world.paused()).isTrue();
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.world.replicaSets()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anApiServerThatAddsADefaultMakesNoCandidateOfWhatRuns(Arming arming) {
        GateRun run = GateRun.armed(arming);
        promote(run, "v2");
        run.news();
        run.world.addDefault();
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).isEmpty();
        assertThat(run.status.promoted().getLast().templateHash())
                .isEqualTo(run.world.template().identity());
        assertThat(run.status.promoted()).extracting(Promotion::revision).containsExactly("v1", "v2");
        for (int pass = 0; pass < 100; pass++) {
            assertThat(run.pass()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApiServerThatAddsADefaultWhileHeldWakesNothing(Arming arming) {
        GateRun run = held(arming);
        run.world.addDefault();
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.news()).containsExactly(Reason.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
        var back = Templates.json("v1");
        back.withObject("/spec").put("newDefault", true);
        run.world.apply(back);
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.world.replicaSets()).hasSize(1);
    }

    /** What an idle ReplicaSet holds proves nothing: its template can be edited. */
    @ParameterizedTest
    @EnumSource
    void aPromotedReplicaSetThatWasEditedLetsNothingOut(Arming arming) {
        GateRun run = GateRun.armed(arming);
        promote(run, "v2");
        run.world.edit("v1", "v9");
        run.apply("v9");
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v2=3");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Pause")
    void otherModesTouchNothing(GateMode mode) {
        for (Arming arming : Arming.values()) {
            GateRun run = held(arming).mode(mode);
            run.items(Items.PASSING).quiesce();
            assertThat(run.world.paused()).isTrue();
            assertThat(run.pods()).isEqualTo("v1=3");
        }
    }
}
