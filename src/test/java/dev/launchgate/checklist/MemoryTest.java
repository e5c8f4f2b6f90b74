package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.Judgement;
import dev.launchgate.gate.Templates;
import dev.launchgate.gate.WorkloadBuilder;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stored status is good for: to show, and to keep words that only a number would change. */
class MemoryTest {
    private static final Memory MEMORY = new Memory(Map.of(
            "health",
            new ItemStatus(
                    "health",
                    "http",
                    "Integration",
                    "Blocking",
                    "BeforeRelease",
                    "Fail",
                    "StatusMismatch",
                    "expected 2xx, saw 503",
                    "Checklist",
                    "2026-11-20T10:00:00Z")));

    @Test
    void anotherLiveNumberIsNoTransition() {
        Judgement now =
                Judgement.fail(Reason.StatusMismatch, "expected 2xx, saw 502").asLive();
        assertThat(MEMORY.steady("health", now))
                .isEqualTo(Judgement.fail(Reason.StatusMismatch, "expected 2xx, saw 503")
                        .asLive());
    }

    /** From one wrong value to another: whoever mends it must see the one that is there. */
    @Test
    void whatElseIsSeenIsToldAsItIsSeenNow() {
        Judgement now = Judgement.fail(Reason.StatusMismatch, "expected 2xx, saw 502");
        assertThat(MEMORY.steady("health", now)).isEqualTo(now);
    }

    @Test
    void anotherReasonOrVerdictIsToldInItsOwnWords() {
        Judgement body =
                Judgement.fail(Reason.BodyMismatch, "body does not match ok").asLive();
        Judgement pass = Judgement.pass("health").asLive();
        assertThat(MEMORY.steady("health", body)).isEqualTo(body);
        assertThat(MEMORY.steady("health", pass)).isEqualTo(pass);
        assertThat(MEMORY.steady("other", body)).isEqualTo(body);
    }

    // ---- which answers are remembered ----

    private static final String HASH = Templates.template("v2").identity();

    private static Memory memory(Long generation, GateStatus gate) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setGeneration(4L);
        LaunchChecklistStatus before = new LaunchChecklistStatus(
                generation, null, null, gate, List.copyOf(MEMORY.items().values()), null);
        TargetReading target = new TargetReading(
                "ml", Optional.of(WorkloadBuilder.wanting("v2").build()), Acceptance.ACCEPTED);
        return Memory.of(checklist, before, target);
    }

    private static GateStatus gate(GateState state, String candidate, String running, String promoted) {
        return new GateStatus(
                state.name(),
                null,
                "",
                candidate == null ? null : new Revision(candidate, null, null),
                running == null ? null : new Revision(running, null, null),
                null,
                promoted == null ? null : List.of(new Promotion(promoted, null, null, null)),
                null,
                "",
                null);
    }

    @Test
    void remembersTheSameSpecAndCandidateOnly() {
        assertThat(memory(4L, gate(GateState.Held, HASH, "other", "other")).items())
                .hasSize(1);
        assertThat(memory(3L, gate(GateState.Held, HASH, "other", "other")).items())
                .isEmpty();
        assertThat(memory(4L, gate(GateState.Held, "other", HASH, HASH)).items())
                .isEmpty();
        assertThat(memory(4L, null).items()).isEmpty();
    }

    @Test
    void whatIsArmedWasJudgedForThePromotedRevisionThoughItHasNoPods() {
        assertThat(memory(4L, gate(GateState.Armed, null, null, HASH)).items()).hasSize(1);
        assertThat(memory(4L, gate(GateState.Armed, null, HASH, "other")).items())
                .isEmpty();
        assertThat(memory(4L, gate(GateState.Unarmed, null, HASH, "other")).items())
                .hasSize(1);
        assertThat(memory(4L, gate(GateState.Unarmed, null, "other", HASH)).items())
                .isEmpty();
    }

    private static ItemResult result(Verdict verdict, Reason reason) {
        return new ItemResult(
                "health",
                "http",
                Section.Integration,
                Severity.Blocking,
                Phase.BeforeRelease,
                verdict,
                reason,
                "now",
                false);
    }

    @ParameterizedTest(name = "{0} {1}, judged before {2}: remembered {3}")
    @CsvSource({
        "Pending,NotMeasuredYet,false,true",
        "Pending,Confirming,false,true",
        "Pending,NotMeasuredYet,true,false",
        "Pending,AwaitsRelease,false,false",
        "Unknown,Timeout,false,false",
        "Pass,AsExpected,false,false"
    })
    void showsTheOldAnswerUntilThisProcessHasOne(Verdict verdict, Reason reason, boolean judged, boolean remembered) {
        ItemResult now = result(verdict, reason);
        ItemResult shown = MEMORY.remember(now, judged);
        assertThat(shown.remembered()).isEqualTo(remembered);
        if (remembered) {
            assertThat(shown.verdict()).isEqualTo(Verdict.Fail);
            assertThat(shown.reason()).isEqualTo(Reason.StatusMismatch);
            assertThat(shown.message()).isEqualTo("expected 2xx, saw 503");
        } else {
            assertThat(shown).isEqualTo(now);
        }
    }

    @ParameterizedTest
    @CsvSource({"tcp,Fail,StatusMismatch", "http,Perhaps,StatusMismatch", "http,Fail,InventedLater"})
    void aRowOfAnotherKindOrInWordsOfAnotherVersionIsForgotten(String kind, String verdict, String reason) {
        ItemStatus row = new ItemStatus(
                "health", kind, "Integration", "Blocking", "BeforeRelease", verdict, reason, "old", "Checklist", "");
        ItemResult now = result(Verdict.Pending, Reason.NotMeasuredYet);
        assertThat(new Memory(Map.of("health", row)).remember(now, false)).isEqualTo(now);
    }
}
