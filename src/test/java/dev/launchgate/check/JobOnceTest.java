package dev.launchgate.check;

import static dev.launchgate.check.JobWorld.V1;
import static dev.launchgate.check.JobWorld.V2;
import static dev.launchgate.check.JobWorld.complete;
import static dev.launchgate.check.JobWorld.failed;
import static dev.launchgate.check.JobWorld.job;
import static dev.launchgate.check.JobWorld.judge;
import static dev.launchgate.check.JobWorld.running;
import static dev.launchgate.check.JobWorld.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;

class JobOnceTest {
    private static final String ITEM = "workload: {job: {name: ml-init}}\n";
    private static final String AT = "2026-11-19T10:00:00Z";
    private static final Evidence SEEN = new Evidence("Job", "ml-init", V2, AT);
    private static final String GONE = "Job ml-init is not there and no success of it is recorded for " + V2
            + ": deleted by its time-to-live or as a hook; keep it, or raise ttlSecondsAfterFinished";

    private static FakeFacts with(String image, String status) {
        return world().with(ResourceKind.JOB, job("ml-init", image, status));
    }

    private static void assertJudged(Judgement judgement, Verdict verdict, Reason reason, String message) {
        assertThat(judgement).isEqualTo(new Judgement(verdict, reason, message).on(judgement.evidence()));
    }

    @Test
    void aSuccessForTheCandidatePassesAndIsRemembered() {
        Judgement judgement = judge(ITEM, with(V2, complete(AT)));
        assertJudged(judgement, Verdict.Pass, Reason.AsExpected, "Job ml-init: as expected");
        assertThat(judgement.evidence()).containsExactly(SEEN);
    }

    @Test
    void deletedAfterwardsItStillPasses() {
        Judgement judgement = judge(ITEM, world().evidence(SEEN));
        assertJudged(judgement, Verdict.Pass, Reason.AsExpected, "Job ml-init: as expected; succeeded on 2026-11-19");
        assertThat(judgement.evidence()).containsExactly(SEEN);
    }

    @Test
    void deletedBeforeAnybodyLookedItIsGone() {
        assertJudged(judge(ITEM, world()), Verdict.Unknown, Reason.JobGone, GONE);
        assertJudged(
                judge(ITEM, world().evidence(new Evidence("Job", "ml-init", V1, AT))),
                Verdict.Unknown,
                Reason.JobGone,
                GONE);
        assertJudged(
                judge(ITEM + "bind: None", world()), Verdict.Unknown, Reason.JobGone, GONE.replace(" for " + V2, ""));
        assertThat(judge(ITEM + "bind: None", world().evidence(new Evidence("Job", "ml-init", V1, AT)))
                        .verdict())
                .isEqualTo(Verdict.Pass);
    }

    @Test
    void aRememberedSuccessGrowsOldToo() {
        assertJudged(
                judge(ITEM + "maxAge: 12h", world().evidence(SEEN)),
                Verdict.Fail,
                Reason.SuccessTooOld,
                "Job ml-init: last succeeded on 2026-11-19, at most 12h allowed; run it again");
        assertThat(judge(ITEM + "maxAge: 12h", with(V2, complete(AT))).reason()).isEqualTo(Reason.SuccessTooOld);
        assertThat(judge(ITEM, world().evidence(new Evidence("Job", "ml-init", V2, "2030-01-01T00:00:00Z")))
                        .reason())
                .isEqualTo(Reason.DateInFuture);
    }

    @Test
    void aFailureFailsAndTakesBackWhatWasRemembered() {
        Judgement judgement =
                judge(ITEM, with(V2, failed("2026-11-20T09:00:00Z")).evidence(SEEN));
        assertJudged(
                judgement,
                Verdict.Fail,
                Reason.JobFailed,
                "Job ml-init failed: BackoffLimitExceeded; see its log, mend it and run it again");
        assertThat(judgement.evidence()).isEmpty();
    }

