package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.ReleaseHistory;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.Items;
import dev.launchgate.gate.Workload;
import dev.launchgate.gate.WorkloadBuilder;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From the outcome of a pass to the status: conditions, rows, sums and history. */
class StatusComposerTest {
    private static final String THEN = "2026-11-20T09:00:00Z";
    private static final String NOW = "2026-11-20T10:00:00Z";
    private static final Revision V1 = new Revision("hash-1", List.of(), "v1");
    private static final Revision V2 = new Revision("hash-2", List.of(), "v2");

    private GateSpec spec = GateSpec.DEFAULT;
    private Acceptance acceptance = Acceptance.ACCEPTED;
    private Readiness readiness = Items.PASSING;
    private GateStatus gate = gate(GateState.Held, "AutoHold", V2);
    private List<Transition> transitions = List.of();
    private Optional<Workload> workload = Optional.empty();
    private String remedy = "";
    private LaunchChecklistStatus before = LaunchChecklistStatus.EMPTY;

    private static GateStatus gate(GateState state, @Nullable String arming, @Nullable Revision candidate) {
        return new GateStatus(
                state.name(),
                arming,
                THEN,
                candidate,
                V1,
                null,
                List.of(new Promotion("hash-1", "v1", THEN, null)),
                null,
                "as the gate says",
                null);
    }

    private static GateStatus neverPromoted(GateState state) {
        return new GateStatus(
                state.name(), "AutoHold", THEN, V2, null, null, List.of(), null, "as the gate says", null);
    }

    private LaunchChecklistStatus compose() {
        LaunchChecklistStatus made = new StatusComposer()
                .compose(
                        before,
                        new PassOutcome(3, spec, acceptance, readiness, gate, transitions, workload, remedy, NOW));
        StatusContract.check(before, made);
        return made;
    }

    private String condition(ConditionType type) {
        return ConditionSet.find(compose().conditions(), type)
                .map(found -> found.getStatus() + " " + found.getReason())
                .orElse("absent");
    }

    private String message(ConditionType type) {
        return ConditionSet.find(compose().conditions(), type).orElseThrow().getMessage();
    }

    // ---- Ready ----

