package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.Workload;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Told once for each release. Each word of a history is {@code reason:template}. */
class RegressionTest {
    private static final String NOW = "2026-11-20T11:00:00Z";

    private static List<HistoryEntry> history(String words) {
        return Stream.of(words.split(" "))
                .map(word -> word.split(":"))
                .map(word -> new HistoryEntry("2026-11-20T10:00:00Z", word[0], "v" + word[1], word[1], "as it was"))
                .toList();
    }

    private static ItemResult failed(String name, boolean remembered) {
        return new ItemResult(
                name,
                "metrics",
                Section.Monitoring,
                Severity.Blocking,
                Phase.AfterRelease,
                Verdict.Fail,
                Reason.OutOfBounds,
                "5%",
                remembered);
    }

    private static PassOutcome outcome(GateMode mode, String state, ItemResult... items) {
        Revision two = new Revision("2", List.of(), "v2");
        boolean armed = state.equals("Armed");
        GateStatus gate =
                new GateStatus(state, null, NOW, armed ? null : two, armed ? two : null, null, null, null, "", null);
        return new PassOutcome(
                1,
                new GateSpec(mode, null, null, OnRegression.Report, null, null),
                Acceptance.ACCEPTED,
                new Readiness(List.of(items), true),
                gate,
                List.of(),
                Optional.empty(),
                "",
                NOW);
    }

    private static PassOutcome failing(String state) {
        return outcome(GateMode.Pause, state, failed("errors", false));
    }

    @ParameterizedTest
    @CsvSource({"Releasing", "Armed"})
    void whatFailsAfterItsReleaseIsAFactForTheHistory(String state) {
        PassOutcome outcome = outcome(GateMode.Pause, state, failed("errors", false), failed("latency", false));
        assertThat(Regression.of(history("Released:2"), outcome))
                .contains(new HistoryEntry(
                        NOW,
                        "Regressed",
                        "v2",
                        "2",
                        "after-release items fail and the rollout is not frozen: errors, latency"));
    }

