package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A gate that is off for a while: suspended, in another mode, or without a target. It comes back as it would have been. */
class SwitchedOffTest {
    private static final Readiness REGRESSED =
            Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Fail));

    /** Ways to switch a gate off, and on again. */
    private record Off(Consumer<GateRun> off, Consumer<GateRun> on) {}

    private static final List<Named<Off>> OFF = List.of(
            Named.of("suspended", new Off(run -> run.suspended = true, run -> run.suspended = false)),
            Named.of("mode Signal", new Off(run -> run.mode(GateMode.Signal), run -> run.mode(GateMode.Pause))),
            Named.of("mode Audit", new Off(run -> run.mode(GateMode.Audit), run -> run.mode(GateMode.Pause))),
            Named.of("without target", new Off(SwitchedOffTest::losesTarget, run -> {})));

    static Stream<Arguments> cases() {
        return OFF.stream().flatMap(off -> Stream.of(Arming.values()).map(arming -> Arguments.of(off, arming)));
    }

    /** Other modes take what serves as promoted, because they freeze nothing. */
    static Stream<Arguments> withoutAnotherMode() {
        return Stream.of(OFF.getFirst(), OFF.getLast())
                .flatMap(off -> Stream.of(Arming.values()).map(arming -> Arguments.of(off, arming)));
    }

    private static void losesTarget(GateRun run) {
        run.status = GateOutcome.unarmed(run.status, "Deployment ml-scoring not found in ml", run.now)
                .gate();
    }

    private static void offAndOn(GateRun run, Off how, int passes) {
        how.off().accept(run);
        for (int pass = 0; pass < passes && run.state() != GateState.Unarmed; pass++) {
            run.react();
        }
        how.on().accept(run);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHeldCandidateStaysHeld(Off how, Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.apply("v2");
        run.quiesce();
        offAndOn(run, how, 3);
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anIdleDeploymentIsArmedAgain(Off how, Arming arming) {
        GateRun run = GateRun.armed(arming);
        offAndOn(run, how, 3);
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReleaseUnderWayIsNoBypass(Off how, Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react().react();
        run.controller.step();
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        offAndOn(run, how, 2);
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Releasing);
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.news()).contains(Reason.Promoted).doesNotContain(Reason.Bypassed);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFrozenRolloutStaysFrozen(Off how, Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react().react();
        for (int step = 0; step < 4; step++) {
            run.controller.step();
        }
        run.react().items(REGRESSED).react();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        String frozen = run.pods();
        offAndOn(run, how, 2);
        run.react();

        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.world.paused()).isTrue();
        run.quiesce();
        assertThat(run.pods()).isEqualTo(frozen);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anApprovalFromBeforeIsRecordedAnew(Off how, Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Approved);
        offAndOn(run, how, 1);
        run.react();

        assertThat(run.state()).isEqualTo(GateState.Approved);
        assertThat(run.world.paused()).isTrue();
        run.quiesce();
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatRolledOutWhileSuspendedIsAdopted(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.suspended = true;
        run.react();
        run.resume(true);
        run.apply("v2");
        run.resume(true);
        run.controller.settle();
        run.react();
        run.suspended = false;
        run.news();
        run.react().quiesce();

        boolean refused = arming == Arming.AlwaysPaused;
        assertThat(run.news())
                .startsWith(refused ? Reason.Armed : Reason.Adopted)
                .doesNotContain(Reason.Bypassed);
        assertThat(run.pods()).isEqualTo(refused ? "v1=3" : "v2=3");
        assertThat(run.state()).isEqualTo(GateState.Armed);
    }

    @ParameterizedTest
    @MethodSource("withoutAnotherMode")
    void aFreezeThatCameTooLateStaysOneAndIsNotAdopted(Off how, Arming arming) {
        GateRun run = GateRun.firstLaunch(arming, true).items(Items.PASSING);
        run.react().react();
        run.controller.settle();
        run.items(REGRESSED).react().quiesce();
        assertThat(run.state()).isEqualTo(GateState.Frozen);
        offAndOn(run, how, 2);
        run.react().quiesce();

        assertThat(run.state()).isEqualTo(GateState.Frozen);
        assertThat(run.status.promoted()).isEmpty();
        assertThat(run.world.paused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Pause")
    void aRolloutThatRunsWhenTheGateComesBackIsWaitedFor(GateMode mode) {
        GateRun run = GateRun.armed(Arming.AlwaysPausedUnguarded).mode(mode).items(Items.PASSING);
        run.react();
        run.resume(true);
        run.apply("v2");
        run.controller.step();
        run.react().items(Items.FAILING).mode(GateMode.Pause).react();

        assertThat(run.state()).isEqualTo(GateState.Unarmed);
        assertThat(run.world.paused()).isFalse();
        run.quiesce();
        assertThat(run.news()).contains(Reason.Adopted).doesNotContain(Reason.Bypassed);
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.pods()).isEqualTo("v2=3");
    }

    @Test
    void aSimulatedReleaseOfModeAuditIsNoRelease() {
        GateRun run = GateRun.armed(Arming.AlwaysPaused).mode(GateMode.Audit).items(Items.PASSING);
        run.react();
        run.apply("v2");
        run.react();
        assertThat(run.news()).endsWith(Reason.WouldRelease);
        GateStatus audited = run.status;
        run.items(Items.FAILING).mode(GateMode.Pause);
        for (GateState state : GateState.values()) {
            run.status = new GateStatus(
                    state.name(),
                    null,
                    audited.since(),
                    audited.candidate(),
                    audited.running(),
                    audited.approved(),
                    audited.promoted(),
                    null,
                    "edited",
                    null);
            run.react();
            assertThat(run.state()).as("after %s", state).isEqualTo(GateState.Held);
            assertThat(run.world.paused()).isTrue();
        }
    }

    @Test
    void modeAuditSaysWhatItWouldHaveDoneOnce() {
        GateRun run = GateRun.armed(Arming.AlwaysPausedUnguarded);
        run.resume(true);
        run.mode(GateMode.Audit).react();
        run.apply("v2");
        run.news();
        for (int pass = 0; pass < 3; pass++) {
            run.react();
        }
        assertThat(run.state()).isEqualTo(GateState.Auditing);
        assertThat(run.status.message()).isEqualTo("would be held by 1 item: public-name (RecordMissing)");
        assertThat(run.news()).containsExactly(Reason.WouldHold);
        run.items(Items.PASSING);
        for (int pass = 0; pass < 3; pass++) {
            run.react();
        }
        assertThat(run.news()).containsExactly(Reason.WouldRelease);
        assertThat(run.status.message()).isEqualTo("v2 would be released: every blocking item passes");
        run.quiesce();
        assertThat(run.news()).containsExactly(Reason.Promoted);
        assertThat(run.status.message()).isEqualTo("nothing waits; mode Audit holds nothing");
    }

    @Test
    void modeSignalPublishesTheVerdict() {
        GateRun run = GateRun.armed(Arming.AlwaysPausedUnguarded);
        run.mode(GateMode.Signal);
        run.apply("v2");
        run.react();
        assertThat(run.state()).isEqualTo(GateState.Signalling);
        assertThat(run.status.message())
                .isEqualTo("v2 would be held by 1 item: public-name (RecordMissing);"
                        + " the Deployment is paused, and in mode Signal Launchgate resumes nothing");
        run.items(Items.PASSING).react();
        assertThat(run.status.message())
                .isEqualTo("v2 may go out; the Deployment is paused, and in mode Signal Launchgate resumes nothing");
        run.resume(true);
        run.react();
        assertThat(run.status.message()).isEqualTo("v2 may go out");
    }
}
