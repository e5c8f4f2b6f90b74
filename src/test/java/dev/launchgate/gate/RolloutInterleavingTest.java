package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can come while an approved revision rolls out, is frozen, or was just promoted. */
class RolloutInterleavingTest {
    private static final Readiness REGRESSED =
            Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Fail));
    private static final Readiness HEALTHY =
            Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Pass));

    /** v2 was let out and is halfway. */
    private static GateRun halfway(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react();
        run.pass();
        for (int step = 0; step < 4; step++) {
            run.controller.step();
        }
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.pods()).contains("v1=").contains("v2=");
        run.news();
        return run;
    }

    @Test
    void aThirdTemplateIsHeldByAdmissionWhereThatPauses() {
        GateRun run = halfway(Arming.AutoHold).items(Items.FAILING);
        run.apply("v3");
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).doesNotContain("v3");
        assertThat(run.news()).containsExactly(Reason.Held, Reason.WrongReplicaSetRisk);
        run.items(Items.PASSING).quiesce();
        assertThat(run.pods()).isEqualTo("v3=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @Test
    void aThirdTemplateIsRefusedByTheGuardWhereNothingPauses() {
        assertThat(halfway(Arming.AlwaysPaused).apply("v3")).isFalse();
    }

    @ParameterizedTest(name = "before the controller reacts: {0}")
    @CsvSource({"true", "false"})
    void aThirdTemplateIsPausedAtOnceWithoutPolicies(boolean inTime) {
        GateRun run = halfway(Arming.AlwaysPausedUnguarded).items(Items.FAILING);
        run.apply("v3");
        for (int step = 0; step < (inTime ? 0 : 4); step++) {
            run.controller.step();
        }
        run.react();

        assertThat(run.world.paused()).isTrue();
        assertThat(run.news()).containsExactly(Reason.UngatedChange);
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.status.message()).isEqualTo("held by 1 item: public-name (RecordMissing)");
        assertThat(run.pods().contains("v3")).isEqualTo(!inTime);
        run.items(Items.PASSING).quiesce();
        assertThat(run.pods()).isEqualTo("v3=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @Test
    void anUngatedChangeIsToldThoughThePassThatStoppedItDied() {
        GateRun run = halfway(Arming.AlwaysPausedUnguarded).items(Items.FAILING);
        run.apply("v3");
        run.deliver();
        run.dyingPass(true);
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.news()).contains(Reason.UngatedChange);
    }

    @Test
    void aTemplateChangedDuringTheFirstReleaseIsPausedToo() {
        GateRun run = GateRun.firstLaunch(Arming.AlwaysPausedUnguarded, true).items(Items.PASSING);
        run.react();
        run.pass();
        run.controller.step();
        run.react();
        run.items(Items.FAILING);
        run.apply("v2");
        run.react();

        assertThat(run.world.paused()).isTrue();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).doesNotContain("v2");
    }

    @ParameterizedTest
    @EnumSource(names = {"AutoHold", "AlwaysPausedUnguarded"})
    void undoMidReleaseIsLetThrough(Arming arming) {
        GateRun run = halfway(arming).items(Items.FAILING);
        run.apply("v1");
        run.react().quiesce();

        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).contains(Reason.RolledBack).doesNotContain(Reason.UngatedChange, Reason.Bypassed);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"AutoHold", "AlwaysPausedUnguarded"})
    void undoMidReleaseWaitsWhereRollbacksAreHeld(Arming arming) {
        GateRun run = halfway(arming)
                .items(Items.FAILING)
                .policies(FirstLaunch.Hold, RollbackPolicy.Hold, OnRegression.Freeze);
        String midway = run.pods();
        run.apply("v1");
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo(midway);
    }

    @ParameterizedTest
    @EnumSource
    void aRegressionFreezesAndARevertRecovers(Arming arming) {
        GateRun run = halfway(arming).items(REGRESSED).react();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.world.paused()).isTrue();
        assertThat(run.status.message())
                .isEqualTo(
                        "the rollout of v2 is frozen: after-release items fail: errors; the old revision keeps serving."
                                + " To go back apply the previous manifest, to go on set annotation launchgate.dev/retry to a new"
                                + " value");
        run.quiesce();
        assertThat(run.news()).containsExactly(Reason.Frozen);
        assertThat(run.pods()).contains("v1=").contains("v2=");

        run.apply("v1");
        run.quiesce();
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFrozenRolloutGoesOnWhenItsItemsPass(Arming arming) {
        GateRun run = halfway(arming).items(REGRESSED).react();
        run.quiesce();
        run.items(HEALTHY).quiesce();

        assertThat(run.news())
                .containsExactly(
                        Reason.Frozen, Reason.Retried, Reason.Approved, Reason.Released, Reason.Promoted, Reason.Armed);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFrozenRolloutGoesOnByANewRetryAnnotationOnly(Arming arming) {
        GateRun run = halfway(arming);
        run.world.annotate("launchgate.dev/retry", "left over");
        run.items(REGRESSED).react().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.status.retried()).isEqualTo("left over");
        run.news();

        run.world.annotate("launchgate.dev/retry", "please");
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Approved);
        assertThat(run.status.retried()).isEqualTo("please");
        assertThat(run.news()).containsExactly(Reason.Retried, Reason.Approved);
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
    }

    @ParameterizedTest
    @EnumSource
    void aRetryWhoseItemsFailIsHeld(Arming arming) {
        GateRun run = halfway(arming).items(REGRESSED).react();
        run.quiesce();
        run.news();
        run.items(Items.FAILING);
        run.world.annotate("launchgate.dev/retry", "please");
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.status.approved()).isNull();
        assertThat(run.news()).containsExactly(Reason.Held, Reason.WrongReplicaSetRisk);
    }

    @ParameterizedTest
    @EnumSource
    void aFreezeAtFullSizeSaysThatItIsTooLate(Arming arming) {
        GateRun run = halfway(arming);
        run.items(Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Pending)));
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.status.message()).isEqualTo("v2 has rolled out; waiting for its AfterRelease items");

        run.items(REGRESSED).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.status.message()).contains("too late to protect the old revision");
        assertThat(run.news()).containsExactly(Reason.FrozenTooLate);
        run.items(HEALTHY).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.status.promoted()).hasSize(2);
    }

    /** v2 is out, and its AfterRelease items are pending. */
    private static GateRun pending(Arming arming) {
        GateRun run = halfway(arming);
        run.items(Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Pending)));
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.pods()).isEqualTo("v2=3");
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void theGateClosesBehindWhatIsOutThoughItsItemsArePending(Arming arming) {
        GateRun run = pending(arming);
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);
        assertThat(run.status.promoted()).hasSize(1);
        assertThat(run.news()).isEmpty();
        for (int pass = 0; pass < 100; pass++) {
            assertThat(run.pass()).isFalse();
        }

        run.items(HEALTHY).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).containsExactly(Reason.Promoted, Reason.Armed);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateThatComesWhileItemsArePendingIsHeldLikeAny(Arming arming) {
        GateRun run = pending(arming);
        run.items(Items.FAILING);
        assertThat(run.apply("v3")).isTrue();
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.news()).containsExactly(Reason.Held);
    }

    /** Scales, with a pass after every step of the controllers. */
    private static void scale(GateRun run, int replicas) {
        run.world.scale(replicas);
        run.react();
        while (run.controller.step()) {
            run.ledger.observe();
            run.react();
        }
        run.quiesce();
    }

    @ParameterizedTest
    @EnumSource
    void scalingWhileItemsArePendingFreezesNothing(Arming arming) {
        GateRun run = pending(arming);
        scale(run, 5);
        assertThat(run.pods()).isEqualTo("v2=5");
        scale(run, 0);
        scale(run, 2);

        assertThat(run.pods()).isEqualTo("v2=2");
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);
        assertThat(run.news()).isEmpty();
    }

    @Test
    void aTemplateThatComesBeforeTheGateIsClosedIsPausedAtOnce() {
        GateRun run = halfway(Arming.AlwaysPausedUnguarded);
        run.items(Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Pending)));
        run.controller.settle();
        run.items(Items.FAILING);
        run.apply("v3");
        run.react();

        assertThat(run.news()).containsExactly(Reason.UngatedChange);
        assertThat(run.world.paused()).isTrue();
        assertThat(run.pods()).isEqualTo("v2=3");
    }

    @Test
    void aReplaceThatReopensWhatWasClosedIsABypassWhateverDies() {
        for (boolean dies : new boolean[] {false, true}) {
            GateRun run = pending(Arming.AlwaysPausedUnguarded);
            run.items(Items.FAILING);
            run.replace("v3");
            run.deliver();
            if (dies) {
                run.dyingPass(true);
            }
            run.react().quiesce();

            assertThat(run.news()).containsExactly(Reason.Bypassed, Reason.Adopted, Reason.Armed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onRegressionReportClosesTheGateToo(Arming arming) {
        GateRun run = pending(arming)
                .policies(FirstLaunch.Hold, RollbackPolicy.Allow, OnRegression.Report)
                .items(REGRESSED);
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.status.message())
                .isEqualTo("the rollout goes wrong and is not frozen: after-release items fail: errors");
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);
    }

    /** A release that starts no pod is over as far as the gate goes. */
    @ParameterizedTest
    @EnumSource
    void theGateClosesBehindWhatWasLetOutAtNoSize(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true).items(Items.PASSING);
        run.world.scale(0);
        run.react().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.status.message()).isEqualTo("v1 is let out, and starts when replicas are wanted");
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);

        run.news();
        scale(run, 3);
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.news()).containsExactly(Reason.Promoted, Reason.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void theGateClosesBehindARollbackAtNoSize(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react().quiesce();
        run.world.scale(0);
        run.quiesce();
        run.apply("v1");
        run.items(Items.FAILING).react().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);

        run.news();
        scale(run, 3);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.news()).containsExactly(Reason.Promoted, Reason.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void aFrozenFirstLaunchIsNotPromoted(Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true).items(Items.PASSING);
        run.react();
        run.pass();
        run.controller.step();
        run.items(REGRESSED).quiesce();

        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.status.promoted()).isEmpty();
        assertThat(run.world.paused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyPausesMidwayStaysPaused(Arming arming) {
        GateRun run = halfway(arming).items(HEALTHY);
        run.world.pause();
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.status.message()).startsWith("the rollout of v2 is frozen: somebody paused it; ");

        run.resume(true);
        run.react().quiesce();
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.news()).containsExactly(Reason.Frozen, Reason.Retried, Reason.Promoted, Reason.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void aFreezeWhoseStatusWasLostIsToldTheSameWay(Arming arming) {
        GateRun calm = halfway(arming).items(REGRESSED).react();
        calm.quiesce();
        GateRun run = halfway(arming).items(REGRESSED);
        run.dyingPass(true);
        run.quiesce();

        assertThat(End.of(run)).isEqualTo(End.of(calm));
    }

    @ParameterizedTest
    @EnumSource
    void onRegressionReportFreezesNothing(Arming arming) {
        GateRun run = halfway(arming)
                .policies(FirstLaunch.Hold, RollbackPolicy.Allow, OnRegression.Report)
                .items(REGRESSED);
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.status.message())
                .isEqualTo("the rollout goes wrong and is not frozen: after-release items fail: errors");
        run.items(HEALTHY).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
    }

    @ParameterizedTest
    @EnumSource
    void aVerdictOnProgressFromBeforeTheReleaseFreezesNothing(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.controller.breaks(Templates.template("v2"));
        run.apply("v2");
        run.world.condition("ProgressDeadlineExceeded");
        run.react();
        run.pass();
        run.deliver();
        run.tick(Duration.ofSeconds(599));
        run.pass();
        assertThat(run.state()).isEqualTo(GateState.Releasing);

        run.quiesce();
        run.world.condition("ProgressDeadlineExceeded");
        run.deliver();
        run.tick(Duration.ofSeconds(1));
        run.pass();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.status.message()).contains("no progress within progressDeadlineSeconds");
        run.quiesce();
        assertThat(run.pods()).contains("v1=3");
    }

    @ParameterizedTest(name = "another replica''s clock is {0} ahead")
    @CsvSource({"PT60S", "PT-60S"})
    void clocksThatDifferChangeNothing(Duration skew) {
        GateRun run = GateRun.armed(Arming.AlwaysPaused).items(Items.PASSING);
        run.apply("v2");
        for (int pass = 0; pass < 6; pass++) {
            run.tick(pass % 2 == 0 ? skew : skew.negated());
            run.deliver();
            run.pass();
            run.controller.step();
        }
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @Test
    void aFreezeThatAnotherManagerRefusesIsNoFreeze() {
        GateRun run = halfway(Arming.AlwaysPausedUnguarded).contest();
        String since = run.status.since();
        run.tick(Duration.ofMinutes(1));
        run.items(REGRESSED).react();

        assertThat(run.state()).isEqualTo(GateState.Releasing);
        assertThat(run.status.objection()).isEqualTo("PauseFieldConflict");
        assertThat(run.status.since()).isEqualTo(since);
        assertThat(run.status.message())
                .isEqualTo("v2 rolls out and could not be paused: field manager argocd owns it");
        assertThat(run.news()).isEmpty();
        for (int pass = 0; pass < 100; pass++) {
            assertThat(run.pass()).isFalse();
        }
        run.concede().react();
        assertThat(run.news()).containsExactly(Reason.Frozen);
        assertThat(run.world.paused()).isTrue();
        assertThat(run.status.objection()).isNull();
    }

    @Test
    void aTemplateThatChangedMidwayAndCannotBePausedRunsUnapproved() {
        GateRun run = halfway(Arming.AlwaysPausedUnguarded).contest().items(Items.FAILING);
        run.apply("v3");
        run.react();
        assertThat(run.state()).as("before it has pods").isEqualTo(GateState.Unarmed);
        for (int step = 0; step < 4; step++) {
            run.controller.step();
        }
        run.react();

        assertThat(run.state()).isEqualTo(GateState.Bypassed);
        assertThat(run.status.objection()).isEqualTo("PauseFieldConflict");
        assertThat(run.status.message())
                .isEqualTo("v3 runs without approval and could not be paused: field manager argocd owns it");
        assertThat(run.news()).containsExactly(Reason.Bypassed);
        for (int pass = 0; pass < 100; pass++) {
            assertThat(run.pass()).isFalse();
        }
        run.concede().react();
        assertThat(run.world.paused()).as("tried again").isTrue();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.news()).containsExactly(Reason.UngatedChange);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @Test
    void aTemplateThatChangedMidwayAndRanToItsEndIsAdopted() {
        GateRun run = halfway(Arming.AlwaysPausedUnguarded).contest().items(Items.FAILING);
        run.apply("v3");
        run.controller.step();
        run.react().quiesce();

        assertThat(run.news()).containsExactly(Reason.Bypassed, Reason.Adopted);
        assertThat(run.pods()).isEqualTo("v3=3");
        assertThat(run.state()).isEqualTo(GateState.Unarmed);
        assertThat(run.status.approved()).isNull();
        run.concede().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
    }
}
