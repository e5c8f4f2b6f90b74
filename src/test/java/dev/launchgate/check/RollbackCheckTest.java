package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackCheckTest {
    private static final String STEPS = "steps: [Revert the commit]\n";
    private static final String REVISION = STEPS + "rehearsal: None";
    private static final String RISK = "acceptedRisk: {reason: beta, by: dana, until: 2027-03-01T00:00:00Z}";

    @Test
    void aPromotedRevisionThatCouldRunIsTheWayBack() {
        assertThat(judge(REVISION, facts("v3", "v1", "v2")))
                .isEqualTo(pass("rollback of ml-scoring: as expected; v2 can be returned to"));
    }

    @Test
    void theOneThatWasPromotedLastIsMissingSoAnOlderOneWillDo() {
        assertThat(judge(REVISION, facts("v3", "v1").history(history("v1", "v2"))))
                .isEqualTo(pass("rollback of ml-scoring: as expected; v1 can be returned to"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # kind     | object
            Deployment | Deployment
            Rollout    | Rollout
            """)
    void withoutHistoryThereIsNoWayBack(TargetKind kind, String object) {
        FakeFacts facts = new FakeFacts().target(kind, "ml-scoring").candidate(template("v2"));
        facts.with(
                kind == TargetKind.Rollout ? ResourceKind.ROLLOUT : ResourceKind.DEPLOYMENT,
                "metadata: {name: ml-scoring, namespace: ml, uid: d-1}\nspec: {revisionHistoryLimit: 0}");
        assertThat(judge(REVISION, facts.history(history("v1"))))
                .isEqualTo(
                        Judgement.fail(
                                Reason.HistoryDisabled,
                                object
                                        + " ml-scoring: expected revisions to be kept, saw revisionHistoryLimit 0; set it to 1 or more"));
    }

    /** The failed one was never promoted, one belongs to somebody else, and the candidate is no way back from itself. */
    @Test
    void whatWasNeverPromotedOrIsAnothersIsNoWayBack() {
        FakeFacts facts = facts("v3", "failed", "v3").history(history("v1", "v2", "v3"));
        facts.with(ResourceKind.REPLICA_SET, set("v2", "d-2"));
        assertThat(judge(REVISION, facts))
                .isEqualTo(Judgement.fail(
                        Reason.NoPreviousRevision,
                        "Deployment ml-scoring: expected the ReplicaSet of a revision that was promoted before, saw 1 other; keep"
                                + " more of them with revisionHistoryLimit"));
    }

    @Test
    void whereNothingIsKnownOfPromotionsThereIsNoWayBack() {
        assertThat(judge(REVISION, facts("v2", "v1").history(ReleaseHistory.NONE))
                        .reason())
                .isEqualTo(Reason.NoPreviousRevision);
        assertThat(judge(REVISION + "\nrevision: Optional", facts("v2", "v1").history(ReleaseHistory.NONE)))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "rollback steps: declared, not measured; add revision: Required to prove it"));
    }

    @Test
    void aRevisionWhoseConfigMapIsGoneCannotRun() {
        String needy = "metadata: {labels: {app.kubernetes.io/version: v1}}\n"
                + "spec: {containers: [{name: app, envFrom: [{configMapRef: {name: ml-7c9f}}], env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]}]}";
        FakeFacts facts = facts("v2");
        facts.with(ResourceKind.REPLICA_SET, setOf(needy, "d-1"))
                .history(new ReleaseHistory(List.of(identity(needy)), Optional.empty()))
                .failure(new SecretLook("s"), Cause.SecretMissing, Phase.Resolve, "gone");
        assertThat(judge(REVISION, facts))
                .isEqualTo(Judgement.fail(
                        Reason.PreviousNotRunnable,
                        "revision v1 needs Secret s, which is gone; keep it until the release is done (and 1 more)"));
        assertThat(Spec.plan(new RollbackCheck(), REVISION, facts).probes()).containsExactly(new SecretLook("s"));
        facts.failure(new SecretLook("s"), Cause.SecretForbidden, Phase.Resolve, "resourceNames [s]")
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: ml-7c9f, namespace: ml}");
        assertThat(judge(REVISION, facts)).isEqualTo(Judgement.unknown(Reason.Forbidden, "resourceNames [s]"));
    }

    @Test
    void aRevisionThatRefersToTooMuchIsUnknown() {
        String large =
                "metadata: {labels: {app.kubernetes.io/version: v1}}\nspec: {containers: [{name: app, env: [%s]}]}"
                        .formatted(String.join(
                                ", ",
                                Stream.generate(() -> "{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}")
                                        .limit(2_000)
                                        .toList()));
        FakeFacts facts = facts("v2")
                .with(ResourceKind.REPLICA_SET, setOf(large, "d-1"))
                .history(new ReleaseHistory(List.of(identity(large)), Optional.empty()));
        assertThat(judge(REVISION, facts))
                .isEqualTo(Judgement.unknown(
                        Reason.DataTooLarge,
                        "revision v1 refers to more objects than can be looked at; refer to fewer"));
    }

    @Test
    void aFirstLaunchNeedsStepsAlone() {
        Judgement steps = Judgement.pass(
                Reason.DeclaredOnly,
                "rollback steps: declared, not measured; the way back from a first launch is to remove it");
        assertThat(judge(STEPS, facts("v1").asFirstLaunch())).isEqualTo(steps);
        assertThat(judge(STEPS + "rehearsal: Observed", facts("v1").asFirstLaunch()))
                .isEqualTo(steps);
        assertThat(judge(STEPS, facts("v1", "v1"))).isEqualTo(steps);
        assertThat(judge(
                        STEPS + "rehearsedAt: 2026-01-01T00:00:00Z", facts("v1").asFirstLaunch()))
                .isEqualTo(Judgement.fail(
                        Reason.RehearsalTooOld,
                        "rehearsed on 2026-01-01, at most 180d allowed; rehearse it again and update rehearsedAt"));
        assertThat(judge(STEPS + "data: Irreversible", facts("v1").asFirstLaunch())
                        .reason())
                .isEqualTo(Reason.NotReversible);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # rehearsedAt        | verdict | reason          | message
            2026-11-12T00:00:00Z | Pass    | DeclaredOnly    | rehearsal of 2026-11-12: declared, not measured; add rehearsal: Observed to prove it; v1 can be returned to
            2026-05-24T10:00:00Z | Pass    | DeclaredOnly    | rehearsal of 2026-05-24: declared, not measured; add rehearsal: Observed to prove it; v1 can be returned to
            2026-05-24T09:59:59Z | Fail    | RehearsalTooOld | rehearsed on 2026-05-24, at most 180d allowed; rehearse it again and update rehearsedAt
            2026-11-20T10:06:00Z | Fail    | DateInFuture    | rehearsedAt: expected a time that has passed, saw 2026-11-20T10:06:00Z; correct the date
            """)
    void aDeclaredRehearsalAges(String at, Verdict verdict, Reason reason, String message) {
        assertThat(judge(STEPS + "rehearsedAt: " + at, facts("v2", "v1")))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @Test
    void aRehearsalThatNobodyDidFailsUnlessTheRiskIsAccepted() {
        assertThat(judge(STEPS, facts("v2", "v1")))
                .isEqualTo(Judgement.fail(
                        Reason.NotRehearsed,
                        "nobody has said when it was rehearsed; rehearse it, then set rehearsedAt"));
        assertThat(judge(STEPS + "rehearsal: Observed", facts("v2", "v1")))
                .isEqualTo(Judgement.fail(
                        Reason.NotRehearsed, "no rollback seen in 180d; do one, or set rehearsal Declared"));
        assertThat(judge(STEPS + RISK, facts("v2", "v1")))
                .isEqualTo(Judgement.pass(
                        Reason.RiskAccepted, "accepted by dana until 2027-03-01: beta; v1 can be returned to"));
        assertThat(judge(STEPS + RISK, facts("v2", "v1").at("2027-03-02T00:00:00Z"))
                        .reason())
                .isEqualTo(Reason.AcceptanceExpired);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-01T00:00:00Z | Pass | AsExpected      | rollback of ml-scoring: as expected; v1 can be returned to; last returned on 2026-11-01
            2026-01-01T00:00:00Z | Fail | RehearsalTooOld | rehearsed on 2026-01-01, at most 180d allowed; rehearse it again
            """)
    void aReturnThatWasSeenProvesTheWay(String at, Verdict verdict, Reason reason, String message) {
        FakeFacts facts = facts("v2", "v1");
        facts.history(new ReleaseHistory(facts.history().promoted(), Optional.of(Instant.parse(at))));
        assertThat(judge(STEPS + "rehearsal: Observed", facts)).isEqualTo(new Judgement(verdict, reason, message));
    }

    @Test
    void dataThatCannotGoBackFailsUnlessTheRiskIsAccepted() {
        assertThat(judge(REVISION + "\ndata: Irreversible", facts("v2", "v1")))
                .isEqualTo(Judgement.fail(
                        Reason.NotReversible,
                        "data: expected a change that can be undone, saw Irreversible; make it reversible, or accept the risk"
                                + " with acceptedRisk"));
        assertThat(judge(REVISION + "\ndata: Irreversible\n" + RISK, facts("v2", "v1"))
                        .reason())
                .isEqualTo(Reason.RiskAccepted);
        assertThat(judge(REVISION + "\ndata: Reversible", facts("v2", "v1")).reason())
                .isEqualTo(Reason.AsExpected);
    }

    @Test
    void aRiskCoversNothingElse() {
        assertThat(judge(STEPS + RISK, facts("v2", "failed").history(history("v1")))
                        .reason())
                .isEqualTo(Reason.NoPreviousRevision);
        assertThat(judge(STEPS + RISK + "\nrehearsedAt: 2026-01-01T00:00:00Z", facts("v2", "v1"))
                        .reason())
                .isEqualTo(Reason.RehearsalTooOld);
    }

    @Test
    void flaggerReturnsToThePrimary() {
        FakeFacts facts = new FakeFacts()
                .target(TargetKind.Canary, "ml-scoring")
                .candidate(template("v2"))
                .with(
                        ResourceKind.FLAGGER_CANARY,
                        "metadata: {name: ml-scoring, namespace: ml}\nspec: {targetRef: {name: scoring}}")
                .with(ResourceKind.DEPLOYMENT, "metadata: {name: scoring, namespace: ml, uid: d-1}");
        assertThat(judge(REVISION, facts))
                .isEqualTo(Judgement.fail(
                        Reason.NoPreviousRevision,
                        "Deployment scoring-primary, which Flagger returns to, not found; let the Canary initialize"));
        assertThat(
                        judge(
                                REVISION,
                                facts.with(
                                        ResourceKind.DEPLOYMENT,
                                        "metadata: {name: scoring-primary, namespace: ml}\nspec: {template: {metadata: {labels: {app.kubernetes.io/version: v1}}, spec: {volumes: [{name: a, configMap: {name: a-primary}}]}}}")))
                .isEqualTo(Judgement.fail(
                        Reason.PreviousNotRunnable,
                        "revision v1 needs ConfigMap a-primary, which is gone; keep it until the release is done"));
        assertThat(judge(
                                REVISION,
                                new FakeFacts()
                                        .target(TargetKind.Canary, "ml-scoring")
                                        .candidate(template("v2"))
                                        .asFirstLaunch()
                                        .with(
                                                ResourceKind.FLAGGER_CANARY,
                                                "metadata: {name: ml-scoring, namespace: ml}\nspec: {targetRef: {name: scoring}}")
                                        .with(ResourceKind.DEPLOYMENT, "metadata: {name: scoring, namespace: ml}"))
                        .reason())
                .isEqualTo(Reason.DeclaredOnly);
    }

    @Test
    void whatMayNotBeReadIsUnknownAndWhatIsAbsentFails() {
        Obstacle sets = Obstacle.forbidden(ResourceKind.REPLICA_SET, "ml");
        assertThat(judge(REVISION, facts("v2", "v1").obstacle(ResourceKind.REPLICA_SET, sets)))
                .isEqualTo(Judgement.unknown(Reason.Forbidden, sets.message()));
        Obstacle rollouts = Obstacle.notInstalled(ResourceKind.ROLLOUT);
        assertThat(judge(
                        REVISION,
                        new FakeFacts()
                                .target(TargetKind.Rollout, "ml-scoring")
                                .obstacle(ResourceKind.ROLLOUT, rollouts)))
                .isEqualTo(Judgement.unknown(Reason.KindNotInstalled, rollouts.message()));
        assertThat(judge(REVISION, new FakeFacts()).reason()).isEqualTo(Reason.ObjectMissing);
        Obstacle filling = Obstacle.notSynced(ResourceKind.REPLICA_SET);
        assertThat(judge(REVISION, facts("v2", "v1").obstacle(ResourceKind.REPLICA_SET, filling)))
                .isEqualTo(Judgement.pending(Reason.NotMeasuredYet, filling.message()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steps: []                                                            | steps: 1 to 20 elements, saw 0
            steps: ['']                                                          | steps[0]: must be 1 to 500 characters without control characters
            steps: ["a\\u0007b"]                                                 | steps[0]: must be 1 to 500 characters without control characters
            {steps: [a], maxAge: 23h}                                            | maxAge: must be from 1d to 1825d
            {steps: [a], maxAge: 1826d}                                          | maxAge: must be from 1d to 1825d
            {steps: [a], rehearsal: Observed, rehearsedAt: 2026-11-12T00:00:00Z} | rehearsedAt: Launchgate dates it itself
            {steps: [a], rehearsedAt: yesterday}                                 | rehearsedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            {steps: [a], acceptedRisk: {reason: a, by: b}}                       | acceptedRisk.until: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            """)
    void whatMakesNoSenseIsRefusedWithItsField(String yaml, String refusal) {
        assertThat(Spec.refusals(new RollbackCheck(), yaml)).containsExactly(refusal);
    }

    @Test
    void whatMakesSenseIsTaken() {
        assertThat(Spec.refusals(
                        new RollbackCheck(), STEPS + "rehearsedAt: 2026-11-12T00:00:00Z\nmaxAge: 1825d\n" + RISK))
                .isEmpty();
    }

    // ---- a Deployment with its ReplicaSets, which promoted all but the candidate ----

    private static FakeFacts facts(String candidate, String... sets) {
        FakeFacts facts = new FakeFacts()
                .candidate(template(candidate))
                .with(
                        ResourceKind.DEPLOYMENT,
                        "metadata: {name: ml-scoring, namespace: ml, uid: d-1}\nspec: {revisionHistoryLimit: 5}")
                .history(history(sets));
        Stream.of(sets).forEach(set -> facts.with(ResourceKind.REPLICA_SET, set(set, "d-1")));
        return facts;
    }

    private static ReleaseHistory history(String... promoted) {
        return new ReleaseHistory(
                Stream.of(promoted)
                        .map(RollbackCheckTest::template)
                        .map(RollbackCheckTest::identity)
                        .toList(),
                Optional.empty());
    }

    private static String template(String revision) {
        return "{\"metadata\": {\"labels\": {\"app.kubernetes.io/version\": \"%s\"}}, \"spec\": {\"containers\": [{\"name\": \"app\"}]}}"
                .formatted(revision);
    }

    private static String identity(String template) {
        return PodTemplate.of(json(template)).identity();
    }

    private static String set(String revision, String owner) {
        return setOf(template(revision), owner);
    }

    /** As the cache has it. */
    private static String setOf(String template, String owner) {
        ObjectNode set = (ObjectNode) json(
                "metadata: {name: x, namespace: ml, ownerReferences: [{uid: %s, controller: true}]}".formatted(owner));
        set.putObject("spec").set("template", json(template));
        PodTemplate.keepDigest(set);
        set.remove("spec");
        return set.toString();
    }

    private static JsonNode json(String yaml) {
        return Serialization.unmarshal(yaml.startsWith("{") ? yaml : "---\n" + yaml, JsonNode.class);
    }

    private static Judgement pass(String message) {
        return Judgement.pass(Reason.AsExpected, message);
    }

    private static Judgement judge(String params, Facts facts) {
        return Spec.judge(new RollbackCheck(), params, facts);
    }
}
