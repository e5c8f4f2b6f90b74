package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.ResilienceWorld.PASS;
import static dev.launchgate.check.ResilienceWorld.budget;
import static dev.launchgate.check.ResilienceWorld.hpa;
import static dev.launchgate.check.ResilienceWorld.judge;
import static dev.launchgate.check.ResilienceWorld.sound;
import static dev.launchgate.check.ResilienceWorld.unprotected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResilienceBudgetTest {
    private static final String MISSING = "Deployment ml-scoring: no PodDisruptionBudget selects its pods, which have"
            + " app=ml-scoring,tier=api; create one with maxUnavailable 1";

    private static FakeFacts with(int replicas, String budget) {
        return unprotected(replicas).with(ResourceKind.POD_DISRUPTION_BUDGET, budget);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | minAvailable: 1
            3 | minAvailable: 2
            3 | maxUnavailable: 1
            3 | maxUnavailable: 2
            2 | minAvailable: 50%
            3 | minAvailable: 34%
            3 | maxUnavailable: 1%
            3 | maxUnavailable: 66%
            100 | minAvailable: 99%
            """)
    void aBudgetThatLetsSomeGoButNotAllPasses(int replicas, String limit) {
        assertPass(judge("{}", with(replicas, budget("web", limit))), PASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | minAvailable 2        | minAvailable: 2
            2 | minAvailable 9        | minAvailable: 9
            2 | minAvailable 100%     | minAvailable: 100%
            2 | minAvailable 51%      | minAvailable: 51%
            3 | minAvailable 67%      | minAvailable: 67%
            2 | maxUnavailable 0      | maxUnavailable: 0
            2 | maxUnavailable 0%     | maxUnavailable: 0%
            2 | no limit              | unhealthyPodEvictionPolicy: AlwaysAllow
            2 | minAvailable half     | minAvailable: half
            2 | maxUnavailable -1     | maxUnavailable: -1
            2 | maxUnavailable 1.5    | maxUnavailable: 1.5
            2 | maxUnavailable 5000000000 | maxUnavailable: 5000000000
            """)
    void aBudgetThatLetsNoneGoBlocksDrains(int replicas, String shown, String limit) {
        assertFail(
                judge("{}", with(replicas, budget("web", limit))),
                Reason.BudgetBlocksDrains,
                "PodDisruptionBudget web: %s of %d replicas allows no disruption, so no node can be drained; let one pod go"
                        .formatted(shown, replicas));
        assertThat(judge("{disruptionBudget: Optional}", with(replicas, budget("web", limit)))
                        .reason())
                .isEqualTo(Reason.BudgetBlocksDrains);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | minAvailable 0       | minAvailable: 0
            2 | minAvailable 0%      | minAvailable: 0%
            2 | minAvailable -1      | minAvailable: -1
            2 | maxUnavailable 2     | maxUnavailable: 2
            2 | maxUnavailable 51%   | maxUnavailable: 51%
            3 | maxUnavailable 67%   | maxUnavailable: 67%
            3 | maxUnavailable 100%  | maxUnavailable: 100%
            3 | maxUnavailable 9     | maxUnavailable: 9
            """)
    void aBudgetThatLetsAllGoProtectsNothing(int replicas, String shown, String limit) {
        assertFail(
                judge("{}", with(replicas, budget("web", limit))),
                Reason.BudgetAllowsAll,
                "PodDisruptionBudget web: %s of %d replicas allows losing every pod; keep at least one"
                        .formatted(shown, replicas));
        assertPass(judge("{disruptionBudget: Optional}", with(replicas, budget("web", limit))), PASS);
    }

    @Test
    void whatIsWantedIsTheFloorOfTheAutoscaler() {
        FakeFacts facts = with(9, budget("web", "minAvailable: 2"))
                .with(
                        ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                        hpa(
                                "web",
                                "apiVersion: apps/v1, kind: Deployment, name: ml-scoring",
                                "minReplicas: 2, maxReplicas: 9"));
        assertFail(
                judge("{}", facts),
                Reason.BudgetBlocksDrains,
                "PodDisruptionBudget web: minAvailable 2 of 2 replicas allows no disruption, so no node can be drained;"
                        + " let one pod go");
    }

    @Test
    void ofNoReplicasNothingIsComputed() {
        assertFail(
                judge("{}", with(0, budget("web", "minAvailable: 1"))),
                Reason.TooFewReplicas,
                "Deployment ml-scoring: expected 2 replicas, saw 0; raise spec.replicas");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selector: {}",
                "selector: {matchLabels: {app: ml-scoring}}",
                "selector: {matchLabels: {app: ml-scoring, tier: api}}",
                "selector: {matchExpressions: [{key: tier, operator: In, values: [api, web]}]}",
                "selector: {matchExpressions: [{key: tier, operator: Exists}, {key: canary, operator: DoesNotExist}]}",
                "selector: {matchLabels: {app: ml-scoring}, matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}",
            })
    void aBudgetThatSelectsThePodsCounts(String selector) {
        assertPass(judge("{}", with(3, budget("web", "maxUnavailable: 1", selector))), PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selector: null",
                "other: {}",
                "selector: {matchLabels: {app: other}}",
                "selector: {matchLabels: {app: ml-scoring, tier: web}}",
                "selector: {matchExpressions: [{key: tier, operator: NotIn, values: [api]}]}",
                "selector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}",
                "selector: {matchLabels: {app: ml-scoring}, matchExpressions: [{key: zone, operator: Exists}]}",
            })
    void aBudgetOfOtherPodsDoesNot(String selector) {
        FakeFacts facts = with(3, budget("web", "maxUnavailable: 1", selector));
        assertFail(judge("{}", facts), Reason.BudgetMissing, MISSING);
        assertPass(judge("{disruptionBudget: Optional}", facts), PASS);
    }

    @Test
    void withoutAnyBudgetItIsMissing() {
        assertFail(judge("{}", unprotected(3)), Reason.BudgetMissing, MISSING);
    }

    @Test
    void aBudgetOfAnotherNamespaceDoesNotCount() {
        assertFail(
                judge("{}", with(3, budget("web", "maxUnavailable: 1").replace("namespace: ml", "namespace: other"))),
                Reason.BudgetMissing,
                MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Required", "Optional"})
    void twoBudgetsConflictWhateverEachSays(String required) {
        FakeFacts facts =
                sound().with(ResourceKind.POD_DISRUPTION_BUDGET, budget("all", "maxUnavailable: 0", "selector: {}"));
        assertFail(
                judge("{disruptionBudget: %s}".formatted(required), facts),
                Reason.BudgetConflict,
                "PodDisruptionBudgets web, all select the same pods, so that no eviction succeeds; keep one");
    }

    @Test
    void budgetsThatMayNotBeReadAreUnknown() {
        assertUnknown(
                judge(
                        "{}",
                        sound().obstacle(
                                        ResourceKind.POD_DISRUPTION_BUDGET,
                                        Obstacle.forbidden(ResourceKind.POD_DISRUPTION_BUDGET, "ml"))),
                Reason.Forbidden,
                "may not list poddisruptionbudgets.policy in ml; the operator's role lacks apiGroups [\"policy\"] resources"
                        + " [poddisruptionbudgets] verbs [get, list, watch]");
    }
}
