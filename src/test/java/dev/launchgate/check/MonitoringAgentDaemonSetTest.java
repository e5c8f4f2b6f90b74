package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.MonitoringAgentWorld.TEMPLATE;
import static dev.launchgate.check.MonitoringAgentWorld.deployed;
import static dev.launchgate.check.MonitoringAgentWorld.judge;
import static dev.launchgate.check.MonitoringAgentWorld.pod;
import static dev.launchgate.check.MonitoringAgentWorld.replicaSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringAgentDaemonSetTest {
    private static final String ITEM = "agent: {daemonSet: {namespace: monitoring, name: node-exporter}}\n";

    private static final String DAEMON_SET = """
            metadata: {name: node-exporter, namespace: monitoring, uid: ds-1, generation: 2}
            spec: {selector: {matchLabels: {app: node-exporter}}}
            status: {observedGeneration: 2, desiredNumberScheduled: 3, numberReady: 3}
            """;

    private static String agent(String name, String node) {
        return """
                metadata:
                  name: %s
                  namespace: monitoring
                  labels: {app: node-exporter}
                  ownerReferences: [{kind: DaemonSet, uid: ds-1, controller: true}]
                spec: {nodeName: %s}
                status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}
                """.formatted(name, node);
    }

    private static String node(String name) {
        return "metadata: {name: %s, labels: {disk: ssd}}\nspec: {}\n".formatted(name);
    }

    /** Two pods of the target on node-1 and node-2, agents on the nodes given. */
    private static FakeFacts running(String... agents) {
        FakeFacts facts = deployed()
                .with(ResourceKind.DAEMON_SET, DAEMON_SET)
                .with(ResourceKind.POD, pod("ml-1", "rs-1", "node-1"))
                .with(ResourceKind.POD, pod("ml-2", "rs-1", "node-2"));
        for (String node : agents) {
            facts.with(ResourceKind.POD, agent("agent-" + node, node));
        }
        return facts;
    }

    @Test
    void anAgentOnEveryNodeThatIsUsedPasses() {
        assertPass(judge(ITEM, running("node-1", "node-2")), "DaemonSet node-exporter: as expected");
    }

    @Test
    void aNodeWithoutAgentFails() {
        assertFail(
                judge(ITEM, running("node-2", "node-3")),
                Reason.AgentNotOnNode,
                "1 of 2 nodes used by ml-scoring lack a ready node-exporter pod: node-1");
    }

    @Test
    void atMostFiveNodesAreNamed() {
        FakeFacts facts = running();
        for (int i = 3; i < 10; i++) {
            facts.with(ResourceKind.POD, pod("ml-" + i, "rs-1", "node-" + i));
        }
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotOnNode,
                "9 of 9 nodes used by ml-scoring lack a ready node-exporter pod: node-1, node-2, node-3, node-4,"
                        + " node-5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status: {phase: Running, conditions: [{type: Ready, status: 'False'}]}",
                "status: {phase: Running}",
                "status: {phase: Failed, conditions: [{type: Ready, status: 'True'}]}",
            })
    void anAgentThatIsNotReadyDoesNotCount(String status) {
        String agent = agent("agent-node-1", "node-1");
        FakeFacts facts =
                running("node-2").with(ResourceKind.POD, agent.substring(0, agent.indexOf("status:")) + status);
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.AgentNotOnNode);
    }

    @Test
    void anAgentThatIsEndingDoesNotCount() {
        String agent = agent("agent-node-1", "node-1")
                .replace("metadata:", "metadata:\n  deletionTimestamp: '2026-11-20T09:59:00Z'");
        assertThat(judge(ITEM, running("node-2").with(ResourceKind.POD, agent)).reason())
                .isEqualTo(Reason.AgentNotOnNode);
    }

    @Test
    void aPodThatOnlyLooksLikeAnAgentDoesNotCount() {
        String stranger = agent("stranger", "node-1").replace("uid: ds-1", "uid: ds-2");
        String orphan = agent("orphan", "node-1").replaceAll("  ownerReferences.*\n", "");
        FakeFacts facts = running("node-2").with(ResourceKind.POD, stranger).with(ResourceKind.POD, orphan);
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.AgentNotOnNode);
    }

    @Test
    void podsThatOnlyLookLikeTheTargetsUseNoNode() {
        FakeFacts facts = running("node-1", "node-2")
                .with(ResourceKind.REPLICA_SET, replicaSet("other-1", "rs-9", "d-9", TEMPLATE))
                .with(ResourceKind.POD, pod("other", "rs-9", "node-7"))
                .with(ResourceKind.POD, pod("unowned", "nobody", "node-8"));
        assertPass(judge(ITEM, facts), "DaemonSet node-exporter: as expected");
    }

    @Test
    void podsThatEndedOrEndUseNoNode() {
        FakeFacts facts = running("node-1", "node-2")
                .with(ResourceKind.POD, pod("gone", "rs-1", "node-7").replace("phase: Running", "phase: Succeeded"))
                .with(ResourceKind.POD, pod("evicted", "rs-1", "node-8").replace("phase: Running", "phase: Failed"))
                .with(
                        ResourceKind.POD,
                        pod("ending", "rs-1", "node-9")
                                .replace("metadata:", "metadata:\n  deletionTimestamp: '2026-11-20T09:59:00Z'"));
        assertPass(judge(ITEM, facts), "DaemonSet node-exporter: as expected");
    }

    @Test
    void podsOfEveryRevisionUseNodes() {
        FakeFacts facts = running("node-1", "node-2")
                .with(
                        ResourceKind.REPLICA_SET,
                        replicaSet("ml-scoring-0", "rs-0", "d-1", TEMPLATE.replace("ml:1", "ml:0")))
                .with(ResourceKind.POD, pod("old", "rs-0", "node-3"));
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotOnNode,
                "1 of 3 nodes used by ml-scoring lack a ready node-exporter pod: node-3");
    }

    @ParameterizedTest
    @CsvSource({
        "100%, Fail",
        "50.1%, Fail",
        "50%, Pass",
        "1%, Pass",
    })
    void coverageIsAShareOfTheNodes(String coverage, Verdict verdict) {
        assertThat(judge(ITEM + "coverage: " + coverage, running("node-1")).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void aDaemonSetBehindItsGenerationIsNotReady() {
        FakeFacts facts = running("node-1", "node-2");
        FakeFacts behind = deployed()
                .with(ResourceKind.DAEMON_SET, DAEMON_SET.replace("observedGeneration: 2", "observedGeneration: 1"))
                .with(ResourceKind.POD, pod("ml-1", "rs-1", "node-1"))
                .with(ResourceKind.POD, agent("agent-1", "node-1"));
        assertThat(judge(ITEM, facts).verdict()).isEqualTo(Verdict.Pass);
        assertFail(
                judge(ITEM, behind),
                Reason.AgentNotReady,
                "DaemonSet node-exporter: status is for generation 1, spec is 2; its controller has not looked yet");
    }

    @Test
    void aDaemonSetThatNoNodeShouldRunIsNotReady() {
        FakeFacts facts = deployed()
                .asFirstLaunch()
                .with(
                        ResourceKind.DAEMON_SET,
                        DAEMON_SET.replace("desiredNumberScheduled: 3, numberReady: 3", "desiredNumberScheduled: 0"));
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotReady,
                "DaemonSet node-exporter: no node is scheduled to run it; correct its node selector or tolerations");
    }

    @Test
    void onTheFirstLaunchItsOwnNumbersAreADeclaration() {
        FakeFacts facts = deployed().asFirstLaunch().with(ResourceKind.DAEMON_SET, DAEMON_SET);
        assertThat(judge(ITEM, facts))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "DaemonSet node-exporter: declared, not measured; add nodes: Eligible to prove it"));
    }

    @Test
    void itsOwnNumbersMustSufficeAllTheSame() {
        FakeFacts facts = deployed()
                .asFirstLaunch()
                .with(ResourceKind.DAEMON_SET, DAEMON_SET.replace("numberReady: 3", "numberReady: 1"));
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotReady,
                "DaemonSet node-exporter: 1 of 3 pods ready; see why the others are not");
        assertThat(judge(ITEM + "coverage: 33%", facts).reason()).isEqualTo(Reason.DeclaredOnly);
    }

    @Test
    void aTargetWithoutPodsUsesNoNodeYet() {
        FakeFacts facts = deployed()
                .with(ResourceKind.DAEMON_SET, DAEMON_SET)
                .with(ResourceKind.POD, pod("unscheduled", "rs-1", "''"));
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.DeclaredOnly);
    }

    @Test
    void everyEligibleNodeNeedsAnAgentBeforeAnyPodExists() {
        FakeFacts facts = deployed()
                .asFirstLaunch()
                .with(ResourceKind.DAEMON_SET, DAEMON_SET)
                .with(ResourceKind.NODE, node("node-1"))
                .with(ResourceKind.NODE, node("node-2"))
                .with(ResourceKind.NODE, node("hdd").replace("ssd", "hdd"))
                .with(
                        ResourceKind.NODE,
                        node("tainted").replace("spec: {}", "spec: {taints: [{key: gpu, effect: NoSchedule}]}"))
                .with(ResourceKind.POD, agent("agent-1", "node-1"));
        assertFail(
                judge(ITEM + "nodes: Eligible", facts),
                Reason.AgentNotOnNode,
                "1 of 2 nodes that ml-scoring may use lack a ready node-exporter pod: node-2");
        facts.with(ResourceKind.POD, agent("agent-2", "node-2"));
        assertPass(judge(ITEM + "nodes: Eligible", facts), "DaemonSet node-exporter: as expected");
        facts.with(ResourceKind.NODE, node("added"));
        assertThat(judge(ITEM + "nodes: Eligible", facts).reason()).isEqualTo(Reason.AgentNotOnNode);
    }

    @Test
    void noNodeForTheCandidateFails() {
        FakeFacts facts =
                running("node-1", "node-2").with(ResourceKind.NODE, node("hdd").replace("ssd", "hdd"));
        assertFail(
                judge(ITEM + "nodes: Eligible", facts),
                Reason.AgentNotOnNode,
                "none of 1 nodes may run ml-scoring; correct its node selector, affinity or tolerations");
    }

    @Test
    void nodesThatMayNotBeListedAreUnknown() {
        assertUnknown(
                judge(
                        ITEM + "nodes: Eligible",
                        running("node-1", "node-2")
                                .obstacle(ResourceKind.NODE, Obstacle.forbidden(ResourceKind.NODE, ""))),
                Reason.Forbidden,
                "may not list nodes; the operator's role lacks apiGroups [\"\"] resources [nodes] verbs [get, list,"
                        + " watch]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POD", "REPLICA_SET", "DEPLOYMENT", "DAEMON_SET"})
    void whatMayNotBeReadIsUnknown(String field) throws ReflectiveOperationException {
        ResourceKind kind = (ResourceKind) ResourceKind.class.getField(field).get(null);
        Obstacle obstacle = Obstacle.forbidden(kind, "ml");
        Judgement judgement = judge(ITEM, running("node-1", "node-2").obstacle(kind, obstacle));
        assertUnknown(judgement, Reason.Forbidden, obstacle.message());
    }

    @Test
    void aNamespaceThatIsNotSharedIsUnknown() {
        assertUnknown(
                judge(ITEM, running("node-1", "node-2").unshared("monitoring")),
                Reason.NamespaceNotShared,
                "namespace monitoring is not shared; the administrator can add it to"
                        + " launchgate.references.shared-namespaces");
    }

    @Test
    void aDaemonSetThatIsNotThereIsMissing() {
        assertFail(
                judge(ITEM, deployed()),
                Reason.ObjectMissing,
                "DaemonSet node-exporter not found in monitoring; create it or correct the name");
        assertFail(
                judge("agent: {daemonSet: {name: node-exporter}}", deployed()),
                Reason.ObjectMissing,
                "DaemonSet node-exporter not found in ml; create it or correct the name");
    }

    @Test
    void aTargetThatIsNotThereIsMissing() {
        FakeFacts facts = new FakeFacts().with(ResourceKind.DAEMON_SET, DAEMON_SET);
        assertFail(
                judge(ITEM, facts),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
        assertFail(
                judge(ITEM + "nodes: Eligible", facts),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
    }

    @Test
    void aRolloutOwnsItsReplicaSetsItself() {
        FakeFacts facts = running("node-1")
                .target(TargetKind.Rollout, "scoring")
                .with(ResourceKind.ROLLOUT, """
                        metadata: {name: scoring, namespace: ml, uid: r-1}
                        spec: {selector: {matchLabels: {app: ml-scoring}}}
                        """)
                .with(ResourceKind.REPLICA_SET, replicaSet("scoring-1", "rs-r", "r-1", TEMPLATE))
                .with(ResourceKind.POD, pod("scoring-1-a", "rs-r", "node-4"));
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotOnNode,
                "1 of 1 nodes used by scoring lack a ready node-exporter pod: node-4");
    }

    @Test
    void ofACanaryThePrimaryUsesNodesToo() {
        FakeFacts facts = running("node-1", "node-2")
                .target(TargetKind.Canary, "scoring")
                .with(ResourceKind.FLAGGER_CANARY, """
                        metadata: {name: scoring, namespace: ml}
                        spec: {targetRef: {kind: Deployment, name: ml-scoring}}
                        """)
                .with(ResourceKind.DEPLOYMENT, """
                        metadata: {name: ml-scoring-primary, namespace: ml, uid: d-p}
                        spec: {selector: {matchLabels: {app: ml-scoring-primary}}}
                        """)
                .with(
                        ResourceKind.REPLICA_SET,
                        replicaSet("primary-1", "rs-p", "d-p", TEMPLATE)
                                .replace("app: ml-scoring}", "app: ml-scoring-primary}"))
                .with(
                        ResourceKind.POD,
                        pod("primary-1-a", "rs-p", "node-5").replace("app: ml-scoring,", "app: ml-scoring-primary,"));
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotOnNode,
                "1 of 3 nodes used by scoring lack a ready node-exporter pod: node-5");

        Obstacle obstacle = Obstacle.forbidden(ResourceKind.POD, "ml");
        assertUnknown(judge(ITEM, facts.obstacle(ResourceKind.POD, obstacle)), Reason.Forbidden, obstacle.message());
    }
}
