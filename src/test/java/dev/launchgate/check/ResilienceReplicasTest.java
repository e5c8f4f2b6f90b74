package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.ResilienceWorld.PASS;
import static dev.launchgate.check.ResilienceWorld.STRATEGY;
import static dev.launchgate.check.ResilienceWorld.TEMPLATE;
import static dev.launchgate.check.ResilienceWorld.budget;
import static dev.launchgate.check.ResilienceWorld.hpa;
import static dev.launchgate.check.ResilienceWorld.judge;
import static dev.launchgate.check.ResilienceWorld.sound;
import static dev.launchgate.check.ResilienceWorld.unprotected;
import static dev.launchgate.check.ResilienceWorld.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.ResilienceParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas, the floor of autoscalers, and the strategy of a release. */
class ResilienceReplicasTest {
    private static final String OURS = "apiVersion: apps/v1, kind: Deployment, name: ml-scoring";
    private static final String BARE = "{disruptionBudget: Optional, spread: None, readinessProbe: Optional}";

    @Test
    void isShownUnderFailureModesAndJudgedBeforeTheRelease() {
        assertThat(ResilienceWorld.CHECK.section()).isEqualTo(Section.FailureModes);
        assertThat(ResilienceWorld.CHECK.phase()).isEqualTo(Phase.BeforeRelease);
        assertThat(Spec.plan(ResilienceWorld.CHECK, "{}", sound()).probes()).isEmpty();
    }

    @Test
    void aSoundDeploymentPassesBeforeAnyPodExists() {
        assertPass(judge("{}", sound().asFirstLaunch()), PASS);
    }

    @ParameterizedTest
    @CsvSource({"1", "0"})
    void fewerReplicasThanExpectedFail(int replicas) {
        assertFail(
                judge(BARE, unprotected(replicas)),
                Reason.TooFewReplicas,
                "Deployment ml-scoring: expected 2 replicas, saw %d; raise spec.replicas".formatted(replicas));
    }