    @Test
    void readyWhenEveryBlockingItemPasses() {
        assertThat(condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
        readiness = Items.readiness(Items.remembered(Items.item("name", Verdict.Pass)));
        assertThat(condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
        readiness = Items.readiness(Items.item("name", Verdict.Fail, Severity.Advisory, Phase.BeforeRelease));
        assertThat(condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
    }

    /** Also by what is remembered of it: a restart must not look like a recovery. */
    @Test
    void notReadyWhileSomethingThatBlocksFailsAfterTheRelease() {
        ItemResult failing = Items.item("errors", Verdict.Fail, Severity.Blocking, Phase.AfterRelease);
        readiness = Items.readiness(failing);
        assertThat(condition(ConditionType.Ready)).isEqualTo("False RecordMissing");
        readiness = Items.readiness(Items.remembered(failing));
        assertThat(condition(ConditionType.Ready)).isEqualTo("False RecordMissing");
        readiness = Items.readiness(Items.item("errors", Verdict.Pending, Severity.Blocking, Phase.AfterRelease));
        assertThat(condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
        readiness = Items.readiness(Items.item("errors", Verdict.Fail, Severity.Advisory, Phase.AfterRelease));
        assertThat(condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
    }

    @Test
    void notReadyForTheReasonOfTheOneOrForSeveral() {
        readiness = Items.FAILING;
        assertThat(condition(ConditionType.Ready)).isEqualTo("False RecordMissing");
        assertThat(message(ConditionType.Ready)).isEqualTo("public-name: told public-name");
        readiness = Items.readiness(Items.item("a", Verdict.Fail), Items.item("b", Verdict.Unknown));
        assertThat(condition(ConditionType.Ready)).isEqualTo("False SeveralItemsBlock");
        assertThat(message(ConditionType.Ready)).isEqualTo("a: told a; b: told b");
    }

    @Test
    void atMostFiveBlockersAreTold() {
        readiness = new Readiness(
                List.of("a", "b", "c", "d", "e", "f", "g").stream()
                        .map(name -> Items.item(name, Verdict.Fail))
                        .toList(),
                true);
        assertThat(message(ConditionType.Ready))
                .isEqualTo("a: told a; b: told b; c: told c; d: told d; e: told e (and 2 more)");
    }

    @Test
    void readyIsUnknownBeforeTheFirstMeasurementAndWhileSuspended() {
        readiness = Items.readiness(Items.item("a", Verdict.Pending), Items.item("b", Verdict.Pending));
        assertThat(condition(ConditionType.Ready)).isEqualTo("Unknown NotEvaluated");
        readiness = Items.readiness(Items.item("a", Verdict.Pending), Items.item("b", Verdict.Fail));
        assertThat(condition(ConditionType.Ready)).isEqualTo("False SeveralItemsBlock");
        gate = gate(GateState.Suspended, null, null);
        assertThat(condition(ConditionType.Ready)).isEqualTo("Unknown Suspended");
    }

    // ---- Accepted, Stalled, Reconciling ----

    @ParameterizedTest(name = "{0}: stalled {1}")
    @CsvSource({"InvalidSpec,true", "UnsupportedTarget,true", "TargetTaken,true", "TargetNotFound,false"})
    void whatIsNotAcceptedIsNotReadyAndStalledOnlyIfAPersonMustChangeIt(Reason reason, boolean stalled) {
        acceptance = new Acceptance(reason, "because of that");
        gate = gate(GateState.Unarmed, null, null);
        assertThat(condition(ConditionType.Accepted)).isEqualTo("False " + reason);
        assertThat(condition(ConditionType.Ready)).isEqualTo("False " + reason);
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False NotArmed");
        assertThat(message(ConditionType.Enforced)).isEqualTo("not armed: because of that");
        assertThat(condition(ConditionType.Stalled)).isEqualTo(stalled ? "True " + reason : "absent");
        readiness = Items.readiness(Items.item("a", Verdict.Pending));
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("absent");
    }

    @ParameterizedTest
    @EnumSource
    void aFailingItemIsNeitherStalledNorWorkUnderWay(Verdict verdict) {
        readiness = Items.readiness(Items.item("a", verdict));
        gate = gate(GateState.Armed, "AutoHold", null);
        assertThat(condition(ConditionType.Stalled)).isEqualTo("absent");
        assertThat(condition(ConditionType.Reconciling))
                .isEqualTo(verdict == Verdict.Pending ? "True NotMeasuredYet" : "absent");
    }

    @Test
    void anItemThatAwaitsTheReleaseIsNoWorkUnderWay() {
        ItemResult after = Items.after("errors", Verdict.Pending);
        gate = gate(GateState.Armed, "AutoHold", null);
        readiness = Items.readiness(new ItemResult(
                after.name(),
                after.kind(),
                after.section(),
                after.severity(),
                after.phase(),
                after.verdict(),
                Reason.AwaitsRelease,
                "later",
                false));
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("absent");
    }

    @ParameterizedTest
    @CsvSource({
        "Unarmed,True NotArmed",
        "Armed,absent",
        "Held,True CandidateWaits",
        "Approved,True Releasing",
        "Releasing,True Releasing",
        "Frozen,True Frozen",
        "Bypassed,True Bypassed",
        "Suspended,absent",
        "Signalling,absent",
        "Auditing,absent"
    })
    void workIsUnderWayInEveryStateThatIsNotAtRest(GateState state, String expected) {
        gate = gate(state, "AutoHold", V2);
        assertThat(condition(ConditionType.Reconciling)).isEqualTo(expected);
        assertThat(condition(ConditionType.Stalled)).isEqualTo("absent");
    }

    @Test
    void aRolloutThatStoppedIsStalledUnlessAnItemFails() {
        gate = gate(GateState.Frozen, "AutoHold", V2);
        workload =
                Optional.of(WorkloadBuilder.wanting("v2").set("v1", 2).stuck().build());
        assertThat(condition(ConditionType.Stalled)).isEqualTo("True RolloutFailed");
        assertThat(message(ConditionType.Stalled)).isEqualTo("as the gate says");
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("absent");
        readiness = Items.readiness(Items.after("errors", Verdict.Fail));
        assertThat(condition(ConditionType.Stalled)).isEqualTo("absent");
        assertThat(condition(ConditionType.Reconciling)).isEqualTo("True Frozen");
    }

    // ---- Held ----

    @ParameterizedTest
    @EnumSource
    void heldWhileACandidateWaits(GateState state) {
        gate = gate(state, "AutoHold", V2);
        boolean held = state == GateState.Held || state == GateState.Approved;
        assertThat(condition(ConditionType.Held)).isEqualTo(held ? "True CandidateWaits" : "False NothingWaits");
    }

    @ParameterizedTest(name = "deadline {0}: {1}")
    @CsvSource({"1h,True DeadlinePassed", "61m,True CandidateWaits", "nonsense,True CandidateWaits"})
    void heldTooLongIsSaid(String deadline, String expected) {
        spec = new GateSpec(null, null, null, null, deadline, null);
        assertThat(condition(ConditionType.Held)).isEqualTo(expected);
    }

    // ---- Enforced ----

    @ParameterizedTest
    @CsvSource({
        "Armed,AutoHold,True AutoHold",
        "Held,AlwaysPaused,True AlwaysPaused",
        "Approved,AlwaysPausedUnguarded,True AlwaysPausedUnguarded",
        "Releasing,AutoHold,True AutoHold",
        "Frozen,AutoHold,True AutoHold",
        "Unarmed,AutoHold,False NotArmed",
        "Bypassed,AutoHold,False NotArmed",
        "Armed,,False NotArmed",
        "Armed,Invented,False NotArmed",
        "Signalling,AutoHold,False NotArmed",
        "Suspended,,False Suspended"
    })
    void enforcedSaysWhatIsClosed(GateState state, @Nullable String arming, String expected) {
        gate = gate(state, arming, V2);
        assertThat(condition(ConditionType.Enforced)).isEqualTo(expected);
    }

    @Test
    void enforcedSaysWhatTheProofFoundMissing() {
        gate = gate(GateState.Held, "AlwaysPausedUnguarded", V2);
        remedy = "guard policy: expected guard/1, saw guard/2; apply the policies of this version of Launchgate";
        assertThat(message(ConditionType.Enforced))
                .isEqualTo(
                        "the Deployment stays paused between promotions; whoever may patch it can resume it, which is"
                                + " seen and recorded. guard policy: expected guard/1, saw guard/2; apply the policies of this"
                                + " version of Launchgate");
    }

    @Test
    void aStateOfAnotherVersionEnforcesNothing() {
        gate = new GateStatus("Ajar", "AutoHold", THEN, null, V1, null, List.of(), null, "as the gate says", null);
        LaunchChecklistStatus made = new StatusComposer()
                .compose(
                        before,
                        new PassOutcome(3, spec, acceptance, readiness, gate, transitions, workload, remedy, NOW));
        assertThat(ConditionSet.find(made.conditions(), ConditionType.Enforced)
                        .orElseThrow()
                        .getReason())
                .isEqualTo("NotArmed");
    }

    @ParameterizedTest
    @CsvSource({"Signal,ModeSignal", "Audit,ModeAudit"})
    void otherModesEnforceNothing(GateMode mode, Reason reason) {
        spec = new GateSpec(mode, null, null, null, null, null);
        gate = gate(GateState.Signalling, null, null);
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False " + reason);
    }

    @Test
    void aConflictIsToldBeforeAnythingElse() {
        gate = gate(GateState.Unarmed, "AutoHold", null).objected("PauseFieldConflict", "argocd owns spec.paused");
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False PauseFieldConflict");
        assertThat(message(ConditionType.Enforced)).isEqualTo("argocd owns spec.paused");
    }

    @Test
    void aRefusedPauseIsToldBeforeAnythingElse() {
        gate = gate(GateState.Unarmed, "AutoHold", null).objected("PauseRefused", "pausing of scoring: refused");
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False PauseRefused");
        assertThat(message(ConditionType.Enforced)).isEqualTo("pausing of scoring: refused");
    }

    @Test
    void aReleaseThatSomebodyRefusesIsToldBeforeTheDeadline() {
        spec = new GateSpec(null, null, null, null, "1m", null);
        gate = gate(GateState.Approved, "AutoHold", V2).objected("ReleaseRefused", "release of v2: refused");
        assertThat(condition(ConditionType.Held)).isEqualTo("True ReleaseRefused");
        assertThat(message(ConditionType.Held)).isEqualTo("release of v2: refused");
        assertThat(condition(ConditionType.Enforced)).isEqualTo("True AutoHold");
    }

    @Test
    void aFirstLaunchThatNobodyPausedIsUngated() {
        gate = neverPromoted(GateState.Unarmed);
        workload = Optional.of(WorkloadBuilder.wanting("v2").set("v2", 1).build());
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False FirstLaunchUngated");
        spec = new GateSpec(null, FirstLaunch.Allow, null, null, null, null);
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False NotArmed");
        spec = GateSpec.DEFAULT;
        gate = gate(GateState.Unarmed, null, null);
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False NotArmed");
    }

    @Test
    void aFreezeThatProtectsNothingAnyMoreSaysSo() {
        gate = gate(GateState.Frozen, "AutoHold", V2);
        workload = Optional.of(
                WorkloadBuilder.wanting("v2").set("v1", 2).set("v2", 1).build());
        assertThat(condition(ConditionType.Enforced)).isEqualTo("True AutoHold");
        workload = Optional.of(WorkloadBuilder.wanting("v2").set("v2", 3).build());
        assertThat(condition(ConditionType.Enforced)).isEqualTo("False FrozenTooLate");
    }

    // ---- Promoted ----

    @ParameterizedTest
    @CsvSource({
        "Armed,True RolloutComplete",
        "Held,True RolloutComplete",
        "Approved,Unknown Releasing",
        "Releasing,Unknown Releasing",
        "Frozen,False RolloutFailed"
    })
    void promotedSaysHowTheLastReleaseWent(GateState state, String expected) {
        gate = gate(state, "AutoHold", V2);
        assertThat(condition(ConditionType.Promoted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Releasing,False Regressed", "Frozen,False Regressed", "Approved,Unknown Releasing"})
    void aRegressionIsToldApart(GateState state, String expected) {
        readiness = Items.readiness(Items.after("errors", Verdict.Fail));
        gate = gate(state, "AutoHold", V2);
        assertThat(condition(ConditionType.Promoted)).isEqualTo(expected);
    }

    @Test
    void nothingWasPromotedBeforeTheFirstRelease() {
        gate = neverPromoted(GateState.Held);
        assertThat(condition(ConditionType.Promoted)).isEqualTo("Unknown NothingPromoted");
    }

    // ---- rows and sums ----

    @Test
    void countsWhatPeopleAskFor() {
        ItemResult manual = new ItemResult(
                "pager",
                "manual",
                Items.item("a", Verdict.Pass).section(),
                Severity.Blocking,
                Phase.BeforeRelease,
                Verdict.Pass,
                Reason.Vouched,
                "ana",
                false);
        readiness = Items.readiness(
                manual,
                Items.item("a", Verdict.NotApplicable),
                Items.item("b", Verdict.Waived),
                Items.item("c", Verdict.Fail),
                Items.item("d", Verdict.Unknown),
                Items.item("e", Verdict.Pending));
        assertThat(compose().summary()).isEqualTo(new LaunchChecklistStatus.Summary("3/6", 3, 6, 1, 1, 1, 5, 1));
    }

    @Test
    void anItemsTimeMovesWithVerdictAndReason() {
        before = compose();
        assertThat(compose().items().getFirst().lastTransitionTime()).isEqualTo(NOW);
        LaunchChecklistStatus.ItemStatus old = before.items().getFirst();
        before = new LaunchChecklistStatus(
                1L,
                List.of(),
                null,
                null,
                List.of(new LaunchChecklistStatus.ItemStatus(
                        old.name(),
                        old.kind(),
                        old.section(),
                        old.severity(),
                        old.phase(),
                        old.verdict(),
                        old.reason(),
                        "other words",
                        old.source(),
                        THEN)),
                null);
        assertThat(compose().items().getFirst().lastTransitionTime()).isEqualTo(THEN);
        readiness = Items.FAILING;
        assertThat(compose().items().getFirst().lastTransitionTime()).isEqualTo(NOW);
    }

    @Test
    void theSameOutcomeGivesTheSameStatus() {
        readiness = Items.FAILING;
        before = compose();
        assertThat(compose()).isEqualTo(before);
    }

    // ---- history ----

    @Test
    void historyKeepsDecisionsOnly() {
        transitions = List.of(
                new Transition(Reason.Held, "v2 held"),
                new Transition(Reason.Released, "released v2"),
                new Transition(Reason.Approved, "recorded"));
        assertThat(compose().history())
                .containsExactly(new HistoryEntry(NOW, "Released", "v2", "hash-2", "released v2"));
    }

    @ParameterizedTest(name = "{0} in state {1} is about {2}")
    @CsvSource({
        "Released,Releasing,v2",
        "Frozen,Frozen,v2",
        "UngatedChange,Held,v2",
        "Bypassed,Bypassed,v2",
        "Bypassed,Held,v1",
        "Adopted,Held,v1",
        "Adopted,Armed,v1",
        "Promoted,Approved,v1"
    })
    void historySaysWhatADecisionWasAbout(Reason reason, GateState state, String revision) {
        gate = gate(state, "AutoHold", state == GateState.Armed ? null : V2);
        transitions = List.of(new Transition(reason, "told"));
        assertThat(compose().history()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(revision);
            assertThat(entry.templateHash()).isEqualTo(revision.equals("v1") ? "hash-1" : "hash-2");
        });
    }

    @Test
    void whatIsPromotedWithoutPodsIsNamedAllTheSame() {
        gate = new GateStatus(
                "Approved",
                "AutoHold",
                THEN,
                V2,
                null,
                null,
                List.of(new Promotion("hash-2", "v2", THEN, null)),
                null,
                "as the gate says",
                null);
        transitions = List.of(new Transition(Reason.Promoted, "told"));
        assertThat(compose().history())
                .singleElement()
                .satisfies(entry -> assertThat(entry.revision()).isEqualTo("v2"));
    }

    @Test
    void historyKeepsTheLastTwenty() {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            transitions = List.of(new Transition(Reason.Released, "number " + i));
            before = compose();
            sizes.add(before.history().size());
        }
        assertThat(sizes).endsWith(19, 20, 20, 20, 20, 20, 20);
        assertThat(before.history().getFirst().message()).isEqualTo("number 5");
        assertThat(before.history().getLast().message()).isEqualTo("number 24");
    }

    /** A rehearsal counts for half a year by default, and a service may release twice a day. */
    @Test
    void whatShowsThatGoingBackWorkedIsNotPushedOut() {
        List<HistoryEntry> back = List.of(
                new HistoryEntry(THEN, "RolledBack", "v1", "hash-1", "let back"),
                new HistoryEntry(THEN, "Promoted", "v1", "hash-1", "serves again"));
        before = new LaunchChecklistStatus(
                1L,
                List.of(),
                null,
                null,
                List.of(),
                Stream.concat(
                                Stream.of(new HistoryEntry(THEN, "Released", "v0", "hash-0", "the oldest")),
                                back.stream())
                        .toList());
        for (int i = 0; i < 40; i++) {
            transitions = List.of(new Transition(Reason.Released, "number " + i));
            before = compose();
        }
        assertThat(before.history()).hasSize(20).startsWith(back.toArray(HistoryEntry[]::new));
        assertThat(before.history().get(2).message()).isEqualTo("number 22");
        assertThat(before.history().getLast().message()).isEqualTo("number 39");
        assertThat(ReleaseHistory.of(before).lastReturn()).contains(Instant.parse(THEN));
    }
}
