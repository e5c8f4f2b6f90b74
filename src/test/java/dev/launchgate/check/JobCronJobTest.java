package dev.launchgate.check;

import static dev.launchgate.check.JobWorld.V1;
import static dev.launchgate.check.JobWorld.V2;
import static dev.launchgate.check.JobWorld.complete;
import static dev.launchgate.check.JobWorld.cronJob;
import static dev.launchgate.check.JobWorld.failed;
import static dev.launchgate.check.JobWorld.judge;
import static dev.launchgate.check.JobWorld.run;
import static dev.launchgate.check.JobWorld.running;
import static dev.launchgate.check.JobWorld.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCronJobTest {
    private static final String ITEM = "workload: {cronJob: {name: ml-reports}}\n";
    private static final String AD_HOC = ITEM + "run: AdHoc\n";
    private static final String BOUND = AD_HOC + "bind: Image\n";
    private static final String START = "run: kubectl create job --from=cronjob/ml-reports ml-reports-1";
    private static final String YESTERDAY = "2026-11-19T10:00:00Z";
    private static final String PASSES = "CronJob ml-reports: as expected";

    private static FakeFacts scheduled() {
        return world().with(ResourceKind.CRON_JOB, cronJob(""));
    }

    private static FakeFacts suspended() {
        return world().with(ResourceKind.CRON_JOB, cronJob("suspend: true"));
    }

    private static void assertJudged(Judgement judgement, Verdict verdict, Reason reason, String message) {
        assertThat(judgement).isEqualTo(new Judgement(verdict, reason, message).on(judgement.evidence()));
    }

    private static void assertPasses(Judgement judgement) {
        assertJudged(judgement, Verdict.Pass, Reason.AsExpected, PASSES);
    }

    @Test
    void aRunThatSucceededPasses() {
        Judgement judgement = judge(ITEM, scheduled().with(ResourceKind.JOB, run("a", V1, complete(YESTERDAY))));
        assertPasses(judgement);
        assertThat(judgement.evidence()).containsExactly(new Evidence("CronJob", "ml-reports", V1, YESTERDAY));
    }

    @Test
    void anAbsentOneIsMissing() {
        assertJudged(
                judge(ITEM, world()),
                Verdict.Fail,
                Reason.ObjectMissing,
                "CronJob ml-reports not found in ml; create it or correct the name");
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        assertJudged(
                judge(
                        ITEM,
                        scheduled().obstacle(ResourceKind.CRON_JOB, Obstacle.forbidden(ResourceKind.CRON_JOB, "ml"))),
                Verdict.Unknown,
                Reason.Forbidden,
                "may not list cronjobs.batch in ml; the operator's role lacks apiGroups [\"batch\"] resources [cronjobs]"
                        + " verbs [get, list, watch]");
        assertJudged(
                judge(ITEM, scheduled().obstacle(ResourceKind.JOB, Obstacle.notSynced(ResourceKind.JOB))),
                Verdict.Pending,
                Reason.NotMeasuredYet,
                "jobs.batch are not read yet");
    }

    @Test
    void aSuspendedScheduleFailsAndASuspendedProcedureDoesNot() {
        FakeFacts facts = suspended().with(ResourceKind.JOB, run("a", V1, complete(YESTERDAY)));
        assertJudged(
                judge(ITEM, facts),
                Verdict.Fail,
                Reason.ScheduleSuspended,
                "CronJob ml-reports is suspended, so that it does not run by itself; resume it, or set run to AdHoc");
        assertPasses(judge(AD_HOC, facts));
    }

    @Test
    void aScheduleThatCannotBeReadIsMalformed() {
        assertJudged(
                judge(
                        ITEM + "success: Optional",
                        world().with(ResourceKind.CRON_JOB, cronJob("").replace("0 3 * * *", "at noon"))),
                Verdict.Unknown,
                Reason.DataMalformed,
                "schedule of CronJob ml-reports: not a cron schedule; write five fields or @hourly");
        assertJudged(
                judge(ITEM + "success: Optional", world().with(ResourceKind.CRON_JOB, cronJob("timeZone: Mars/Base"))),
                Verdict.Unknown,
                Reason.DataMalformed,
                "timeZone of CronJob ml-reports: not a time zone; write one such as Europe/Berlin");
        assertPasses(judge(
                ITEM + "success: Optional", world().with(ResourceKind.CRON_JOB, cronJob("timeZone: Europe/Berlin"))));
    }

    @Test
    void withoutARunItSaysHowToStartOne() {
        for (FakeFacts facts : List.of(
                scheduled(), scheduled().with(ResourceKind.JOB, JobWorld.job("stranger", V2, complete(YESTERDAY))))) {
            assertJudged(
                    judge(AD_HOC, facts),
                    Verdict.Fail,
                    Reason.JobNotRun,
                    "CronJob ml-reports never succeeded; " + START);
        }
        assertPasses(judge(AD_HOC + "success: Optional", scheduled()));
    }

    @Test
    void aRunUnderWayIsWaitedForOnlyWhereNothingSucceeded() {
        FakeFacts facts = scheduled().with(ResourceKind.JOB, run("now", V2, running()));
        assertJudged(
                judge(AD_HOC, facts), Verdict.Pending, Reason.JobRunning, "Job now is running; judged when it ends");
        assertPasses(judge(AD_HOC, facts.with(ResourceKind.JOB, run("before", V2, complete(YESTERDAY)))));
    }

    @Test
    void theNewestFinishedRunCounts() {
        FakeFacts facts = scheduled()
                .with(ResourceKind.JOB, run("good", V2, complete("2026-11-18T10:00:00Z")))
                .with(ResourceKind.JOB, run("bad", V2, failed(YESTERDAY)));
        Judgement failing = judge(AD_HOC, facts);
        assertJudged(
                failing,
                Verdict.Fail,
                Reason.JobFailed,
                "Job bad failed: BackoffLimitExceeded; see its log, mend it and run it again");
        assertThat(failing.evidence())
                .as("a later failure takes the success back")
                .isEmpty();
        assertPasses(judge(AD_HOC, facts.with(ResourceKind.JOB, run("better", V2, complete("2026-11-19T11:00:00Z")))));
    }

    @Test
    void aSuccessAndAFailureInTheSameSecondAreAFailure() {
        FakeFacts facts = scheduled()
                .with(ResourceKind.JOB, run("bad", V2, failed(YESTERDAY)))
                .with(ResourceKind.JOB, run("good", V2, complete(YESTERDAY)));
        assertThat(judge(AD_HOC, facts).reason()).isEqualTo(Reason.JobFailed);
    }

    @Test
    void boundToTheImageOnlyRunsOfTheCandidateCount() {
        FakeFacts facts = scheduled().with(ResourceKind.JOB, run("old", V1, complete(YESTERDAY)));
        assertJudged(
                judge(BOUND, facts),
                Verdict.Fail,
                Reason.EvidenceForOther,
                "made for %s, candidate is %s; run it again for this revision".formatted(V1, V2));
        facts.with(ResourceKind.JOB, run("new", V2, complete("2026-11-18T10:00:00Z")));
        assertPasses(judge(BOUND, facts));
        assertPasses(judge(BOUND, facts.with(ResourceKind.JOB, run("older", V1, failed("2026-11-20T09:00:00Z")))));
    }

    @Test
    void anotherContainerMayBeCompared() {
        FakeFacts facts = scheduled().with(ResourceKind.JOB, run("old", V1, complete(YESTERDAY)));
        assertPasses(judge(BOUND + "container: proxy", facts));
        assertJudged(
                judge(BOUND + "container: reporter", facts),
                Verdict.Fail,
                Reason.EvidenceUnbound,
                "the candidate has no container reporter to compare with; set container to one that both have");
        FakeFacts other = scheduled()
                .candidate("spec: {containers: [{name: reporter, image: '%s'}]}".formatted(V2))
                .with(ResourceKind.JOB, run("old", V1, complete(YESTERDAY)));
        assertJudged(
                judge(BOUND + "container: reporter", other),
                Verdict.Fail,
                Reason.EvidenceUnbound,
                "Job old has no container reporter, so nothing says what ran; set container to one that both have");
    }

    @Test
    void theNameOfTheRunToStartIsFree() {
        FakeFacts facts = scheduled()
                .with(ResourceKind.JOB, run("ml-reports-1", V2, complete("2026-10-01T00:00:00Z")))
                .with(ResourceKind.JOB, JobWorld.job("ml-reports-2", V2, complete("2026-10-01T00:00:00Z")));
        assertJudged(
                judge(AD_HOC + "maxAge: 30d", facts),
                Verdict.Fail,
                Reason.SuccessTooOld,
                "Job ml-reports-1: last succeeded on 2026-10-01, at most 30d allowed; "
                        + START.replace("ml-reports-1", "ml-reports-3"));
    }

    @Test
    void anOldSuccessIsTooOld() {
        FakeFacts facts = scheduled().with(ResourceKind.JOB, run("old", V2, complete("2026-10-01T00:00:00Z")));
        assertJudged(
                judge(AD_HOC + "maxAge: 30d", facts),
                Verdict.Fail,
                Reason.SuccessTooOld,
                "Job old: last succeeded on 2026-10-01, at most 30d allowed; " + START);
        assertPasses(judge(AD_HOC + "maxAge: 60d", facts));
    }

    @Test
    void aSuccessOfTomorrowIsNone() {
        FakeFacts facts = scheduled().with(ResourceKind.JOB, run("odd", V2, complete("2026-11-21T00:00:00Z")));
        assertJudged(
                judge(AD_HOC, facts),
                Verdict.Fail,
                Reason.DateInFuture,
                "Job odd: expected a time that has passed, saw 2026-11-21T00:00:00Z; correct the date");
    }

    @Test
    void whatItsTemplateNeedsMustBeThere() {
        FakeFacts facts = scheduled().with(ResourceKind.JOB, run("a", V2, complete(YESTERDAY)));
        facts.answer(JobWorld.SMTP, new SecretSeen(Set.of("user"), Map.of(), Map.of(), List.of(), List.of()));
        assertJudged(
                judge(ITEM, facts),
                Verdict.Fail,
                Reason.JobNotRunnable,
                "its template needs Secret smtp, key password, which is missing; create it");
        facts.failure(JobWorld.SMTP, Cause.SecretMissing, Phase.Resolve, "no");
        assertJudged(
                judge(ITEM, facts),
                Verdict.Fail,
                Reason.JobNotRunnable,
                "its template needs Secret smtp, which is missing; create it");
        facts.failure(JobWorld.SMTP, Cause.SecretForbidden, Phase.Resolve, "may not read Secret smtp");
        assertThat(judge(ITEM, facts).verdict()).isEqualTo(Verdict.Unknown);
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.Forbidden);
    }

    @Test
    void aSecretIsLookedAtByItsName() {
        assertThat(Spec.plan(new JobCheck(), ITEM, scheduled()).probes()).containsExactly(JobWorld.SMTP);
        assertThat(Spec.plan(new JobCheck(), ITEM, world()).probes()).isEmpty();
    }

    @Test
    void aSuccessThatIsRememberedOutlivesItsJob() {
        FakeFacts facts = scheduled().evidence(new Evidence("CronJob", "ml-reports", V2, YESTERDAY));
        Judgement judgement = judge(BOUND + "maxAge: 30d", facts);
        assertPasses(judgement);
        assertThat(judgement.evidence()).containsExactly(new Evidence("CronJob", "ml-reports", V2, YESTERDAY));
        assertThat(judge(BOUND, scheduled().evidence(new Evidence("CronJob", "ml-reports", V1, YESTERDAY)))
                        .reason())
                .isEqualTo(Reason.EvidenceForOther);
        assertThat(judge(BOUND, scheduled().evidence(new Evidence("Job", "ml-reports", V2, YESTERDAY)))
                        .reason())
                .isEqualTo(Reason.JobNotRun);
        assertThat(judge(BOUND, scheduled().evidence(new Evidence("CronJob", "other", V2, YESTERDAY)))
                        .reason())
                .isEqualTo(Reason.JobNotRun);
        assertThat(judge(BOUND, scheduled().evidence(new Evidence("CronJob", "ml-reports", V2, "yesterday")))
                        .reason())
                .isEqualTo(Reason.JobNotRun);
        assertThat(judge(
                                BOUND + "maxAge: 1h",
                                scheduled().evidence(new Evidence("CronJob", "ml-reports", V2, YESTERDAY)))
                        .reason())
                .isEqualTo(Reason.SuccessTooOld);
    }

    @Test
    void ofEachImageTheNewestSuccessIsRememberedAndFiveAtMost() {
        FakeFacts facts = scheduled();
        for (int i = 1; i <= 7; i++) {
            String image = "registry.example.com/ml/scoring:v1" + i;
            facts.with(ResourceKind.JOB, run("a" + i, image, complete("2026-11-1%dT00:00:00Z".formatted(i))))
                    .with(ResourceKind.JOB, run("b" + i, image, complete("2026-11-1%dT01:00:00Z".formatted(i))));
        }
        assertThat(judge(ITEM, facts).evidence())
                .extracting(Evidence::at)
                .containsExactly(
                        "2026-11-17T01:00:00Z",
                        "2026-11-16T01:00:00Z",
                        "2026-11-15T01:00:00Z",
                        "2026-11-14T01:00:00Z",
                        "2026-11-13T01:00:00Z");
    }

    @Test
    void withoutBindingTheCronJobsOwnWordCounts() {
        FakeFacts facts = world().with(
                        ResourceKind.CRON_JOB, cronJob("") + "status: {lastSuccessfulTime: '2026-11-19T03:00:00Z'}");
        Judgement judgement = judge(ITEM + "maxAge: 2d", facts);
        assertPasses(judgement);
        assertThat(judgement.evidence()).isEmpty();
        assertThat(judge(ITEM + "maxAge: 1d", facts).reason()).isEqualTo(Reason.SuccessTooOld);
        assertThat(judge(ITEM + "bind: Image", facts).reason()).isEqualTo(Reason.JobNotRun);
    }

    @Test
    void theScheduledTimeAloneProvesNothing() {
        FakeFacts facts =
                world().with(ResourceKind.CRON_JOB, cronJob("") + "status: {lastScheduleTime: '2026-11-20T03:00:00Z'}");
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.JobNotRun);
    }

    @Test
    void beforeTheCandidateIsKnownNothingIsBound() {
        FakeFacts facts = new FakeFacts()
                .with(
                        ResourceKind.CRON_JOB,
                        cronJob("").replaceAll("(?m)^.*(serviceAccountName|env:|PASSWORD).*\n", ""))
                .with(ResourceKind.JOB, run("a", V2, complete(YESTERDAY)));
        assertThat(judge(BOUND, facts).reason()).isEqualTo(Reason.ObjectMissing);
        assertPasses(judge(AD_HOC, facts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 3 * * *",
                "@hourly",
                "@daily",
                "@midnight",
                "@weekly",
                "@monthly",
                "@yearly",
                "@annually",
                "@every 1h30m",
                "*/5 * * * MON-FRI",
                "0 0 1 JAN ?",
                "0 0 * * 7",
                "0 0 * * sun",
                "1-5/2,7 * * * *"
            })
    void schedulesOfKubernetesAreRead(String schedule) {
        assertThat(CronSchedule.valid(schedule)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "60 * * * *",
                "* * *",
                "0 0 * * * *",
                "a b c d e",
                "TZ=UTC 0 0 * * *",
                "@every",
                "@every soon",
                "@sometimes",
                "*/0 * * * *",
                "0 0 L * *",
                "0-59/99999999999 * * * *",
                "\u202e"
            })
    void whatIsNoScheduleIsNone(String schedule) {
        assertThat(CronSchedule.valid(schedule)).isFalse();
    }
}
