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

class CanaryRolloutTest {
    private static final String AS_EXPECTED = "Rollout ml-scoring: as expected";
    private static final String NO_ANALYSIS =
            "Rollout ml-scoring: nothing judges the canary by itself; add an analysis with an AnalysisTemplate whose metrics"
                    + " count, or set analysis: Optional";
    private static final String GOOD_STEPS =
            "[{setWeight: 10}, {pause: {duration: 5m}}, {analysis: {templates: [{templateName: errors}]}}]";

    @Test
    void stepsWithPauseAndAnalysisPass() {
        assertThat(judge(facts(steps(GOOD_STEPS)))).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # steps                                                  | seen
            []                                                       | 100%
            [{pause: {}}]                                            | 100%
            [{setWeight: 0}, {pause: {}}]                            | 100%
            [{setWeight: 50}, {pause: {}}]                           | 50%
            [{setWeight: 21}, {pause: {}}, {setWeight: 5}]           | 21%
            [{setWeight: 0}, {setWeight: 30}, {pause: {}}]           | 30%
            [{setWeight: 100}, {pause: {}}]                          | 100%
            [{setWeight: ten}, {pause: {}}]                          | 100%
            [{setWeight: -1}, {pause: {}}]                           | 100%
            [{setWeight: 101}, {pause: {}}]                          | 100%
            [{experiment: {templates: [{weight: 60}, {weight: 60}]}}, {setWeight: 10}, {pause: {}}] | 100%
            [{experiment: {templates: [{name: a, specRef: canary, weight: 30}, {name: b, specRef: stable, weight: 10}]}}, {setWeight: 10}, {pause: {}}] | 40%
            """)
    void theFirstStepIsTooLarge(String steps, String seen) {
        assertThat(judge("analysis: Optional, minObservation: 0s", facts(routed(steps))))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.FirstStepTooLarge,
                                "Rollout ml-scoring: first step " + seen
                                        + ", at most 20%; begin with a smaller setWeight, and with trafficRouting where pods are few"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10% | 10 | true
            10% | 11 | false
            50% | 50 | true
            50% | 51 | false
            1%  | 1  | true
            12.5% | 12 | true
            12.5% | 13 | false
            """)
    void theFirstStepIsHeldAgainstTheBound(String bound, int weight, boolean passes) {
        String steps = "[{setWeight: %d}, {pause: {}}]".formatted(weight);

        Judgement judgement = judge("analysis: Optional, maxFirstStep: '%s'".formatted(bound), facts(routed(steps)));

        assertThat(judgement.reason()).isEqualTo(passes ? Reason.AsExpected : Reason.FirstStepTooLarge);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # replicas | weight | first step that fails, if any
            1          | 10     | 50%
            2          | 10     | 33.33%
            3          | 10     | 25%
            4          | 10     | -
            4          | 20     | -
            0          | 10     | -
            -          | 10     | 50%
            """)
    void withoutTrafficRoutingOnePodIsTheSmallestShare(String replicas, int weight, String seen) {
        String spec = (replicas == null ? "" : "replicas: " + replicas + ", ")
                + "strategy: {canary: {steps: [{setWeight: %d}, {pause: {}}]}}".formatted(weight);

        Judgement judgement = judge("analysis: Optional", facts(spec));

        assertThat(judgement.message())
                .isEqualTo(
                        seen == null
                                ? AS_EXPECTED
                                : "Rollout ml-scoring: first step " + seen
                                        + ", at most 20%; begin with a smaller setWeight, and with trafficRouting where pods are few");
    }

    @Test
    void weightsAreSharesOfMaxTrafficWeight() {
        String spec =
                "strategy: {canary: {trafficRouting: {maxTrafficWeight: 1000, plugins: {}}, steps: [{setWeight: %d}, {pause: {}}]}}";

        assertThat(judge("analysis: Optional", facts(spec.formatted(200)))).isEqualTo(pass());
        assertThat(judge("analysis: Optional", facts(spec.formatted(201))).message())
                .startsWith("Rollout ml-scoring: first step 20.1%, at most 20%;");
        assertThat(judge("analysis: Optional", facts(spec.formatted(20).replace("1000", "0"))))
                .as("0 is no weight to share, so the engine's own 100 counts")
                .isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # steps                                                                         | seen
            [{setWeight: 10}]                                                               | 0s
            [{setWeight: 10}, {pause: {duration: 59}}]                                      | 59s
            [{setWeight: 10}, {pause: {duration: '59'}}]                                    | 59s
            [{setWeight: 10}, {pause: {duration: 30s}}, {setWeight: 20}, {pause: {duration: 20s}}] | 50s
            [{setWeight: 10}, {pause: {duration: 0.5m}}]                                    | 30s
            [{setWeight: 10}, {pause: {duration: soon}}]                                    | 0s
            [{setWeight: 10}, {pause: {duration: 1d}}]                                      | 0s
            [{setWeight: 10}, {pause: {duration: -5m}}]                                     | 0s
            [{pause: {}}, {setWeight: 10}]                                                  | 0s
            [{setWeight: 0}, {pause: {}}, {setWeight: 10}]                                  | 0s
            [{setWeight: 10}, {setWeight: 100}, {pause: {}}]                                | 0s
            [{setWeight: 10}, {setWeight: 0}, {pause: {}}]                                  | 0s
            [{analysis: {templates: [{templateName: errors}]}}, {setWeight: 10}]            | 0s
            [{setWeight: 10}, {analysis: {templates: [{templateName: once}]}}]              | 0s
            [{setWeight: 10}, {analysis: {templates: [{templateName: argument}]}}]          | 5s
            [{setWeight: 10}, {analysis: {templates: [{templateName: early}]}}]             | 30s
            [{setWeight: 10}, {experiment: {duration: 40s, templates: []}}]                 | 40s
            [{experiment: {duration: 1h, templates: [{name: a, specRef: canary}]}}, {setWeight: 10}] | 0s
            """)
    void theTimeBeforeEverybodyIsTooShort(String steps, String seen) {
        assertThat(judge("analysis: Optional", facts(routed(steps))))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.ObservationTooShort,
                                "Rollout ml-scoring: observed for " + seen
                                        + " before everybody gets it, at least 1m; add a pause or an analysis after the first setWeight"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{setWeight: 10}, {pause: {}}]",
                "[{setWeight: 10}, {pause: {duration: null}}]",
                "[{setWeight: 10}, {pause: {duration: 60}}]",
                "[{setWeight: 10}, {pause: {duration: 1m}}]",
                "[{setWeight: 10}, {pause: {duration: 30s}}, {setWeight: 50}, {pause: {duration: 30s}}]",
                "[{setWeight: 10}, {analysis: {templates: [{templateName: errors}]}}]",
                "[{setWeight: 10}, {analysis: {templates: [{templateName: endless}]}}]",
                "[{setWeight: 10}, {analysis: &a {templates: [{templateName: endless}]}}, {analysis: *a}, {analysis: *a}, {analysis: *a}]",
                "[{experiment: {duration: 1m, templates: [{name: a, weight: 5}]}}, {setWeight: 10}]",
                "[{setWeight: 10}, {pause: {duration: 999999999h999999999h999999999h}}, {pause: {duration: 999999999h}}]"
            })
    void theTimeBeforeEverybodyIsLongEnough(String steps) {
        assertThat(judge("analysis: Optional", facts(routed(steps)))).isEqualTo(pass());
    }

    @Test
    void noTimeAtAllMayBeEnough() {
        assertThat(judge("analysis: Optional, minObservation: 0s", facts(routed("[{setWeight: 10}]"))))
                .isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what                          | canary strategy, without its first two steps
            none                            | steps: [{setWeight: 10}, {pause: {}}]
            a gate before the first user    | steps: [{analysis: {templates: [{templateName: errors}]}}, {setWeight: 10}, {pause: {}}]
            a gate at weight 0              | steps: [{setWeight: 0}, {analysis: {templates: [{templateName: errors}]}}, {setWeight: 10}, {pause: {}}]
            no template                     | analysis: {templates: []}, steps: [{setWeight: 10}, {pause: {}}]
            a template without metrics      | analysis: {templates: [{templateName: empty}]}, steps: [{setWeight: 10}, {pause: {}}]
            dry runs                        | analysis: {dryRun: [{metricName: '.*'}], templates: [{templateName: errors}]}, steps: [{setWeight: 10}, {pause: {}}]
            dry runs of the template        | analysis: {templates: [{templateName: rehearsed}]}, steps: [{setWeight: 10}, {pause: {}}]
            dry runs of a broken expression | analysis: {dryRun: [{metricName: '('}], templates: [{templateName: errors}]}, steps: [{setWeight: 10}, {pause: {}}]
            it starts after the last step   | analysis: {startingStep: 2, templates: [{templateName: errors}]}, steps: [{setWeight: 10}, {pause: {}}]
            """)
    void nothingJudges(String what, String canary) {
        String spec = "strategy: {canary: {trafficRouting: {}, %s}}".formatted(canary);

        assertThat(judge(facts(spec)))
                .as(what)
                .isEqualTo(new Judgement(Verdict.Fail, Reason.AnalysisMissing, NO_ANALYSIS));
        assertThat(judge("analysis: Optional", facts(spec))).as(what).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            in the background       | analysis: {templates: [{templateName: errors}]}, steps: [{setWeight: 10}, {pause: {}}]
            from the last step on   | analysis: {startingStep: 1, templates: [{templateName: errors}]}, steps: [{setWeight: 10}, {pause: {}}]
            as a step               | steps: [{setWeight: 10}, {pause: {}}, {analysis: {templates: [{templateName: errors}]}}]
            when everybody has it   | steps: [{setWeight: 10}, {pause: {}}, {setWeight: 100}, {analysis: {templates: [{templateName: errors}]}}]
            for the whole cluster   | analysis: {templates: [{templateName: latency, clusterScope: true}]}, steps: [{setWeight: 10}, {pause: {}}]
            by a nested template    | analysis: {templates: [{templateName: outer}]}, steps: [{setWeight: 10}, {pause: {}}]
            one of two in earnest   | analysis: {dryRun: [{metricName: latency}], templates: [{templateName: two}]}, steps: [{setWeight: 10}, {pause: {}}]
            in an experiment        | steps: [{experiment: {analyses: [{name: a, templateName: errors}], templates: []}}, {setWeight: 10}, {pause: {}}]
            """)
    void anAnalysisJudges(String what, String canary) {
        assertThat(judge(facts("strategy: {canary: {trafficRouting: {}, %s}}".formatted(canary))))
                .as(what)
                .isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {templateName: gone}                       | AnalysisTemplate gone, which was not found in ml
            {templateName: errors, clusterScope: true} | ClusterAnalysisTemplate errors, which was not found
            {templateName: broken}                     | AnalysisTemplate inner, which was not found in ml
            {}                                         | AnalysisTemplate , which was not found in ml
            """)
    void aTemplateIsMissing(String reference, String missing) {
        String spec =
                "strategy: {canary: {analysis: {templates: [%s]}, trafficRouting: {}, steps: [{setWeight: 10}, {pause: {}}]}}"
                        .formatted(reference);
        Judgement expected = new Judgement(
                Verdict.Fail,
                Reason.AnalysisMissing,
                "Rollout ml-scoring: names " + missing + "; create it or correct the name");

        assertThat(judge(facts(spec))).isEqualTo(expected);
        assertThat(judge("analysis: Optional", facts(spec)))
                .as("the rollout cannot run with it, asked for or not")
                .isEqualTo(expected);
    }

    @Test
    void templatesThatCannotBeReadAreUnknown() {
        Obstacle forbidden = Obstacle.forbidden(ResourceKind.CLUSTER_ANALYSIS_TEMPLATE, "");
        String spec =
                "strategy: {canary: {analysis: {templates: [{templateName: latency, clusterScope: true}]}, trafficRouting: {},"
                        + " steps: [{setWeight: 10}, {pause: {}}]}}";

        assertThat(judge(facts(spec).obstacle(ResourceKind.CLUSTER_ANALYSIS_TEMPLATE, forbidden)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.Forbidden, forbidden.message()));
    }

    @Test
    void templatesThatNameEachOtherEnd() {
        FakeFacts facts = facts(
                        "strategy: {canary: {analysis: {templates: [{templateName: a}]}, trafficRouting: {}, steps: [{setWeight: 10}, {pause: {}}]}}")
                .with(ResourceKind.ANALYSIS_TEMPLATE, template("a", "templates: [{templateName: b}]"))
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template("b", "templates: [{templateName: a}], metrics: [{name: m}]"));

        assertThat(judge(facts)).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            autoPromotionEnabled: false                                                      | AsExpected
            autoPromotionEnabled: false, autoPromotionSeconds: 60                            | AsExpected
            autoPromotionSeconds: 60                                                         | AsExpected
            autoPromotionSeconds: 59                                                         | ObservationTooShort
            autoPromotionEnabled: false, autoPromotionSeconds: 59                            | ObservationTooShort
            prePromotionAnalysis: {templates: [{templateName: errors}]}                      | AsExpected
            prePromotionAnalysis: {templates: [{templateName: once}]}                        | ObservationTooShort
            postPromotionAnalysis: {templates: [{templateName: errors}]}                     | ObservationTooShort
            prePromotionAnalysis: {templates: [{templateName: gone}]}                        | ObservationTooShort
            """)
    void blueGreenHasTimeBeforeTheSwitch(String blueGreen, Reason reason) {
        assertThat(judge(
                                "analysis: Optional",
                                facts("strategy: {blueGreen: {activeService: a, %s}}".formatted(blueGreen)))
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activeService: a",
                "activeService: a, autoPromotionEnabled: true",
                "activeService: a, autoPromotionSeconds: 0",
                "activeService: a, prePromotionAnalysis: {templates: [{templateName: empty}]}"
            })
    void blueGreenThatPromotesItselfAtOnceHasNoWayBack(String blueGreen) {
        String spec = "strategy: {blueGreen: {%s}}".formatted(blueGreen);
        String message =
                "Rollout ml-scoring: promotes itself at once; set autoPromotionEnabled: false, or add a prePromotionAnalysis";

        assertThat(judge("analysis: Optional, minObservation: 0s", facts(spec)))
                .isEqualTo(new Judgement(Verdict.Fail, Reason.NoWayBack, message));
        assertThat(judge(facts(spec)))
                .isEqualTo(new Judgement(Verdict.Fail, Reason.NoWayBack, message + " (and 2 more)"));
    }

    @Test
    void blueGreenIsJudgedBeforeOrAfterTheSwitch() {
        String spec = "strategy: {blueGreen: {activeService: a, autoPromotionEnabled: false, %s}}";

        assertThat(judge(facts(spec.formatted("prePromotionAnalysis: {templates: [{templateName: errors}]}"))))
                .isEqualTo(pass());
        assertThat(judge(facts(spec.formatted("postPromotionAnalysis: {templates: [{templateName: errors}]}"))))
                .isEqualTo(pass());
        assertThat(judge(facts(spec.formatted("previewService: b"))))
                .isEqualTo(new Judgement(Verdict.Fail, Reason.AnalysisMissing, NO_ANALYSIS));
        assertThat(judge(facts(spec.formatted("postPromotionAnalysis: {templates: [{templateName: gone}]}"))))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.AnalysisMissing,
                                "Rollout ml-scoring: names AnalysisTemplate gone, which was not found in ml; create it or correct the name"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # target                | workloadRef                                          | steers, if it is another
            Rollout    | ml-scoring | -                                                    | -
            Rollout    | ml-scoring | {kind: Deployment, name: ml-scoring-base}            | -
            Rollout    | ml-other   | -                                                    | its own pods
            Deployment | ml-scoring | {apiVersion: apps/v1, kind: Deployment, name: ml-scoring} | -
            Deployment | ml-scoring | -                                                    | its own pods
            Deployment | ml-scoring | {kind: Deployment, name: ml-other}                   | Deployment ml-other
            Deployment | ml-scoring | {kind: ReplicaSet, name: ml-scoring}                 | ReplicaSet ml-scoring
            Canary     | ml-scoring | -                                                    | its own pods
            """)
    void steersTheTarget(TargetKind kind, String target, String workloadRef, String steers) {
        String spec = steps(GOOD_STEPS) + (workloadRef == null ? "" : ", workloadRef: " + workloadRef);

        assertThat(judge(facts(spec).target(kind, target)))
                .isEqualTo(
                        steers == null
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.TargetMismatch,
                                        "Rollout ml-scoring: expected to steer %s %s, steers %s; name the object that steers the target, or correct its workloadRef"
                                                .formatted(kind, target, steers)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {observedGeneration: '3', phase: Healthy}     | Pass    | AsExpected     | Rollout ml-scoring: as expected
            {observedGeneration: '3', phase: Paused}      | Pass    | AsExpected     | Rollout ml-scoring: as expected
            {observedGeneration: '3', phase: Progressing} | Pass    | AsExpected     | Rollout ml-scoring: as expected
            {observedGeneration: '3', phase: Degraded}    | Fail    | CanaryFailed   | Rollout ml-scoring: reports Degraded; see its status for the cause, mend it and roll out again
            {observedGeneration: '2', phase: Degraded}    | Unknown | StatusOutdated | Rollout ml-scoring: status is for generation 2, spec is 3; its controller has not looked yet
            {observedGeneration: '2', phase: Healthy}     | Unknown | StatusOutdated | Rollout ml-scoring: status is for generation 2, spec is 3; its controller has not looked yet
            {phase: Healthy}                              | Unknown | StatusOutdated | Rollout ml-scoring: has no status, spec is generation 3; its controller has not looked yet
            {}                                            | Unknown | StatusOutdated | Rollout ml-scoring: has no status, spec is generation 3; its controller has not looked yet
            """)
    void theEngineReports(String status, Verdict verdict, Reason reason, String message) {
        assertThat(judge(world().with(ResourceKind.ROLLOUT, rollout(steps(GOOD_STEPS), status))))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @Test
    void theFirstLaunchIsJudgedByConfiguration() {
        FakeFacts silent = world().asFirstLaunch().with(ResourceKind.ROLLOUT, rollout(steps(GOOD_STEPS), "{}"));
        FakeFacts broken = world().asFirstLaunch().with(ResourceKind.ROLLOUT, rollout(steps("[]"), "{}"));
        FakeFacts refused = world().asFirstLaunch()
                .with(ResourceKind.ROLLOUT, rollout(steps(GOOD_STEPS), "{observedGeneration: '3', phase: Degraded}"));

        assertThat(judge(silent)).isEqualTo(pass());
        assertThat(judge(broken).reason()).isEqualTo(Reason.FirstStepTooLarge);
        assertThat(judge(refused).reason()).isEqualTo(Reason.CanaryFailed);
    }

    @Test
    void everyFaultIsCounted() {
        assertThat(judge(facts(steps("[]"))))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.FirstStepTooLarge,
                                "Rollout ml-scoring: first step 100%, at most 20%; begin with a smaller setWeight, and with trafficRouting where pods are few (and 2 more)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strategy: 7",
                "strategy: {canary: [1, 2]}",
                "strategy: {canary: {steps: {setWeight: 10}}}",
                "strategy: {canary: {steps: [7, null, [], x]}}",
                "strategy: {canary: {analysis: {templates: {templateName: errors}}, steps: [{setWeight: {}}]}}",
                "strategy: {blueGreen: yes}",
                "template: {}"
            })
    void nonsenseNeverPasses(String spec) {
        assertThat(judge(facts(spec)).verdict()).isEqualTo(Verdict.Fail);
    }

    private static Judgement judge(FakeFacts facts) {
        return judge("", facts);
    }

    private static Judgement judge(String fields, FakeFacts facts) {
        String item = "---\n{strategy: {rollout: {name: ml-scoring}}, " + fields + "}";
        return new CanaryCheck().judge(Serialization.unmarshal(item, CanaryParams.class), facts);
    }

    private static Judgement pass() {
        return new Judgement(Verdict.Pass, Reason.AsExpected, AS_EXPECTED);
    }

    /** A Rollout of enough pods that its weights count. */
    private static String steps(String steps) {
        return "replicas: 10, strategy: {canary: {steps: %s}}".formatted(steps);
    }

    private static String routed(String steps) {
        return "replicas: 1, strategy: {canary: {trafficRouting: {nginx: {stableIngress: a}}, steps: %s}}"
                .formatted(steps);
    }

    private static FakeFacts facts(String spec) {
        return world().with(ResourceKind.ROLLOUT, rollout(spec, "{observedGeneration: '3', phase: Healthy}"));
    }

    private static String rollout(String spec, String status) {
        return "---\n{metadata: {name: ml-scoring, namespace: ml, generation: 3}, spec: {%s}, status: %s}"
                .formatted(spec, status);
    }

    private static FakeFacts world() {
        return new FakeFacts()
                .target(TargetKind.Rollout, "ml-scoring")
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template("errors", "metrics: [{name: errors, interval: 20s, count: 4}]"))
                .with(ResourceKind.ANALYSIS_TEMPLATE, template("once", "metrics: [{name: errors}]"))
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template(
                                "argument",
                                "metrics: [{name: errors, initialDelay: 5s, interval: 1m, count: '{{args.count}}'}]"))
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template(
                                "early",
                                "metrics: [{name: errors, interval: 30s, count: 2147483647, consecutiveSuccessLimit: 2}]"))
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template("endless", "metrics: [{name: errors, interval: 999999999h, count: '2147483647'}]"))
                .with(ResourceKind.ANALYSIS_TEMPLATE, template("empty", "metrics: []"))
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template("rehearsed", "dryRun: [{metricName: err}], metrics: [{name: errors}]"))
                .with(ResourceKind.ANALYSIS_TEMPLATE, template("two", "metrics: [{name: errors}, {name: latency}]"))
                .with(ResourceKind.ANALYSIS_TEMPLATE, template("outer", "templates: [{templateName: errors}]"))
                .with(
                        ResourceKind.ANALYSIS_TEMPLATE,
                        template("broken", "templates: [{templateName: inner}], metrics: [{name: errors}]"))
                .with(
                        ResourceKind.CLUSTER_ANALYSIS_TEMPLATE,
                        "---\n{metadata: {name: latency}, spec: {metrics: [{name: latency}]}}");
    }

    private static String template(String name, String spec) {
        return "---\n{metadata: {name: %s, namespace: ml}, spec: {%s}}".formatted(name, spec);
    }
}