    @Test
    void replicasThatAreNotWrittenAreOne() {
        assertFail(
                judge(BARE, world(TEMPLATE, STRATEGY)),
                Reason.TooFewReplicas,
                "Deployment ml-scoring: expected 2 replicas, saw 1; raise spec.replicas");
        assertPass(
                judge(
                        "{minReplicas: 1, disruptionBudget: Optional, spread: None, readinessProbe: Optional}",
                        world(TEMPLATE, STRATEGY)),
                PASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minReplicas: 1, maxReplicas: 5 | 1
            maxReplicas: 5                 | 1
            minReplicas: 0, maxReplicas: 5 | 0
            """)
    void theFloorOfAnAutoscalerCountsWhateverReplicasSay(String members, int floor) {
        assertFail(
                judge(BARE, unprotected(3).with(ResourceKind.HORIZONTAL_POD_AUTOSCALER, hpa("web", OURS, members))),
                Reason.AutoscalerFloorTooLow,
                "autoscaler web may go down to %d, expected 2; raise its minReplicas".formatted(floor));
    }

    @Test
    void anAutoscalerRaisesWhatReplicasSay() {
        assertPass(
                judge(
                        BARE,
                        unprotected(1)
                                .with(
                                        ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                                        hpa("web", OURS, "minReplicas: 2, maxReplicas: 5"))),
                PASS);
    }

    @Test
    void atZeroReplicasAnAutoscalerSleeps() {
        assertFail(
                judge(
                        BARE,
                        unprotected(0)
                                .with(
                                        ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                                        hpa("web", OURS, "minReplicas: 2, maxReplicas: 5"))),
                Reason.TooFewReplicas,
                "Deployment ml-scoring: expected 2 replicas, saw 0, at which autoscaler web does nothing; raise"
                        + " spec.replicas");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: apps/v1, kind: Deployment, name: other",
                "apiVersion: apps/v1, kind: StatefulSet, name: ml-scoring",
                "apiVersion: argoproj.io/v1alpha1, kind: Deployment, name: ml-scoring",
                "kind: Deployment, name: ml-scoring",
            })
    void theAutoscalerOfAnotherWorkloadDoesNotCount(String target) {
        assertPass(
                judge(
                        BARE,
                        unprotected(2)
                                .with(ResourceKind.HORIZONTAL_POD_AUTOSCALER, hpa("web", target, "maxReplicas: 5"))),
                PASS);
    }

    @Test
    void theGroupOfAnAutoscalersTargetCountsNotItsVersion() {
        assertThat(judge(
                                BARE,
                                unprotected(2)
                                        .with(
                                                ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                                                hpa("web", OURS.replace("apps/v1", "apps/v1beta2"), "maxReplicas: 5")))
                        .reason())
                .isEqualTo(Reason.AutoscalerFloorTooLow);
    }

    @Test
    void theLowestOfSeveralAutoscalersIsNamed() {
        FakeFacts facts = unprotected(2)
                .with(ResourceKind.HORIZONTAL_POD_AUTOSCALER, hpa("low", OURS, "minReplicas: 1, maxReplicas: 5"))
                .with(ResourceKind.HORIZONTAL_POD_AUTOSCALER, hpa("high", OURS, "minReplicas: 3, maxReplicas: 5"));
        assertFail(
                judge(BARE, facts),
                Reason.AutoscalerFloorTooLow,
                "autoscaler low may go down to 1, expected 2; raise its minReplicas");
    }

    private static String scaledObject(String annotations, String members) {
        return "metadata: {name: queue, namespace: ml, annotations: {%s}}\nspec: {scaleTargetRef: {name: ml-scoring}%s}\n"
                .formatted(annotations, members);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                         | ""                                           | 0 | minReplicaCount
            ""                                         | ", minReplicaCount: 1"                       | 1 | minReplicaCount
            ""                                         | ", minReplicaCount: 3, idleReplicaCount: 0"  | 0 | idleReplicaCount
            "autoscaling.keda.sh/paused-replicas: '1'" | ", minReplicaCount: 3"                       | 1 | annotation autoscaling.keda.sh/paused-replicas
            "autoscaling.keda.sh/paused: 'true'"       | ", minReplicaCount: 3"                       | 1 | spec.replicas, since it is paused
            """)
    void theFloorOfAScaledObjectCounts(String annotations, String members, int floor, String field) {
        assertFail(
                judge(BARE, unprotected(1).with(ResourceKind.SCALED_OBJECT, scaledObject(annotations, members))),
                Reason.AutoscalerFloorTooLow,
                "autoscaler queue may go down to %d, expected 2; raise its %s".formatted(floor, field));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void aScaledObjectRaisesWhatReplicasSayEvenFromZero(int replicas) {
        FakeFacts facts = unprotected(replicas)
                .with(ResourceKind.SCALED_OBJECT, scaledObject("", ", minReplicaCount: 2"))
                .with(
                        ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                        hpa("keda-hpa-queue", OURS, "minReplicas: 2, maxReplicas: 100"));
        assertPass(judge(BARE, facts), PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: other}",
                "{name: ml-scoring, kind: StatefulSet}",
                "{name: ml-scoring, apiVersion: argoproj.io/v1alpha1, kind: Rollout}",
            })
    void theScaledObjectOfAnotherWorkloadDoesNotCount(String target) {
        assertPass(
                judge(
                        BARE,
                        unprotected(2)
                                .with(
                                        ResourceKind.SCALED_OBJECT,
                                        scaledObject("", "").replace("{name: ml-scoring}", target))),
                PASS);
    }

    @Test
    void anAutoscalerThatIsNotInstalledIsNone() {
        FakeFacts facts =
                sound().obstacle(ResourceKind.SCALED_OBJECT, Obstacle.notInstalled(ResourceKind.SCALED_OBJECT));
        assertPass(judge("{}", facts), PASS);
    }

    @Test
    void withoutTheKindOfOthersTheItemIsUnknown() {
        assertUnknown(
                judge(
                        BARE,
                        unprotected(2)
                                .obstacle(
                                        ResourceKind.SCALED_OBJECT,
                                        Obstacle.forbidden(ResourceKind.SCALED_OBJECT, ""))),
                Reason.Forbidden,
                "may not list scaledobjects.keda.sh; the operator's role lacks apiGroups [\"keda.sh\"] resources"
                        + " [scaledobjects] verbs [get, list, watch]");
        assertUnknown(
                judge(
                        BARE,
                        unprotected(2)
                                .obstacle(
                                        ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                                        Obstacle.forbidden(ResourceKind.HORIZONTAL_POD_AUTOSCALER, "ml"))),
                Reason.Forbidden,
                "may not list horizontalpodautoscalers.autoscaling in ml; the operator's role lacks apiGroups"
                        + " [\"autoscaling\"] resources [horizontalpodautoscalers] verbs [get, list, watch]");
    }

    @Test
    void beforeTheCacheIsFilledItIsPending() {
        Obstacle obstacle = Obstacle.notSynced(ResourceKind.HORIZONTAL_POD_AUTOSCALER);
        assertThat(judge(BARE, unprotected(2).obstacle(ResourceKind.HORIZONTAL_POD_AUTOSCALER, obstacle)))
                .isEqualTo(new Judgement(
                        Verdict.Pending,
                        Reason.NotMeasuredYet,
                        "horizontalpodautoscalers.autoscaling are not read yet"));
    }

    @Test
    void recreateIsAnOutageAtEveryRelease() {
        assertFail(
                judge(BARE, world(TEMPLATE, "replicas: 3, strategy: {type: Recreate}")),
                Reason.StrategyRecreate,
                "Deployment ml-scoring: strategy Recreate makes every release an outage; use RollingUpdate");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 25%, 25%, true",
        "2, 25%, 1, true",
        "2, 25%, 99%, true",
        "2, 25%, 100%, false",
        "2, 0, 2, false",
        "3, 0, 2, true",
        "3, 0, 99%, true",
        "1, 0, 25%, false",
        "1, 1, 25%, true",
    })
    void aRollingUpdateMustLeavePodsRunning(int replicas, String surge, String unavailable, boolean passes) {
        FakeFacts facts = world(
                TEMPLATE,
                "replicas: %d, strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}"
                        .formatted(replicas, surge, unavailable));
        String params = "{minReplicas: 1, disruptionBudget: Optional, spread: None, readinessProbe: Optional}";
        if (passes) {
            assertPass(judge(params, facts), PASS);
        } else {
            assertFail(
                    judge(params, facts),
                    Reason.StrategyRecreate,
                    "Deployment ml-scoring: maxUnavailable %s with maxSurge %s lets a release stop all of %s; lower the first, or raise the second"
                            .formatted(unavailable, surge, Wording.count(replicas, "replica")));
        }
    }

