package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.ResilienceWorld.SPREAD;
import static dev.launchgate.check.ResilienceWorld.TEMPLATE;
import static dev.launchgate.check.ResilienceWorld.budget;
import static dev.launchgate.check.ResilienceWorld.hpa;
import static dev.launchgate.check.ResilienceWorld.judge;
import static dev.launchgate.check.ResilienceWorld.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;

/** Targets that a delivery engine steers. */
class ResilienceEngineTest {
    private static FakeFacts rollout(String spec, String status) {
        return new FakeFacts()
                .candidate(TEMPLATE)
                .target(TargetKind.Rollout, "scoring")
                .with(ResourceKind.POD_DISRUPTION_BUDGET, budget("web", "maxUnavailable: 1"))
                .with(ResourceKind.ROLLOUT, """
                        metadata: {name: scoring, namespace: ml, uid: r-1, generation: 3}
                        spec: {selector: {matchLabels: {app: ml-scoring}}, %s}
                        status: {%s}
                        """.formatted(spec, status));
    }

    private static String set(String name, String uid, String owner, String hash) {
        return MonitoringAgentWorld.replicaSet(name, uid, owner, TEMPLATE)
                .replace(
                        "labels: {app: ml-scoring}\n  owner",
                        "labels: {app: ml-scoring, rollouts-pod-template-hash: %s}\n  owner".formatted(hash));
    }

    @Test
    void aRolloutHasItsOwnReplicasAndAutoscaler() {
        String status = "observedGeneration: '3', currentPodHash: new";
        assertPass(judge("{}", rollout("replicas: 2", status)), "Rollout scoring: as expected");
        assertFail(
                judge("{}", rollout("replicas: 1", status)),
                Reason.TooFewReplicas,
                "Rollout scoring: expected 2 replicas, saw 1; raise spec.replicas (and 1 more)");
        assertFail(
                judge(
                        "{}",
                        rollout("replicas: 3", status)
                                .with(
                                        ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                                        hpa(
                                                "web",
                                                "apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: scoring",
                                                "minReplicas: 1"))),
                Reason.AutoscalerFloorTooLow,
                "autoscaler web may go down to 1, expected 2; raise its minReplicas (and 1 more)");
    }

    @Test
    void aRolloutMayLeaveItsTemplateToADeployment() {
        FakeFacts facts = rollout(
                        "replicas: 2, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: app}",
                        "observedGeneration: '3', currentPodHash: new")
                .candidate("{}")
                .with(
                        ResourceKind.DEPLOYMENT,
                        "metadata: {name: app, namespace: ml}\nspec:\n  replicas: 0\n  template:\n"
                                + TEMPLATE.indent(4));
        assertPass(judge("{}", facts), "Rollout scoring: as expected");
        assertFail(
                judge("{}", rollout("replicas: 2, workloadRef: {name: gone}", "observedGeneration: '3'")),
                Reason.ObjectMissing,
                "Deployment gone not found in ml; create it or correct the name");
    }

    @Test
    void theStatusOfARolloutTellsWhichPodsAreTheCandidates() {
        FakeFacts facts = rollout("replicas: 2", "observedGeneration: '3', currentPodHash: new")
                .with(ResourceKind.REPLICA_SET, set("s-old", "rs-old", "r-1", "old"))
                .with(ResourceKind.REPLICA_SET, set("s-new", "rs-new", "r-1", "new"))
                .with(ResourceKind.POD, MonitoringAgentWorld.pod("a", "rs-old", "node-1"))
                .with(ResourceKind.POD, MonitoringAgentWorld.pod("b", "rs-old", "node-1"));
        assertPass(judge("{}", facts), "Rollout scoring: as expected");
        facts.with(ResourceKind.POD, MonitoringAgentWorld.pod("c", "rs-new", "node-2"))
                .with(ResourceKind.POD, MonitoringAgentWorld.pod("d", "rs-new", "node-2"));
        assertFail(
                judge("{}", facts),
                Reason.PodsTogether,
                "Rollout scoring: 2 pods on 1 node, node-2; make room elsewhere, then delete one");
    }

    @Test
    void aRolloutThatItsControllerHasNotSeenIsUnknown() {
        assertUnknown(
                judge("{}", rollout("replicas: 2", "observedGeneration: '2', currentPodHash: new")),
                Reason.StatusOutdated,
                "Rollout scoring: status is for generation 2, spec is 3; its controller has not looked yet");
    }

