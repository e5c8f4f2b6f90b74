package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can come between the decision to release, its record, and the release. */
class ReleaseInterleavingTest {

    @ParameterizedTest
    @EnumSource
    void holdsAndReleases(Arming arming) {
        GateRun run = GateRun.armed(arming);
        assertThat(run.news()).containsExactly(Reason.Adopted, Reason.Armed);

        run.apply("v2");
        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.status.message()).isEqualTo("held by 1 item: public-name (RecordMissing)");
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.news()).containsExactly(Reason.Held);

        run.items(Items.PASSING).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Armed);
        assertThat(run.world.paused()).isEqualTo(arming != Arming.AutoHold);
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.news()).containsExactly(Reason.Approved, Reason.Released, Reason.Promoted, Reason.Armed);
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void templateChangesBetweenDecisionAndRecord(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.deliver();
        run.decide();
        run.apply("v3");
        run.items(Items.FAILING);
        run.act();
        run.record();
        assertThat(run.state()).isEqualTo(GateState.Approved);

        run.quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
        assertThat(run.status.approved()).isNull();
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void templateChangesBetweenRecordAndRelease(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.deliver();
        run.pass();
        assertThat(run.state()).isEqualTo(GateState.Approved);
        run.decide();
        run.apply("v3");
        run.act();
        run.record();
        assertThat(run.world.paused()).isTrue();
        assertThat(run.state()).isEqualTo(GateState.Approved);

        run.items(Items.FAILING).quiesce();
        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @ParameterizedTest
    @EnumSource
    void anItemFailsBetweenRecordAndRelease(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.deliver();
        run.pass();
        run.items(Items.FAILING).quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.status.approved()).isNull();
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @ParameterizedTest
    @EnumSource
    void theSpecChangesBetweenRecordAndRelease(Arming arming) {
        GateRun run = GateRun.armed(arming).items(Items.PASSING);
        run.apply("v2");
        run.deliver();
        run.pass();
        run.generation++;
        run.pass();

        assertThat(run.state()).isEqualTo(GateState.Approved);
        assertThat(run.status.approved().generation()).isEqualTo(run.generation);
        assertThat(run.world.paused()).isTrue();
        run.quiesce();
        assertThat(run.pods()).isEqualTo("v2=3");
        assertThat(run.ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCrashAfterAnyWriteChangesNothingInTheEnd(Arming arming) {
        List<String> calm = releaseWithCrash(arming, -1, false);
        for (int pass = 0; pass < 8; pass++) {
            assertThat(releaseWithCrash(arming, pass, false))
                    .as("before write %d", pass)
                    .isEqualTo(calm);
            assertThat(releaseWithCrash(arming, pass, true))
                    .as("after write %d", pass)
                    .isEqualTo(calm);
        }
    }

    /** Held, released, promoted; with one pass that dies. */
    private static List<String> releaseWithCrash(Arming arming, int dying, boolean afterTheWrite) {
        GateRun run = GateRun.armed(arming);
        run.apply("v2");
        for (int pass = 0; pass < 10; pass++) {
            if (pass == 2) {
                run.items(Items.PASSING);
            }
            run.deliver();
            if (pass == dying) {
                run.dyingPass(afterTheWrite);
            }
            run.pass();
            run.controller.step();
        }
        run.quiesce();
        assertThat(run.ledger.violations()).isEmpty();
        return End.of(run);
    }

    /** N14. */
    @ParameterizedTest
    @EnumSource
    void aStatusEditedByHandReleasesNothing(Arming arming) {
        GateRun run = GateRun.armed(arming);
        run.apply("v2");
        run.quiesce();
        GateStatus held = run.status;
        run.items(Items.PASSING);
        run.deliver();
        run.pass();
        GateStatus approved = run.status;
        List<GateStatus> edits = new ArrayList<>();
        edits.add(approved);
        for (GateState state : GateState.values()) {
            edits.add(edited(held, state, approved.approved()));
        }
        for (GateStatus edit : edits) {
            run.items(Items.FAILING);
            run.status = edit;
            run.quiesce();
            assertThat(run.pods()).as("edited to %s", edit.state()).isEqualTo("v1=3");
            assertThat(run.state()).as("edited to %s", edit.state()).isEqualTo(GateState.Held);
        }
    }

    private static GateStatus edited(GateStatus held, GateState state, Approval approval) {
        return new GateStatus(
                state.name(),
                held.arming(),
                held.since(),
                held.candidate(),
                held.running(),
                approval,
                held.promoted(),
                null,
                "edited",
                null);
    }

    @Test
    void aStatusWithoutAnyFieldIsReadAsNone() {
        GateRun run = GateRun.armed(Arming.AlwaysPaused);
        run.apply("v2");
        run.status = new GateStatus(
                null,
                null,
                "yesterday",
                new GateStatus.Revision(null, null, null),
                null,
                new Approval(null, null, null, null, null, null, null, null),
                List.of(new GateStatus.Promotion(null, null, null, null)),
                null,
                null,
                null);
        run.quiesce();

        assertThat(run.state()).isEqualTo(GateState.Held);
        assertThat(run.status.since()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(run.pods()).isEqualTo("v1=3");
    }

    @ParameterizedTest
    @EnumSource
    void aHundredPassesOverTheSameWorldAreSilent(Arming arming) {
        for (String tag : List.of("v1", "v2")) {
            GateRun run = GateRun.armed(arming);
            run.apply(tag);
            run.quiesce();
            GateStatus before = run.status;
            run.news();
            for (int pass = 0; pass < 100; pass++) {
                run.tick(Duration.ofMinutes(1));
                assertThat(run.pass()).isFalse();
            }
            assertThat(run.status).isEqualTo(before);
            assertThat(run.news()).isEmpty();
        }
    }
}
