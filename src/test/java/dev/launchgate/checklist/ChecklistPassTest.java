package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.Templates;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole passes, from the spec to the status, with doubles where the world begins. */
class ChecklistPassTest {
    private static final String AFTER = """
            target: {name: web}
            items:
            - name: port
              phase: AfterRelease
              tcp: {targets: ["vm.example.com:9100"]}
            """;

    /** v1 runs, v2 waits for the port. */
    private static PassWorld held() {
        PassWorld world = new PassWorld().running().answer(FakeProbes.REFUSED);
        world.settle();
        world.apply("v2").settle();
        return world;
    }

    @Test
    void adoptsHoldsReleasesAndPromotes() {
        PassWorld world = new PassWorld().running().answer(FakeProbes.REFUSED);
        assertThat(world.settle()).containsExactly(Reason.Adopted, Reason.Armed);
        assertThat(world.paused()).isTrue();

        assertThat(world.apply("v2").settle()).containsExactly(Reason.Held);
        assertThat(world.state()).isEqualTo("Held");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("False ConnectionRefused");
        assertThat(world.condition(ConditionType.Held)).isEqualTo("True CandidateWaits");
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("True AlwaysPausedUnguarded");
        assertThat(world.status().summary().text()).isEqualTo("1/2");
        assertThat(world.status().summary().manual()).isEqualTo(1);
        assertThat(world.status().gate().message()).isEqualTo("held by 1 item: port (ConnectionRefused)");

        assertThat(world.answer(FakeProbes.OPEN).settle()).isEmpty();
        assertThat(world.item("port").message()).isEqualTo("passed 1 of 2 times in a row");
        assertThat(world.condition(ConditionType.Reconciling)).isEqualTo("True NotMeasuredYet");

        assertThat(world.answer(FakeProbes.OPEN).settle()).containsExactly(Reason.Approved, Reason.Released);
        assertThat(world.paused()).isFalse();
        assertThat(world.condition(ConditionType.Promoted)).isEqualTo("Unknown Releasing");

        assertThat(world.pods("v2", 3).pods("v1", 0).settle()).containsExactly(Reason.Promoted, Reason.Armed);
        assertThat(world.condition(ConditionType.Promoted)).isEqualTo("True RolloutComplete");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
        assertThat(world.status().history())
                .extracting(HistoryEntry::reason, HistoryEntry::revision)
                .containsExactly(tuple("Adopted", "v1"), tuple("Released", "v2"), tuple("Promoted", "v2"));
    }

    @Test
    void aHundredPassesOverTheSameWorldAreSilent() {
        PassWorld world = held();
        LaunchChecklistStatus before = world.status();
        int moves = world.gate.moves.size();
        for (int pass = 0; pass < 100; pass++) {
            ChecklistPass.Result made = world.tick(Duration.ofSeconds(1)).pass().orElseThrow();
            assertThat(made.status()).isEqualTo(before);
            assertThat(made.transitions()).isEmpty();
            assertThat(made.again()).isEmpty();
        }
        assertThat(world.gate.moves).hasSize(moves);
    }

