package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.gate.GateDecision;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.GateOutcome;
import dev.launchgate.gate.Moves;
import dev.launchgate.gate.Workload;
import dev.launchgate.gate.kube.RecordingApi.Write;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentGateTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final GateStatus BEFORE = status(GateState.Held, "before");

    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final AtomicLong nanos = new AtomicLong();
    private final List<ObjectNode> written = new ArrayList<>();
    private RecordingApi api;
    private DeploymentGate gate;
    private Workload workload;

    @BeforeEach
    void start() throws IOException {
        api = new RecordingApi();
        gate = new DeploymentGate(
                api.client(), leads::get, Duration.ofMinutes(4), written::add, InstantSource.fixed(NOW), nanos::get);
        workload = api.workload();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static GateStatus status(GateState state, String message) {
        return new GateStatus(state.name(), null, NOW.toString(), null, null, null, List.of(), null, message, null);
    }

    private GateDecision pause() {
        return new GateDecision(
                status(GateState.Armed, "armed"),
                new GateMove.Pause("d-1", workload.template().identity()),
                List.of(new Transition(Reason.Armed, "armed"), new Transition(Reason.Promoted, "2.4 runs")));
    }

    private GateDecision resume() {
        return new GateDecision(
                status(GateState.Releasing, "releasing"),
                Moves.resume("d-1", workload.template().identity()),
                List.of(new Transition(Reason.Released, "released")));
    }

    private GateOutcome act(GateDecision decision) {
        return gate.act("checklist", decision, BEFORE, workload);
    }

    @Test
    void aReleaseTestsUidAndTemplateAndClearsTheFieldAndNothingElse() {
        assertThat(act(resume())).isEqualTo(GateOutcome.asDecided(resume()));

        Write write = api.moves().getFirst();
        assertThat(api.moves()).hasSize(1);
        assertThat(write.method()).isEqualTo("PATCH");
        assertThat(write.contentType()).startsWith("application/json-patch+json");
        assertThat(write.query()).contains("fieldManager=launchgate").doesNotContain("force", "dryRun");
        assertThat(write.body()).isEqualTo(RecordingApi.yaml("""
                patch:
                  - {op: test, path: /metadata/uid, value: d-1}
                  - op: test
                    path: /spec/template
                    value:
                      metadata: {labels: {app: ml}}
                      spec: {containers: [{name: app, image: 'ml:2.4', futureField: [1, 2]}]}
                  - {op: add, path: /spec/paused, value: false}
                """).path("patch"));
        assertThat(written).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 422})
    void aReleaseThatFindsAnotherObjectIsOvertaken(int code) {
        api.refuse(code, "the test failed", live -> {
            live.withObject("/spec/template/metadata/annotations").put("kubectl.kubernetes.io/restartedAt", "now");
            return live;
        });

        assertThat(act(resume())).isEqualTo(GateOutcome.overtaken(BEFORE, NOW));
        assertThat(api.moves()).hasSize(1);
    }

    private GateOutcome refused(String words, Duration again) {
        return GateOutcome.refused(
                BEFORE,
                "release of %s: expected the API server to accept it, saw it refused: %s; change what refuses it or give"
                                .formatted(workload.template().displayName(), words)
                        + " Launchgate the right, it is tried again at least once a minute",
                again,
                NOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 422})
    void aReleaseThatSomebodyElsesPolicyRefusesIsToldInItsWords(int code) {
        api.refuse(code, "policy freeze\u001b[31m denied request: \n" + "x".repeat(1000));

        GateOutcome outcome = act(resume());

        assertThat(outcome)
                .isEqualTo(refused("policy freeze[31m denied request: " + "x".repeat(222), Duration.ofSeconds(1)));
        assertThat(outcome.gate().state()).isEqualTo("Held");
        assertThat(outcome.gate().objection()).isEqualTo("ReleaseRefused");
        assertThat(outcome.transitions()).as("nothing was released").isEmpty();
        assertThat(api.moves()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsTriedAgainLessAndLessOften() {
        long waited = 0;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            api.refuse(422, "frozen");
            assertThat(act(resume())).isEqualTo(refused("frozen", Duration.ofSeconds(seconds)));
            int tried = api.moves().size();
            waited += Duration.ofSeconds(seconds).toNanos();
            nanos.set(waited - 1);
            assertThat(act(resume())).isEqualTo(refused("frozen", Duration.ofNanos(1)));
            assertThat(api.moves()).hasSize(tried);
            nanos.set(waited);
        }
        assertThat(act(resume())).isEqualTo(GateOutcome.asDecided(resume()));
        api.refuse(422, "frozen");
        assertThat(act(resume())).as("starts anew").isEqualTo(refused("frozen", Duration.ofSeconds(1)));
    }

    @Test
    void whatWasRefusedIsTriedAtOnceWhenTheObjectChanges() {
        api.refuse(422, "no owner");
        act(resume());
        api.change(live -> {
            live.withObject("/metadata/annotations").put("launchgate.dev/gate-state", "Approved");
            live.withObject("/status").put("replicas", 2);
            return live;
        });
        assertThat(act(resume())).as("our own notes").isEqualTo(refused("no owner", Duration.ofSeconds(1)));
        api.change(live -> {
            live.withObject("/metadata/labels").put("owner", "ml");
            return live;
        });

        assertThat(act(resume())).isEqualTo(GateOutcome.asDecided(resume()));
        assertThat(api.moves()).hasSize(2);
    }

    @Test
    void aReleaseThatTheServerCouldNotMakeFails() {
        api.refuse(500, "etcd");

        assertThatThrownBy(() -> act(resume())).isInstanceOf(KubernetesClientException.class);
        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid", "template", "gone"})
    void whatChangedSinceItWasJudgedIsNeitherReleasedNorPaused(String what) {
        GateDecision resume = resume();
        GateDecision pause = pause();
        switch (what) {
            case "uid" ->
                api.change(live -> {
                    live.withObject("/metadata").put("uid", "d-2");
                    return live;
                });
            case "template" ->
                api.change(live -> {
                    live.withObject("/spec/template/spec").put("hostNetwork", true);
                    return live;
                });
            default -> api.delete();
        }

        assertThat(act(resume)).isEqualTo(GateOutcome.overtaken(BEFORE, NOW));
        assertThat(act(pause)).isEqualTo(GateOutcome.overtaken(BEFORE, NOW));
        assertThat(api.moves()).isEmpty();
    }

    @Test
    void whoDoesNotLeadWritesNothing() {
        leads.set(false);

        assertThat(act(resume())).isEqualTo(GateOutcome.overtaken(BEFORE, NOW));
        assertThat(act(pause())).isEqualTo(GateOutcome.overtaken(BEFORE, NOW));
        assertThat(act(new GateDecision(status(GateState.Held, "held"), GateMove.NONE, List.of()))
                        .gate())
                .isEqualTo(status(GateState.Held, "held"));
        assertThat(api.writes()).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void aPauseAppliesTheOneFieldWithoutForce() {
        assertThat(act(pause())).isEqualTo(GateOutcome.asDecided(pause()));

        Write write = api.moves().getFirst();
        assertThat(api.moves()).hasSize(1);
        assertThat(write.method()).isEqualTo("PATCH");
        assertThat(write.contentType()).startsWith("application/apply-patch+yaml");
        assertThat(write.query()).contains("fieldManager=launchgate").doesNotContain("dryRun");
        assertThat(write.forced()).isFalse();
        assertThat(write.body()).isEqualTo(RecordingApi.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: scoring, namespace: ml, uid: d-1}
                spec: {paused: true}
                """));
        assertThat(written)
                .isNotEmpty()
                .allSatisfy(answer ->
                        assertThat(answer.at("/metadata/uid").asText()).isEqualTo("d-1"));
    }

    @Test
    void aConflictNamesTheOtherManagerAndTheGateDidNotArm() {
        api.change(live -> {
            live.withObject("/metadata")
                    .set("managedFields", RecordingApi.yaml("""
                    list:
                      - {manager: argocd-controller, operation: Apply, fieldsV1: {f:spec: {f:paused: {}}}}
                      - {manager: launchgate, operation: Apply, fieldsV1: {f:spec: {f:paused: {}}}}
                      - {manager: kubectl, operation: Update, fieldsV1: {f:spec: {f:replicas: {}}}}
                    """).path("list"));
            return live;
        });
        api.refuseField();

        GateOutcome outcome = act(pause());

        assertThat(outcome)
                .isEqualTo(conflict("field manager argocd-controller owns spec.paused and keeps changing it: drop"
                        + " spec.paused from that manifest, or tell the tool to ignore differences there"));
        assertThat(outcome.gate().state()).isEqualTo("Unarmed");
        assertThat(outcome.gate().objection()).isEqualTo("PauseFieldConflict");
        assertThat(outcome.transitions()).containsExactly(new Transition(Reason.Promoted, "2.4 runs"));
        assertThat(api.moves()).as("no second attempt by force").hasSize(1);
    }

    private GateOutcome conflict(String who) {
        return GateOutcome.conflict(pause(), BEFORE, workload, who, NOW);
    }

    /** Of a UID or a version that moved on: nobody disagrees, so nobody is named. */
    @Test
    void anotherConflictIsNoDisputeAboutTheField() {
        api.refuse(409, "Operation cannot be fulfilled: the object has been modified");

        assertThat(act(pause())).isEqualTo(GateOutcome.overtaken(BEFORE, NOW));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 422})
    void aPauseThatSomebodyRefusesIsToldAsOpenAndTriedAgainLessOften(int code) {
        api.refuse(code, "policy open-house denied request");
        GateOutcome outcome = act(pause());

        assertThat(outcome).isEqualTo(open("policy open-house denied request", Duration.ofSeconds(1)));
        assertThat(outcome.gate().state()).isEqualTo("Unarmed");
        assertThat(outcome.gate().objection()).isEqualTo("PauseRefused");
        assertThat(outcome.transitions()).containsExactly(new Transition(Reason.Promoted, "2.4 runs"));

        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(act(pause())).isEqualTo(open("policy open-house denied request", Duration.ofMillis(1)));
        assertThat(api.moves()).as("too early").hasSize(1);

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        api.refuse(code, "policy open-house denied request");
        assertThat(act(pause())).isEqualTo(open("policy open-house denied request", Duration.ofSeconds(2)));

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(act(pause())).as("not refused any more").isEqualTo(GateOutcome.asDecided(pause()));
    }

    private GateOutcome open(String words, Duration again) {
        return GateOutcome.open(
                pause(),
                BEFORE,
                workload,
                "pausing of scoring: expected the API server to accept it, saw it refused: " + words
                        + "; change what refuses it or give Launchgate the right, it is tried again at least once a"
                        + " minute",
                again,
                NOW);
    }

    @Test
    void aPauseThatFailsOtherwiseFailsThePass() {
        api.refuse(500, "etcd");

        assertThatThrownBy(() -> act(pause())).isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void theFourthPauseInARowIsAConflictInsteadOfAWrite() {
        resumedBySomebody();
        act(pause());
        act(pause());
        act(pause());
        GateOutcome fourth = act(pause());

        assertThat(fourth)
                .isEqualTo(conflict("field manager of somebody else owns spec.paused and keeps changing it: drop"
                        + " spec.paused from that manifest, or tell the tool to ignore differences there"));
        assertThat(api.moves()).hasSize(3);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(act(pause())).isEqualTo(GateOutcome.asDecided(pause()));
        assertThat(api.moves()).hasSize(4);
    }

    private void resumedBySomebody() {
        api.change(live -> {
            live.withObject("/spec").remove("paused");
            return live;
        });
    }

    /** What is paused holds, whoever paused it. */
    @Test
    void whatIsPausedAlreadyIsNoDisputeWhenNoWriteIsLeft() {
        act(pause());
        act(pause());
        act(pause());

        assertThat(act(pause()))
                .isEqualTo(new GateOutcome(status(GateState.Armed, "armed"), pause().transitions(), Optional.empty()));
        assertThat(api.moves()).hasSize(3);
    }

    @Test
    void aReleaseOfOursEndsTheDispute() {
        resumedBySomebody();
        act(pause());
        act(pause());
        act(pause());
        act(resume());

        assertThat(act(pause())).isEqualTo(GateOutcome.asDecided(pause()));
    }

    @Test
    void whoResumedBehindOurBackIsNamed() {
        api.change(live -> {
            live.withObject("/metadata")
                    .set("managedFields", RecordingApi.yaml("""
                    list:
                      - {manager: helm, operation: Update, time: '2026-11-01T07:00:00Z'}
                      - {manager: kubectl-rollout, operation: Update, time: '2026-11-01T07:30:00Z'}
                      - {manager: autoscaler, operation: Update, subresource: scale, time: '2026-11-01T07:40:00Z'}
                      - {manager: launchgate, operation: Apply, time: '2026-11-01T07:50:00Z'}
                    """).path("list"));
            return live;
        });

        assertThat(act(bypassed()).transitions())
                .containsExactly(new Transition(
                        Reason.Bypassed, "resumed by hand (last written by field manager kubectl-rollout)"));
        assertThat(api.moves()).isEmpty();
    }

    @Test
    void whoResumedBehindOurBackMayBeUnknown() {
        assertThat(act(bypassed()).transitions())
                .containsExactly(new Transition(Reason.Bypassed, "resumed by hand (see the audit log for who)"));
    }

    private void noted(String checklist) {
        api.change(live -> {
            live.withObject("/metadata/annotations")
                    .put("launchgate.dev/checklist", checklist)
                    .put("launchgate.dev/gate-state", "Held")
                    .put("launchgate.dev/held-by", "dns");
            return live;
        });
    }

    @Test
    void notesOfAnEarlierPassAreCorrected() {
        noted("release");

        gate.correctNotes("release", status(GateState.Suspended, "suspended"), api.workload());

        assertThat(api.moves()).isEmpty();
        assertThat(api.writes()).hasSize(1);
        assertThat(api.writes().getFirst().body().at("/metadata/annotations")).isEqualTo(RecordingApi.yaml("""
                launchgate.dev/checklist: release
                launchgate.dev/gate-state: Suspended
                """));
    }

    @Test
    void aDeploymentWithoutNotesOrWithThoseOfAnotherChecklistIsNotTouched() {
        gate.correctNotes("release", status(GateState.Signalling, "signal"), api.workload());
        noted("another");
        gate.correctNotes("release", status(GateState.Signalling, "signal"), api.workload());

        assertThat(api.writes()).isEmpty();
    }

    private static GateDecision bypassed() {
        return new GateDecision(
                status(GateState.Bypassed, "bypassed"),
                GateMove.NONE,
                List.of(new Transition(Reason.Bypassed, "resumed by hand")));
    }

    @Test
    void aChecklistThatExistsNeverDisarms() {
        GateDecision disarm = new GateDecision(
                status(GateState.Armed, "armed"),
                Moves.disarm("d-1", workload.template().identity()),
                List.of());

        assertThatThrownBy(() -> act(disarm)).isInstanceOf(IllegalStateException.class);
        assertThat(api.writes()).isEmpty();
    }
}