    private static FakeFacts canary() {
        return new FakeFacts()
                .candidate(TEMPLATE)
                .target(TargetKind.Canary, "scoring")
                .with(ResourceKind.FLAGGER_CANARY, """
                        metadata: {name: scoring, namespace: ml}
                        spec: {targetRef: {kind: Deployment, name: ml-scoring}}
                        """);
    }

    private static String deployment(String name, String uid, int replicas, String template) {
        return "metadata: {name: %s, namespace: ml, uid: %s}\nspec:\n  replicas: %d\n  selector: {matchLabels: {app: %s}}\n  template:\n%s"
                .formatted(name, uid, replicas, name, template.indent(4));
    }

    @Test
    void beforeFlaggerHasMadeThePrimaryTheTargetItselfIsJudged() {
        FakeFacts facts = canary().with(ResourceKind.DEPLOYMENT, deployment("ml-scoring", "d-1", 2, TEMPLATE))
                .with(
                        ResourceKind.POD_DISRUPTION_BUDGET,
                        budget("web", "maxUnavailable: 1").replace("app: ml-scoring", "app: ml-scoring-primary"));
        assertPass(judge("{}", facts), "Canary scoring: as expected");
    }

    @Test
    void thePrimaryIsWhatServes() {
        String primary = TEMPLATE.replace("app: ml-scoring", "app: ml-scoring-primary");
        FakeFacts facts = canary().with(ResourceKind.DEPLOYMENT, deployment("ml-scoring", "d-1", 0, TEMPLATE))
                .with(ResourceKind.DEPLOYMENT, deployment("ml-scoring-primary", "d-p", 3, primary))
                .with(ResourceKind.SCALED_OBJECT, """
                        metadata: {name: q, namespace: ml, annotations: {autoscaling.keda.sh/paused-replicas: '0'}}
                        spec: {scaleTargetRef: {name: ml-scoring}}
                        """);
        assertFail(
                judge("{}", facts),
                Reason.BudgetMissing,
                "Deployment ml-scoring-primary: no PodDisruptionBudget selects its pods, which have"
                        + " app=ml-scoring-primary,tier=api; create one with maxUnavailable 1");
        facts.with(
                ResourceKind.POD_DISRUPTION_BUDGET,
                budget("web", "maxUnavailable: 1").replace("app: ml-scoring", "app: ml-scoring-primary"));
        assertPass(judge("{}", facts), "Canary scoring: as expected");

        facts.with(ResourceKind.REPLICA_SET, primarySet(primary))
                .with(ResourceKind.POD, primaryPod("a"))
                .with(ResourceKind.POD, primaryPod("b"));
        assertFail(
                judge("{}", facts),
                Reason.PodsTogether,
                "Deployment ml-scoring-primary: 2 pods on 1 node, node-1; make room elsewhere, then delete one");
    }

    @Test
    void aCandidateThatBringsTheRuleIsNotHeldForThePrimaryThatLacksIt() {
        String old = template("").replace("app: ml-scoring", "app: ml-scoring-primary");
        FakeFacts facts = canary().with(ResourceKind.DEPLOYMENT, deployment("ml-scoring", "d-1", 0, TEMPLATE))
                .with(ResourceKind.DEPLOYMENT, deployment("ml-scoring-primary", "d-p", 3, old))
                .with(ResourceKind.REPLICA_SET, primarySet(old))
                .with(ResourceKind.POD, primaryPod("a"))
                .with(ResourceKind.POD, primaryPod("b"));
        String params = "{disruptionBudget: Optional}";
        assertPass(judge(params, facts), "Canary scoring: as expected");
        assertThat(SPREAD).contains("app: ml-scoring");
        assertThat(judge(params, facts.candidate(template(""))).message()).endsWith(" (and 1 more)");
    }

    private static String primarySet(String template) {
        return MonitoringAgentWorld.replicaSet("primary-1", "rs-p", "d-p", template)
                .replace("labels: {app: ml-scoring}\n  owner", "labels: {app: ml-scoring-primary}\n  owner");
    }

    private static String primaryPod(String name) {
        return MonitoringAgentWorld.pod(name, "rs-p", "node-1").replace("app: ml-scoring,", "app: ml-scoring-primary,");
    }
}