    @Test
    void aNewProcessShowsWhatTheStatusSaysAndDecidesNothingOnIt() {
        PassWorld world = held();
        world.answer(FakeProbes.OPEN).settle();
        world.answer(FakeProbes.OPEN).pass();
        assertThat(world.state()).isEqualTo("Approved");
        world.restart();

        assertThat(world.settle()).containsExactly(Reason.Held);
        assertThat(world.item("port").verdict()).isEqualTo("Pass");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
        assertThat(world.status().gate().message()).isEqualTo("held until the items are measured again");
        assertThat(world.paused()).isTrue();
        assertThat(world.answer(FakeProbes.OPEN).settle()).containsExactly(Reason.Approved, Reason.Released);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 0})
    void aNewProcessChangesNoStatus(int replicas) {
        PassWorld world = new PassWorld().running();
        world.settle();
        world.deployment().withObject("/spec").put("replicas", replicas);
        world.pods("v1", replicas).settle();
        world.answer(FakeProbes.OPEN).settle();
        world.answer(FakeProbes.OPEN).settle();
        LaunchChecklistStatus before = world.status();
        world.restart().pass();

        assertThat(world.status()).isEqualTo(before);
    }

    /** What is told only after the write must come again with its repetition, whatever was done meanwhile. */
    @Test
    void aPassWhoseStatusWasRefusedTellsTheSameAgain() {
        PassWorld world = new PassWorld().running().answer(FakeProbes.REFUSED);
        assertThat(world.unwritten()).containsExactly(Reason.Adopted, Reason.Armed);
        assertThat(world.unwritten()).containsExactly(Reason.Adopted, Reason.Armed);
        world.settle();

        world.apply("v2");
        assertThat(world.unwritten()).containsExactly(Reason.Held);
        assertThat(world.unwritten()).containsExactly(Reason.Held);
        world.settle();

        world.answer(FakeProbes.OPEN).settle();
        world.answer(FakeProbes.OPEN);
        assertThat(world.unwritten()).containsExactly(Reason.Approved);
        assertThat(world.unwritten()).containsExactly(Reason.Approved);
        world.pass();
        assertThat(world.unwritten()).containsExactly(Reason.Released);
        assertThat(world.paused()).isFalse();
        assertThat(world.unwritten()).containsExactly(Reason.Released);
        world.settle();

        world.pods("v2", 3).pods("v1", 0);
        assertThat(world.unwritten()).containsExactly(Reason.Promoted, Reason.Armed);
        assertThat(world.unwritten()).containsExactly(Reason.Promoted, Reason.Armed);
    }

    @Test
    void nothingIsSaidWhileTheCachesFill() {
        PassWorld world = new PassWorld().running();
        world.cluster.obstacle(ResourceKind.DEPLOYMENT, Obstacle.notSynced(ResourceKind.DEPLOYMENT));
        assertThat(world.pass()).isEmpty();
        world.cluster.noObstacles().obstacle(ResourceKind.REPLICA_SET, Obstacle.notSynced(ResourceKind.REPLICA_SET));
        assertThat(world.pass()).isEmpty();
        world.cluster.noObstacles().obstacle(ResourceKind.ROLLOUT, Obstacle.notSynced(ResourceKind.ROLLOUT));
        assertThat(world.pass()).isEmpty();
        assertThat(world.checklist.getStatus()).isNull();
    }

    @Test
    void aRefusedItemClosesTheGateAndHidesNoOther() {
        PassWorld world = new PassWorld(PassWorld.SPEC + "- name: broken\n  tcp: {targets: [\"no port\"]}\n").running();
        world.answer(FakeProbes.OPEN).settle();
        world.apply("v2").settle();
        world.answer(FakeProbes.OPEN).settle();
        world.answer(FakeProbes.OPEN).settle();

        assertThat(world.state()).isEqualTo("Held");
        assertThat(world.status().gate().message())
                .isEqualTo("held: the checklist's spec cannot be acted on, see condition Accepted");
        assertThat(world.condition(ConditionType.Accepted)).isEqualTo("False InvalidSpec");
        assertThat(world.message(ConditionType.Accepted)).startsWith("spec.items[2].tcp.targets[0]: ");
        assertThat(world.condition(ConditionType.Stalled)).isEqualTo("True InvalidSpec");
        assertThat(world.item("broken").verdict()).isEqualTo("Unknown");
        assertThat(world.item("broken").reason()).isEqualTo("InvalidItem");
        assertThat(world.item("port").verdict()).isEqualTo("Pass");
        assertThat(world.paused()).isTrue();
    }

    /** N02. */
    @Test
    void anInvalidSpecInBetweenLeavesNoTrace() {
        PassWorld world = held();
        LaunchChecklistStatus before = world.status();
        world.edit(PassWorld.SPEC.replace("9100", "0")).settle();
        assertThat(world.condition(ConditionType.Accepted)).isEqualTo("False InvalidSpec");
        world.edit(PassWorld.SPEC).settle();

        assertThat(world.status().gate()).isEqualTo(before.gate());
        assertThat(world.status().items())
                .extracting(ItemStatus::verdict, ItemStatus::reason, ItemStatus::message)
                .containsExactlyElementsOf(before.items().stream()
                        .map(item -> tuple(item.verdict(), item.reason(), item.message()))
                        .toList());
        assertThat(world.condition(ConditionType.Stalled)).isEqualTo("absent");
    }

    @Test
    void aSpecThatCannotBeReadTouchesNothing() {
        PassWorld world = held();
        int moves = world.gate.moves.size();
        world.edit("target: {name: web}\ngate: {mode: Sideways}\nitems: []\n").settle();

        assertThat(world.condition(ConditionType.Accepted)).isEqualTo("False InvalidSpec");
        assertThat(world.state()).isEqualTo("Unarmed");
        assertThat(world.paused()).isTrue();
        assertThat(world.gate.moves).hasSize(moves);
        world.edit(PassWorld.SPEC).settle();
        assertThat(world.state()).isEqualTo("Held");
    }

    @Test
    void aSuspendedChecklistMeasuresAndTouchesNothing() {
        PassWorld world = held();
        int moves = world.gate.moves.size();
        world.edit("suspend: true\n" + PassWorld.SPEC);
        assertThat(world.settle()).isEmpty();

        assertThat(world.state()).isEqualTo("Suspended");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("Unknown Suspended");
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("False Suspended");
        assertThat(world.condition(ConditionType.Reconciling)).isEqualTo("absent");
        assertThat(world.item("port").reason()).isEqualTo("Suspended");
        assertThat(world.probes.wishes).isEmpty();
        assertThat(world.gate.moves).hasSize(moves);
        assertThat(world.edit(PassWorld.SPEC).settle()).containsExactly(Reason.Held);
        assertThat(world.state()).isEqualTo("Held");
    }

    @ParameterizedTest
    @CsvSource({
        "'suspend: true', Suspended, 'spec.suspend is true: new revisions are neither held nor released by Launchgate'",
        "'gate: {mode: Signal}', Signalling, 'gate.mode is Signal: the verdict is published, nothing is held'",
        "'gate: {mode: Audit}', Auditing, 'gate.mode is Audit: what would have been held is recorded, nothing is held'"
    })
    void aGateThatIsSwitchedOffLeavesThePauseAndSaysHowToEndIt(String off, String state, String message) {
        PassWorld world = new PassWorld().running();
        world.settle();
        world.edit(off + "\n" + PassWorld.SPEC).settle();

        assertThat(world.paused()).isTrue();
        assertThat(world.gate.notes).isEqualTo(state);
        assertThat(world.message(ConditionType.Enforced))
                .isEqualTo(message
                        + "; spec.paused, which Launchgate set before, is still true, so no new revision starts. To resume"
                        + " it: kubectl -n ml rollout resume deployment/web");
        world.deployment().withObject("/metadata/labels").put("launchgate.dev/gate", "enabled");
        world.settle();
        assertThat(world.message(ConditionType.Enforced)).contains("kubectl -n ml patch deployment web --type=merge");

        world.deployment().withObject("/spec").put("paused", false);
        world.settle();
        assertThat(world.message(ConditionType.Enforced)).startsWith(message + "; the Deployment has label");
    }

    /** Nothing is known of the target for a moment, and what was said of it stays said. */
    @Test
    void aNewProcessChangesNoStatusOfASuspendedChecklist() {
        PassWorld world = held();
        world.edit("suspend: true\n" + PassWorld.SPEC).settle();
        world.restart();
        world.cluster.obstacle(ResourceKind.DEPLOYMENT, Obstacle.notSynced(ResourceKind.DEPLOYMENT));

        assertThat(world.pass()).isEmpty();
    }

    @Test
    void whatIsNotedOnATargetThatCannotBeGatedAnyMoreIsCorrected() {
        PassWorld world = held();
        world.deployment().withObject("/spec").put("revisionHistoryLimit", 0);
        world.settle();

        assertThat(world.state()).isEqualTo("Unarmed");
        assertThat(world.gate.notes).isEqualTo("Unarmed");
    }

    @Test
    void aTargetThatIsGoneUnarmsAndForgetsNoPromotion() {
        PassWorld world = held();
        String deployment = world.deployment().toString();
        world.cluster.without(ResourceKind.DEPLOYMENT, "web");
        world.settle();
        assertThat(world.condition(ConditionType.Accepted)).isEqualTo("False TargetNotFound");
        assertThat(world.message(ConditionType.Accepted))
                .isEqualTo("Deployment web not found in ml; create it or correct spec.target");
        assertThat(world.condition(ConditionType.Stalled)).isEqualTo("absent");
        assertThat(world.state()).isEqualTo("Unarmed");
        assertThat(world.status().gate().promoted()).hasSize(1);

        world.cluster.with(ResourceKind.DEPLOYMENT, deployment);
        assertThat(world.settle()).containsExactly(Reason.Held);
    }

    /** N10. */
    @Test
    void theOlderOfTwoChecklistsDecidesAndItsEndOpensNothing() {
        PassWorld world = held();
        world.checklist.setStatus(null);
        world.cluster.with(ResourceKind.LAUNCH_CHECKLIST, """
                metadata: {name: older, creationTimestamp: "2026-10-01T00:00:00Z"}
                spec: {target: {name: web}}
                """);
        world.settle();
        assertThat(world.condition(ConditionType.Accepted)).isEqualTo("False TargetTaken");
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("False NotArmed");
        assertThat(world.state()).isEqualTo("Unarmed");

        world.cluster.without(ResourceKind.LAUNCH_CHECKLIST, "older");
        assertThat(world.settle()).containsExactly(Reason.Adopted, Reason.Held);
        assertThat(world.paused()).isTrue();
        assertThat(world.status().history()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo("v1");
            assertThat(entry.templateHash()).isEqualTo(Templates.template("v1").identity());
        });
    }

    @Test
    void otherModesMoveNothing() {
        PassWorld world = new PassWorld("gate: {mode: Audit}\n" + PassWorld.SPEC).running();
        world.answer(FakeProbes.REFUSED).apply("v2").settle();
        assertThat(world.state()).isEqualTo("Auditing");
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("False ModeAudit");
        assertThat(world.condition(ConditionType.Held)).isEqualTo("False NothingWaits");
        world.edit("gate: {mode: Signal}\n" + PassWorld.SPEC).settle();
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("False ModeSignal");
        assertThat(world.gate.moves).isEmpty();
    }

    /** Admission knows the label and nothing of modes: what it pauses nobody would look for in a checklist that holds nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"gate: {mode: Signal}", "gate: {mode: Audit}", "suspend: true"})
    void aChecklistThatHoldsNothingSaysThatThePoliciesStillDo(String off) {
        PassWorld world = new PassWorld(off + "\n" + PassWorld.SPEC).running();
        world.settle();
        String bare = world.message(ConditionType.Enforced);
        assertThat(bare).doesNotContain("launchgate.dev/gate");

        world.deployment().withObject("/metadata/labels").put("launchgate.dev/gate", "enabled");
        world.settle();

        assertThat(world.message(ConditionType.Enforced))
                .isEqualTo(bare + "; the Deployment has label launchgate.dev/gate, so the policies, if installed, pause"
                        + " each new template all the same: taking the label off takes the verb override and a fresh"
                        + " launchgate.dev/break-glass");
    }

    @Test
    void aModeIsOverThoughItsFirstWriteIsOvertaken() {
        PassWorld world = new PassWorld("gate: {mode: Signal}\n" + PassWorld.SPEC).running();
        world.settle();
        world.gate.overtaken = true;
        ChecklistPass.Result made = world.edit(PassWorld.SPEC).pass().orElseThrow();

        assertThat(made.again()).contains(Duration.ZERO);
        assertThat(world.state()).isEqualTo("Unarmed");
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("False NotArmed");
        world.gate.overtaken = false;
        world.settle();
        assertThat(world.state()).isEqualTo("Armed");
    }

    @Test
    void anotherOwnerOfThePauseIsNamed() {
        PassWorld world = new PassWorld().running();
        world.gate.contested = true;
        world.pass();
        assertThat(world.condition(ConditionType.Enforced)).isEqualTo("False PauseFieldConflict");
        assertThat(world.message(ConditionType.Enforced)).isEqualTo("field manager argocd owns it");
    }

    @Test
    void aReleaseThatSomebodyRefusesIsToldOnceAndTriedAgain() {
        PassWorld world = held();
        world.gate.refused = true;
        world.answer(FakeProbes.OPEN).settle();
        assertThat(world.answer(FakeProbes.OPEN).settle()).containsExactly(Reason.Approved);
        assertThat(world.state()).isEqualTo("Approved");
        assertThat(world.condition(ConditionType.Held)).isEqualTo("True ReleaseRefused");
        assertThat(world.condition(ConditionType.Promoted)).isEqualTo("Unknown Releasing");
        LaunchChecklistStatus refused = world.status();
        ChecklistPass.Result again = world.pass().orElseThrow();
        assertThat(again.again()).contains(Duration.ofSeconds(8));
        assertThat(again.status()).isEqualTo(refused);

        world.gate.refused = false;
        assertThat(world.settle()).containsExactly(Reason.Released);
        assertThat(world.condition(ConditionType.Held)).isEqualTo("False NothingWaits");
        assertThat(world.status().gate().objection()).isNull();
    }

    @Test
    void itemsOfTheRolloutAwaitPodsAndAnAnswerFromAfterThem() {
        PassWorld world = new PassWorld(AFTER).running().answer(FakeProbes.REFUSED);
        world.settle();
        assertThat(world.apply("v2").settle()).containsExactly(Reason.Approved, Reason.Released);
        assertThat(world.state()).isEqualTo("Releasing");
        assertThat(world.item("port").reason()).isEqualTo("AwaitsRelease");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
        assertThat(world.probes.wishes.get("ml/web")).noneMatch(Subscription::wakeOnEveryAnswer);

        world.answer(FakeProbes.REFUSED).pods("v2", 1).settle();
        assertThat(world.state()).isEqualTo("Releasing");
        assertThat(world.item("port").message()).isEqualTo("not measured yet since the new revision serves");
        assertThat(world.probes.wishes.get("ml/web")).allMatch(Subscription::wakeOnEveryAnswer);

        assertThat(world.answer(FakeProbes.REFUSED).settle()).containsExactly(Reason.Frozen);
        assertThat(world.condition(ConditionType.Promoted)).isEqualTo("False Regressed");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("False ConnectionRefused");
        assertThat(world.gate.moves.getLast()).isInstanceOf(GateMove.Pause.class);
        world.answer(FakeProbes.OPEN).settle();
        assertThat(world.answer(FakeProbes.OPEN).settle())
                .containsExactly(Reason.Retried, Reason.Approved, Reason.Released);
        world.pods("v2", 3).pods("v1", 0).settle();
        assertThat(world.state()).isEqualTo("Armed");
    }

    @Test
    void aRegressionThatIsOnlyReportedIsACondition() {
        PassWorld world = new PassWorld("gate: {onRegression: Report}\n" + AFTER).running();
        world.settle();
        world.apply("v2").settle();
        world.pods("v2", 1).answer(FakeProbes.REFUSED).settle();
        world.answer(FakeProbes.REFUSED).settle();

        assertThat(world.state()).isEqualTo("Releasing");
        assertThat(world.condition(ConditionType.Promoted)).isEqualTo("False Regressed");
        assertThat(world.paused()).isFalse();
    }

    @Test
    void aDeadlineIsToldAndOpensNothing() {
        PassWorld world = new PassWorld("gate: {deadline: 1h}\n" + PassWorld.SPEC)
                .running()
                .answer(FakeProbes.REFUSED);
        world.settle();
        world.apply("v2").settle();
        world.tick(Duration.ofMinutes(59)).answer(FakeProbes.REFUSED).settle();
        assertThat(world.condition(ConditionType.Held)).isEqualTo("True CandidateWaits");
        world.tick(Duration.ofMinutes(1)).answer(FakeProbes.REFUSED).settle();

        assertThat(world.condition(ConditionType.Held)).isEqualTo("True DeadlinePassed");
        assertThat(world.message(ConditionType.Held))
                .isEqualTo("longer than gate.deadline 1h; held by 1 item: port (ConnectionRefused)");
        assertThat(world.paused()).isTrue();
    }

    @Test
    void aCandidateWhoseNameIsALieOfControlCharactersIsHeldLikeAnyOther() {
        PassWorld world = new PassWorld().running().answer(FakeProbes.REFUSED);
        world.settle();
        world.deployment()
                .withObject("/spec/template/metadata/annotations")
                .put("launchgate.dev/revision", "v2\u202E\n" + "\uD83D\uDE80".repeat(2000));
        world.settle();

        assertThat(world.state()).isEqualTo("Held");
        assertThat(world.status().gate().candidate().revision())
                .startsWith("v2\uD83D\uDE80")
                .hasSize(128);
        PodTemplate wanted = PodTemplate.of(world.deployment().at("/spec/template"));
        assertThat(world.status().gate().candidate().templateHash()).isEqualTo(wanted.identity());
    }
}