    @Test
    void everythingThatIsWrongIsCounted() {
        FakeFacts facts = world(
                        ResilienceWorld.template("").replace("readinessProbe", "livenessProbe"),
                        "replicas: 1, strategy: {type: Recreate}")
                .with(ResourceKind.POD_DISRUPTION_BUDGET, budget("web", "minAvailable: 1"));
        assertFail(
                judge("{}", facts),
                Reason.TooFewReplicas,
                "Deployment ml-scoring: expected 2 replicas, saw 1; raise spec.replicas (and 4 more)");
    }

    @Test
    void aTargetThatIsNotThereIsMissing() {
        assertFail(
                judge("{}", new FakeFacts()),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
    }

    @Test
    void aTargetWhoseTemplateIsNotReadIsPending() {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.DEPLOYMENT, "metadata: {name: ml-scoring, namespace: ml}\nspec: {replicas: 2}");
        assertThat(judge("{}", facts))
                .isEqualTo(Judgement.pending(Reason.NotMeasuredYet, "the pod template of ml-scoring is not read yet"));
    }

    @Test
    void refusesWhatTheSchemaRefuses() {
        assertThat(Spec.refusals(ResilienceWorld.CHECK, "{minReplicas: 0}"))
                .containsExactly("minReplicas: must be from 1 to 1000");
        assertThat(Spec.refusals(ResilienceWorld.CHECK, "{minReplicas: 1001}"))
                .containsExactly("minReplicas: must be from 1 to 1000");
        assertThat(Spec.refusals(ResilienceWorld.CHECK, "{minReplicas: 1}"))
                .containsExactly("spread: one replica cannot be spread");
        assertThat(Spec.refusals(ResilienceWorld.CHECK, "{minReplicas: 1, spread: Zone}"))
                .containsExactly("spread: one replica cannot be spread");
        for (String fine : List.of("{}", "{minReplicas: 1, spread: None}", "{minReplicas: 1000, spread: Zone}")) {
            assertThat(Spec.refusals(ResilienceWorld.CHECK, fine)).as(fine).isEmpty();
        }
    }

    @Test
    void aSpecWithEveryFieldSaysWhatIsTheDefaultAnyway() {
        String every = "{minReplicas: 2, disruptionBudget: Required, spread: Host, readinessProbe: Required}";
        assertThat(Spec.refusals(ResilienceWorld.CHECK, every)).isEmpty();
        assertThat(Spec.of(ResilienceParams.class, every)).isEqualTo(Spec.of(ResilienceParams.class, "{}"));
        assertPass(judge(every, sound()), PASS);
    }
}