    @Test
    void aRunUnderWayIsWaitedFor() {
        assertJudged(
                judge(ITEM, with(V2, running())),
                Verdict.Pending,
                Reason.JobRunning,
                "Job ml-init is running; judged when it ends");
        assertJudged(
                judge(
                        ITEM,
                        world().with(
                                        ResourceKind.JOB,
                                        job("ml-init", V2, "{}")
                                                .replace("spec:\n  template", "spec:\n  suspend: true\n  template"))),
                Verdict.Fail,
                Reason.JobNotRun,
                "Job ml-init never succeeded: it is suspended; resume it");
    }

    @Test
    void aRunOfAnotherImageSaysNothingOfTheCandidate() {
        assertJudged(
                judge(ITEM, with(V1, complete(AT))),
                Verdict.Fail,
                Reason.EvidenceForOther,
                "made for %s, candidate is %s; run it again for this revision".formatted(V1, V2));
        assertThat(judge(ITEM + "bind: None", with(V1, complete(AT))).verdict()).isEqualTo(Verdict.Pass);
        Judgement returned =
                judge(ITEM, with(V1, complete("2026-11-20T09:00:00Z")).evidence(SEEN));
        assertThat(returned.verdict()).isEqualTo(Verdict.Pass);
        assertThat(returned.evidence())
                .containsExactly(new Evidence("Job", "ml-init", V1, "2026-11-20T09:00:00Z"), SEEN);
    }

    @Test
    void anImageThatBindsNothingFails() {
        String latest = "registry.example.com/ml/scoring:latest";
        FakeFacts facts = world().candidate("spec: {containers: [{name: app, image: '%s'}]}".formatted(latest))
                .with(ResourceKind.JOB, job("ml-init", latest, complete(AT)));
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.EvidenceUnbound);
    }

    @Test
    void whatTheTemplateNeedsCountsUntilItHasRun() {
        FakeFacts running = with(V2, running()).failure(JobWorld.SMTP, Cause.SecretMissing, Phase.Resolve, "no");
        assertJudged(
                judge(ITEM, running),
                Verdict.Fail,
                Reason.JobNotRunnable,
                "its template needs Secret smtp, which is missing; create it");
        FakeFacts done = with(V2, complete(AT)).failure(JobWorld.SMTP, Cause.SecretMissing, Phase.Resolve, "no");
        assertThat(judge(ITEM, done).verdict()).isEqualTo(Verdict.Pass);
        assertThat(Spec.plan(new JobCheck(), ITEM, running).probes()).containsExactly(JobWorld.SMTP);
        assertThat(Spec.plan(new JobCheck(), ITEM, done).probes()).isEmpty();
    }

    @Test
    void whereSuccessIsOptionalTheObjectIsEnough() {
        assertThat(judge(ITEM + "success: Optional", with(V1, failed(AT))).verdict())
                .isEqualTo(Verdict.Pass);
        assertThat(judge(ITEM + "success: Optional", world()).reason()).isEqualTo(Reason.JobGone);
    }

    @Test
    void whatCannotBeReadIsUnknownAndForgetsNothing() {
        Judgement judgement = judge(
                ITEM, world().evidence(SEEN).obstacle(ResourceKind.JOB, Obstacle.forbidden(ResourceKind.JOB, "ml")));
        assertThat(judgement.reason()).isEqualTo(Reason.Forbidden);
        assertThat(judgement.evidence()).containsExactly(SEEN);
    }

    @Test
    void anAnnotationSaysWhatRanWhereTheTemplateDoesNot() {
        String item = ITEM + "container: scoring\n";
        FakeFacts facts = world().candidate("spec: {containers: [{name: scoring, image: '%s'}]}".formatted(V2))
                .with(
                        ResourceKind.JOB,
                        job("ml-init", "loader:7", complete(AT))
                                .replace(
                                        "uid: job-1", "uid: job-1, annotations: {launchgate.dev/image: '" + V2 + "'}"));
        assertThat(judge(item, facts).verdict()).isEqualTo(Verdict.Pass);
    }
}
