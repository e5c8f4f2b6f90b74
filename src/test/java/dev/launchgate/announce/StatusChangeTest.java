package dev.launchgate.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionSet.Status;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people hear of: each thing once, when it changes. */
class StatusChangeTest {
    private static LaunchChecklistStatus status(List<Condition> conditions, ItemStatus... items) {
        return new LaunchChecklistStatus(1L, conditions, null, null, List.of(items), null);
    }

    private static List<Condition> condition(ConditionType type, Reason reason) {
        return new ConditionSet(List.of(), 1, "2026-11-20T10:00:00Z")
                .set(type, Status.False, reason, "told")
                .toList();
    }

    private static ItemStatus item(String verdict, Reason reason) {
        return item(verdict, reason, "Checklist");
    }

    private static ItemStatus item(String verdict, Reason reason, String source) {
        return new ItemStatus(
                "name",
                "dns",
                "Integration",
                "Blocking",
                "BeforeRelease",
                verdict,
                reason.name(),
                "told",
                source,
                "2026-11-20T10:00:00Z");
    }

    private static List<Announcement> between(LaunchChecklistStatus before, LaunchChecklistStatus after) {
        return StatusChange.between(before, after, List.of());
    }

    @Test
    void equalStatusesAnnounceNothing() {
        LaunchChecklistStatus status =
                status(condition(ConditionType.Accepted, Reason.InvalidSpec), item("Fail", Reason.RecordMissing));
        assertThat(between(status, status)).isEmpty();
    }

    @ParameterizedTest(name = "{0} warns: {1}")
    @CsvSource({
        "Held,false",
        "Released,false",
        "Promoted,false",
        "RolledBack,false",
        "Frozen,true",
        "FrozenTooLate,true",
        "Bypassed,true",
        "UngatedChange,true",
        "WrongReplicaSetRisk,true",
        "WouldHold,true",
        "WouldRelease,false"
    })
    void transitionsAreToldOnBothObjects(Reason reason, boolean warns) {
        assertThat(StatusChange.between(
                        LaunchChecklistStatus.EMPTY,
                        LaunchChecklistStatus.EMPTY,
                        List.of(new Transition(reason, "told"), new Transition(reason, "again"))))
                .containsExactly(
                        new Announcement(reason, "told", warns, true), new Announcement(reason, "again", warns, true));
    }

    @ParameterizedTest(name = "{0} {1}: told {2}, warns {3}")
    @CsvSource({
        "Accepted,InvalidSpec,true,true",
        "Accepted,TargetNotFound,true,true",
        "Accepted,UnsupportedTarget,true,true",
        "Accepted,TargetTaken,true,true",
        "Accepted,Accepted,false,false",
        "Held,DeadlinePassed,true,true",
        "Held,ReleaseRefused,true,true",
        "Held,CandidateWaits,false,false",
        "Enforced,PauseFieldConflict,true,true",
        "Enforced,PauseRefused,true,true",
        "Enforced,FirstLaunchUngated,true,true",
        "Enforced,Suspended,true,false",
        "Enforced,AutoHold,false,false",
        "Enforced,NotArmed,false,false",
        "Ready,InvalidSpec,false,false",
        "Stalled,InvalidSpec,false,false",
        "Promoted,RolloutFailed,false,false"
    })
    void conditionsAreToldWhenTheirReasonChangesAndNothingElseTellsIt(
            ConditionType type, Reason reason, boolean told, boolean warns) {
        LaunchChecklistStatus after = status(condition(type, reason));
        List<Announcement> expected = told ? List.of(new Announcement(reason, "told", warns, true)) : List.of();

        assertThat(between(LaunchChecklistStatus.EMPTY, after)).isEqualTo(expected);
        assertThat(between(status(condition(type, Reason.Accepted)), after)).hasSize(told ? 1 : 0);
        assertThat(between(after, after)).isEmpty();
    }

    @ParameterizedTest(name = "{0}/{1} to {2}/{3}: told {4}")
    @CsvSource({
        "Pending,NotMeasuredYet,Fail,RecordMissing,true",
        "Pending,NotMeasuredYet,Pass,AsExpected,false",
        "Pending,Confirming,Pass,AsExpected,true",
        "Fail,RecordMissing,Fail,RecordMissing,false",
        "Fail,RecordMissing,Fail,RecordEmpty,true",
        "Fail,RecordMissing,Pass,AsExpected,true",
        "Fail,RecordMissing,Pending,Confirming,false",
        "Pass,AsExpected,Unknown,Timeout,true",
        "Pass,AsExpected,Pass,DeclaredOnly,true"
    })
    void itemsAreToldWhenVerdictOrReasonChangesButNotOnTheirWay(
            String from, Reason was, String to, Reason is, boolean told) {
        List<Announcement> expected = told
                ? List.of(new Announcement(is, "name: told", to.equals("Fail") || to.equals("Unknown"), false))
                : List.of();
        assertThat(between(status(List.of(), item(from, was)), status(List.of(), item(to, is))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "first {0}: told {2}")
    @CsvSource({"Pass,AsExpected,false", "Fail,RecordMissing,true", "Unknown,Timeout,true"})
    void aNewItemIsToldWhenItIsBad(String verdict, Reason reason, boolean told) {
        assertThat(between(LaunchChecklistStatus.EMPTY, status(List.of(), item(verdict, reason))))
                .hasSize(told ? 1 : 0);
    }

    @Test
    void anItemThatIsGoneIsNotTold() {
        assertThat(between(status(List.of(), item("Fail", Reason.RecordMissing)), LaunchChecklistStatus.EMPTY))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}/{1}: warns {2}")
    @CsvSource({"Fail,MeasureNotDone,true", "Pending,Suspended,true", "Pass,MeasureDone,false"})
    void aMeasureThatIsGoneIsToldAndWarnsUnlessItPassed(String verdict, Reason reason, boolean warns) {
        assertThat(between(
                        status(List.of(), item(verdict, reason, "Postmortem/lost-url")), LaunchChecklistStatus.EMPTY))
                .containsExactly(new Announcement(
                        Reason.MeasureRemoved,
                        "name: no longer an item, was %s/%s; Postmortem lost-url does not ask for it any more, or is gone"
                                .formatted(verdict, reason),
                        warns,
                        false));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonCanBeAnnounced(Reason reason) {
        assertThat(between(LaunchChecklistStatus.EMPTY, status(List.of(), item("Fail", reason))))
                .hasSize(1);
    }
}