    /** What is asked is the history alone, so that a process that starts anew tells it no second time. */
    @Test
    void isToldOncePerReleaseAcrossPassesAndProcesses() {
        List<HistoryEntry> history = new ArrayList<>(history("Promoted:1 Released:2"));
        for (String state : List.of("Releasing", "Releasing", "Armed", "Armed")) {
            Regression.of(history, failing(state)).ifPresent(history::add);
        }
        assertThat(history).extracting(HistoryEntry::reason).containsExactly("Promoted", "Released", "Regressed");

        history.addAll(history("Promoted:2 Released:3 Frozen:3 RolledBack:2 Released:2"));
        assertThat(Regression.of(history, failing("Releasing"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "Released:2 Promoted:2,true",
        "FirstLaunchAllowed:2,true",
        "Released:2 Promoted:2 Released:3 Frozen:3,true",
        "Released:2 Frozen:2,false",
        "Released:2 FrozenTooLate:2,false",
        "Released:2 Regressed:2 Promoted:2,false",
        "Released:2 RolloutFailed:2,false",
        "Released:2 Promoted:2 Released:3 RolledBack:2,false",
        "Bypassed:2 Adopted:2,false",
        "Released:2 RestartPassed:2,false",
        "Released:1,false",
        "Later:2,false",
        "Released:2 Later:2,true"
    })
    void onlyWhatTheGateLetOutItself(String history, boolean news) {
        assertThat(Regression.of(history(history), failing("Armed")).isPresent())
                .isEqualTo(news);
    }

    @ParameterizedTest
    @EnumSource(value = GateMode.class, names = "Pause", mode = EnumSource.Mode.EXCLUDE)
    void aGateThatHoldsNothingLetsNothingOut(GateMode mode) {
        assertThat(Regression.of(history("Released:2"), outcome(mode, "Armed", failed("errors", false))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Held", "Approved", "Frozen", "Bypassed", "Suspended", "Unarmed", "Later"})
    void inNoOtherState(String state) {
        assertThat(Regression.of(history("Released:2"), failing(state))).isEmpty();
    }

    @Test
    void whatIsOnlyRememberedDecidesNothing() {
        assertThat(Regression.of(history("Released:2"), outcome(GateMode.Pause, "Armed", failed("errors", true))))
                .isEmpty();
        assertThat(Regression.of(history("Released:2"), outcome(GateMode.Pause, "Armed")))
                .isEmpty();
    }

    @Test
    void aGateThatKnowsNoRevisionTellsNothing() {
        PassOutcome unknown = outcome(GateMode.Pause, "Releasing", failed("errors", false));
        @Nullable Revision nothing = null;
        GateStatus gate = new GateStatus("Releasing", null, NOW, nothing, nothing, null, null, null, "", null);
        assertThat(Regression.of(
                        history("Released:2"),
                        new PassOutcome(
                                1,
                                unknown.spec(),
                                unknown.acceptance(),
                                unknown.readiness(),
                                gate,
                                List.of(),
                                Optional.empty(),
                                "",
                                NOW)))
                .isEmpty();
    }

    @Test
    void manyItemsAreOneMessageOfBoundedLength() {
        ItemResult[] many = IntStream.range(0, 200)
                .mapToObj(number -> failed("item-%03d-".formatted(number) + "x".repeat(50), false))
                .toArray(ItemResult[]::new);
        assertThat(Regression.of(history("Released:2"), outcome(GateMode.Pause, "Armed", many))
                        .orElseThrow()
                        .message())
                .hasSizeLessThanOrEqualTo(1024)
                .startsWith("after-release items fail and the rollout is not frozen: item-000-");
    }

    private static PassOutcome stuck(
            OnRegression onRegression, String since, boolean exceeded, @Nullable String completed) {
        Resource deployment = new Resource(
                ResourceKind.DEPLOYMENT,
                Serialization.unmarshal(
                        """
                        metadata: {name: app, namespace: ml, uid: d}
                        spec: {replicas: 1, progressDeadlineSeconds: 60, template: {spec: {containers: [{name: app}]}}}
                        status: {conditions: [{type: Progressing, status: "False", reason: %s}]}
                        """.formatted(exceeded ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated"), ObjectNode.class));
        Revision two = new Revision("2", List.of(), "v2");
        Approval approval = new Approval("2", "v2", "d", 1L, since, "ChecklistPassed", "", completed);
        return new PassOutcome(
                1,
                new GateSpec(GateMode.Pause, null, null, onRegression, null, null),
                Acceptance.ACCEPTED,
                Readiness.NOTHING,
                new GateStatus("Releasing", null, since, two, null, approval, null, null, "", null),
                List.of(),
                Optional.of(Workload.of(deployment, List.of())),
                "",
                NOW);
    }

    @Test
    void whatMakesNoProgressAndIsNotFrozenIsAFactToo() {
        assertThat(Regression.of(history("Released:2"), stuck(OnRegression.Report, "2026-11-20T10:59:00Z", true, null)))
                .contains(new HistoryEntry(
                        NOW,
                        "RolloutFailed",
                        "v2",
                        "2",
                        "the rollout makes no progress within progressDeadlineSeconds and is not frozen"));
    }

    /** One that is frozen is a decision of the gate; the rest is old news of the controller, or none. */
    @ParameterizedTest
    @CsvSource({
        "Freeze,2026-11-20T10:59:00Z,true,",
        "Report,2026-11-20T10:59:01Z,true,",
        "Report,2026-11-20T10:59:00Z,false,",
        "Report,2026-11-20T10:59:00Z,true,2026-11-20T10:59:30Z",
        "Report,unknown,true,"
    })
    void whatIsNotStuckIsNone(OnRegression onRegression, String since, boolean exceeded, @Nullable String completed) {
        assertThat(Regression.of(history("Released:2"), stuck(onRegression, since, exceeded, completed)))
                .isEmpty();
    }
}
