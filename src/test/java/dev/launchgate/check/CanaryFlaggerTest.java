package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryFlaggerTest {
    private static final String METRICS = "metrics: [{name: request-success-rate, thresholdRange: {min: 99}}]";
    private static final String STEPS = "interval: 1m, threshold: 5, stepWeight: 10, maxWeight: 50";

    @Test
    void stepsUnderMetricsPass() {
        assertThat(judge(analysis(STEPS, METRICS))).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stepWeight: 21, maxWeight: 50              | 21%
            stepWeight: 50                             | 50%
            stepWeight: 100                            | 100%
            stepWeight: 150                            | 100%
            stepWeights: [30, 40]                      | 30%
            stepWeights: [400]                         | 100%
            stepWeight: 30, stepWeights: [5, 10]       | 30%
            """)
    void theFirstStepIsTooLarge(String steps, String seen) {
        assertThat(judge("minObservation: 0s", analysis(steps, METRICS)))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.FirstStepTooLarge,
                        "Canary ml-scoring: first step " + seen
                                + ", at most 20%; lower stepWeight, or the first of stepWeights"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stepWeight: 20, maxWeight: 40",
                "stepWeights: [1, 5, 50]",
                "stepWeight: 5, stepWeights: [30, 40]",
                "iterations: 10",
                "iterations: 10, stepWeight: 50",
                "iterations: 10, match: [{headers: {x-canary: {exact: insider}}}]"
            })
    void theFirstStepIsSmallEnough(String steps) {
        assertThat(judge("minObservation: 0s", analysis(steps, METRICS))).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # analysis                                                  | seen
            interval: 10s, stepWeight: 10, maxWeight: 50                | 50s
            interval: 10s, stepWeight: 20, maxWeight: 50                | 30s
            interval: 10s, stepWeight: 20                               | 40s
            interval: 10s, stepWeight: 20, maxWeight: 400               | 40s
            interval: 10s, stepWeight: 10, maxWeight: 10                | 10s
            interval: 1s, stepWeight: 10, maxWeight: 20                 | 20s
            interval: 10s, stepWeights: [1, 2, 3, 100]                  | 30s
            interval: 10s, stepWeight: 20, stepWeights: [5, 40]         | 20s
            interval: 10s, stepWeight: 10, maxWeight: 40, mirror: true  | 50s
            interval: 10s, iterations: 5                                | 50s
            interval: 10s, iterations: 5, mirror: true                  | 50s
            """)
    void theTimeBeforeEverybodyIsTooShort(String steps, String seen) {
        assertThat(judge(analysis(steps, METRICS)))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.ObservationTooShort,
                                "Canary ml-scoring: observed for " + seen
                                        + " before everybody gets it, at least 1m; take more steps or iterations, or a longer interval"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval: 10s, stepWeight: 10, maxWeight: 60",
                "interval: 10s, stepWeight: 10, maxWeight: 50, mirror: true",
                "interval: 60s, stepWeight: 20, maxWeight: 20",
                "interval: 10s, iterations: 6",
                "stepWeight: 20, maxWeight: 20",
                "interval: soon, stepWeight: 20, maxWeight: 20",
                "interval: 999999999h, iterations: 1000000"
            })
    void theTimeBeforeEverybodyIsLongEnough(String steps) {
        assertThat(judge(analysis(steps, METRICS))).isEqualTo(pass());
    }

    @Test
    void withoutAMeshStepsAreIterations() {
        String steps = "interval: 10s, stepWeight: 50, " + METRICS;

        assertThat(judge(canary("provider: kubernetes, analysis: {%s}".formatted(steps), "{phase: Initialized}")))
                .isEqualTo(pass());
        assertThat(judge(canary("provider: istio, analysis: {%s}".formatted(steps), "{phase: Initialized}"))
                        .reason())
                .isEqualTo(Reason.FirstStepTooLarge);
        assertThat(judge(canary(
                                "provider: kubernetes, analysis: {iterations: 2, %s}".formatted(steps),
                                "{phase: Initialized}"))
                        .message())
                .startsWith("Canary ml-scoring: observed for 20s before everybody gets it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval: 1m",
                "iterations: 0",
                "stepWeight: 0",
                "stepWeights: []",
                "stepWeights: [0, 10]",
                "stepWeight: ten",
                "stepWeight: -5",
                "iterations: -1"
            })
    void aCanaryThatNeverAdvancesIsInvalid(String steps) {
        assertThat(judge(analysis(steps, METRICS)))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.WeightsInvalid,
                                "Canary ml-scoring: has neither stepWeight, stepWeights nor iterations; set one, or it never advances"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void aThresholdOfNothingIsNoWayBack(int threshold) {
        assertThat(judge(analysis("stepWeight: 10, threshold: " + threshold, METRICS)))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.NoWayBack,
                        "Canary ml-scoring: threshold is " + threshold
                                + "; set the number of failed checks after which traffic goes back"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                                              | false
            metrics: []                                                    | false
            webhooks: []                                                   | false
            webhooks: [{name: gate, type: confirm-rollout}]                | false
            webhooks: [{name: gate, type: confirm-promotion}, {name: e, type: event}, {name: r, type: rollback}, {name: p, type: pre-rollout}, {name: q, type: post-rollout}, {name: t, type: confirm-traffic-increase}] | false
            webhooks: [{name: tests, type: rollout}]                       | true
            webhooks: [{name: tests}]                                      | true
            metrics: [{name: request-duration, threshold: 500}]            | true
            metrics: [{name: errors, templateRef: {name: errors}}]         | true
            metrics: [{name: errors, templateRef: {name: errors, namespace: ml}}] | true
            """)
    void somethingJudges(String analysis, boolean judged) {
        String canary = analysis(STEPS, analysis == null ? "" : analysis);

        assertThat(judge(canary))
                .isEqualTo(
                        judged
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.AnalysisMissing,
                                        "Canary ml-scoring: nothing judges the canary by itself; add metrics, or a webhook of type rollout, or set analysis: Optional"));
        assertThat(judge("analysis: Optional", canary)).isEqualTo(pass());
    }

    @Test
    void metricTemplatesMustExist() {
        Judgement missing = new Judgement(
                Verdict.Fail,
                Reason.AnalysisMissing,
                "Canary ml-scoring: names MetricTemplate gone, which was not found in ml; create it or correct the name");
        String canary = analysis(STEPS, "metrics: [{name: errors, templateRef: {name: gone}}]");

        assertThat(judge(canary)).isEqualTo(missing);
        assertThat(judge("analysis: Optional", canary)).isEqualTo(missing);
    }

    @Test
    void metricTemplatesOfAnotherNamespaceMustBeShared() {
        String canary =
                analysis(STEPS, "metrics: [{name: errors, templateRef: {name: errors, namespace: monitoring}}]");
        Obstacle notShared = Obstacle.notShared("monitoring");

        assertThat(judge("", world().unshared("monitoring").with(ResourceKind.FLAGGER_CANARY, canary)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.NamespaceNotShared, notShared.message()));
        assertThat(judge(
                        "",
                        world().with(ResourceKind.METRIC_TEMPLATE, "metadata: {name: errors, namespace: monitoring}")
                                .with(ResourceKind.FLAGGER_CANARY, canary)))
                .isEqualTo(pass());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skipAnalysis: true, analysis: {stepWeight: 10, metrics: [{name: m}]}",
                "skipAnalysis: true",
                "provider: istio",
                "analysis: 7"
            })
    void aSkippedAnalysisIsNoCanary(String spec) {
        String canary = canary(spec, "{phase: Initialized}");

        assertThat(judge(canary))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.AnalysisMissing,
                                "Canary ml-scoring: skips its analysis and its steps; set skipAnalysis: false and configure analysis"));
        assertThat(judge("analysis: Optional", canary))
                .as("without its steps everybody is first")
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.FirstStepTooLarge,
                        "Canary ml-scoring: first step 100%, at most 20%; set skipAnalysis: false"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # target                | targetRef                                   | steers, if it is another
            Canary     | ml-scoring | {kind: Deployment, name: anything}          | -
            Canary     | ml-other   | {kind: Deployment, name: ml-other}          | Deployment ml-other
            Deployment | ml-scoring | {kind: Deployment, name: ml-scoring}        | -
            Deployment | ml-scoring | {kind: Deployment, name: ml-other}          | Deployment ml-other
            Deployment | ml-scoring | {kind: DaemonSet, name: ml-scoring}         | DaemonSet ml-scoring
            Rollout    | ml-scoring | {kind: Deployment, name: ml-scoring}        | Deployment ml-scoring
            """)
    void steersTheTarget(TargetKind kind, String target, String targetRef, String steers) {
        String canary =
                canary("targetRef: %s, analysis: {%s, %s}".formatted(targetRef, STEPS, METRICS), "{phase: Succeeded}");

        assertThat(judge("", world().target(kind, target).with(ResourceKind.FLAGGER_CANARY, canary)))
                .isEqualTo(
                        steers == null
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.TargetMismatch,
                                        "Canary ml-scoring: expected to steer %s %s, steers %s; name the object that steers the target, or correct its targetRef"
                                                .formatted(kind, target, steers)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {phase: Initialized} | Pass    | AsExpected     | Canary ml-scoring: as expected
            {phase: Succeeded}   | Pass    | AsExpected     | Canary ml-scoring: as expected
            {phase: Waiting}     | Pass    | AsExpected     | Canary ml-scoring: as expected
            {phase: Failed}      | Fail    | CanaryFailed   | Canary ml-scoring: reports Failed; see its status for the cause, mend it and roll out again
            {phase: ''}          | Unknown | StatusOutdated | Canary ml-scoring: has no status, spec is generation 7; its controller has not looked yet
            {}                   | Unknown | StatusOutdated | Canary ml-scoring: has no status, spec is generation 7; its controller has not looked yet
            """)
    void theEngineReports(String status, Verdict verdict, Reason reason, String message) {
        assertThat(judge(canary("analysis: {%s, %s}".formatted(STEPS, METRICS), status)))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @Test
    void theFirstLaunchIsJudgedByConfiguration() {
        FakeFacts silent = world().asFirstLaunch()
                .with(ResourceKind.FLAGGER_CANARY, canary("analysis: {%s, %s}".formatted(STEPS, METRICS), "{}"));
        FakeFacts broken =
                world().asFirstLaunch().with(ResourceKind.FLAGGER_CANARY, canary("skipAnalysis: true", "{}"));

        assertThat(judge("", silent)).isEqualTo(pass());
        assertThat(judge("", broken).reason()).isEqualTo(Reason.AnalysisMissing);
    }

    private static Judgement judge(String canary) {
        return judge("", canary);
    }

    private static Judgement judge(String fields, String canary) {
        return judge(fields, world().with(ResourceKind.FLAGGER_CANARY, canary));
    }

    private static Judgement judge(String fields, FakeFacts facts) {
        String item = "---\n{strategy: {canary: {name: ml-scoring}}, " + fields + "}";
        return new CanaryCheck().judge(Serialization.unmarshal(item, CanaryParams.class), facts);
    }

    private static Judgement pass() {
        return new Judgement(Verdict.Pass, Reason.AsExpected, "Canary ml-scoring: as expected");
    }

    private static String analysis(String steps, String judging) {
        return canary("analysis: {%s, %s}".formatted(steps, judging), "{phase: Initialized}");
    }

    private static String canary(String spec, String status) {
        return "---\n{metadata: {name: ml-scoring, namespace: ml, generation: 7}, spec: {%s}, status: %s}"
                .formatted(spec, status);
    }

    private static FakeFacts world() {
        return new FakeFacts()
                .target(TargetKind.Canary, "ml-scoring")
                .with(ResourceKind.METRIC_TEMPLATE, "metadata: {name: errors, namespace: ml}");
    }
}
