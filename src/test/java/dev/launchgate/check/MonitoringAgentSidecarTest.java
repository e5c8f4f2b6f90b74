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
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringAgentSidecarTest {
    private static final String ITEM = "agent: {sidecar: {container: otel-agent}}";
    private static final String INJECTED =
            "agent: {sidecar: {container: istio-proxy, injectAnnotation: sidecar.istio.io/inject}}";

    private static String annotated(String value) {
        return TEMPLATE.replace(
                "metadata: {", "metadata: {annotations: {sidecar.istio.io/inject: '%s'}, ".formatted(value));
    }

    private static FakeFacts injected(String value) {
        return new FakeFacts()
                .candidate(annotated(value))
                .with(ResourceKind.DEPLOYMENT, """
                        metadata: {name: ml-scoring, namespace: ml, uid: d-1}
                        spec: {selector: {matchLabels: {app: ml-scoring}}}
                        """)
                .with(ResourceKind.REPLICA_SET, replicaSet("ml-scoring-1", "rs-1", "d-1", annotated(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel-agent", "app"})
    void aContainerOfTheTemplatePasses(String container) {
        assertPass(
                judge(ITEM.replace("otel-agent", container), deployed().asFirstLaunch()),
                "container " + container + ": as expected");
    }

    @Test
    void aContainerThatIsNotInTheTemplateIsMissing() {
        assertFail(
                judge(ITEM.replace("otel-agent", "fluent-bit"), deployed()),
                Reason.SidecarMissing,
                "container fluent-bit is not in the template; add it");
    }

    @Test
    void anInitContainerThatEndsIsNoSidecar() {
        assertFail(
                judge(ITEM.replace("otel-agent", "migrate"), deployed()),
                Reason.SidecarMissing,
                "container migrate is an init container that ends; give it restartPolicy Always");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "enabled", "ml-collector", "Y"})
    void anAnnotationForInjectionIsEnoughBeforeAnyPodExists(String value) {
        assertPass(judge(INJECTED, injected(value).asFirstLaunch()), "container istio-proxy: as expected");
        assertPass(judge(INJECTED, injected(value)), "container istio-proxy: as expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "no", "N", "off", "0", "disabled", "", " "})
    void anAnnotationThatSaysNoIsNone(String value) {
        assertFail(
                judge(INJECTED, injected(value)),
                Reason.SidecarMissing,
                "container istio-proxy is not in the template (nor annotated for injection); add it");
    }

    @Test
    void withoutTheAnnotationItIsMissing() {
        assertFail(
                judge(INJECTED, deployed()),
                Reason.SidecarMissing,
                "container istio-proxy is not in the template (nor annotated for injection); add it");
    }

    @Test
    void onceInjectedItMustBeInThePods() {
        String with = pod("ml-1", "rs-1", "node-1")
                .replace("containers: [{name: app}]", "containers: [{name: app}, {name: istio-proxy}]")
                .replace("{name: app, ready: true}", "{name: app, ready: true}, {name: istio-proxy, ready: true}");
        assertPass(
                judge(INJECTED, injected("true").with(ResourceKind.POD, with)), "container istio-proxy: as expected");
        assertFail(
                judge(
                        INJECTED,
                        injected("true")
                                .with(ResourceKind.POD, with)
                                .with(ResourceKind.POD, pod("ml-2", "rs-1", "node-1"))),
                Reason.SidecarMissing,
                "container istio-proxy is not in pod ml-2, though the template asks for it; is the injector running?");
    }

    @Test
    void aSidecarThatIsReadyInEveryPodPasses() {
        FakeFacts facts = deployed()
                .with(ResourceKind.POD, pod("ml-1", "rs-1", "node-1"))
                .with(ResourceKind.POD, pod("ml-2", "rs-1", "node-2"));
        assertPass(judge(ITEM, facts), "container otel-agent: as expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name: otel-agent, ready: false}", "{name: otel-agent}", "{name: other, ready: true}"})
    void aSidecarThatIsNotReadyFails(String status) {
        FakeFacts facts = deployed()
                .with(ResourceKind.POD, pod("ml-1", "rs-1", "node-1"))
                .with(
                        ResourceKind.POD,
                        pod("ml-2", "rs-1", "node-2").replace("{name: otel-agent, ready: true}", status))
                .with(
                        ResourceKind.POD,
                        pod("ml-3", "rs-1", "node-2").replace("{name: otel-agent, ready: true}", status));
        assertFail(
                judge(ITEM, facts),
                Reason.AgentNotReady,
                "container otel-agent is not ready in pod ml-2; see its log (and 1 more)");
    }

    @Test
    void aFreshPodGetsTwoMinutes() {
        String starting = pod("ml-1", "rs-1", "node-1")
                .replace("{name: otel-agent, ready: true}", "{name: otel-agent, ready: false}")
                .replace("09:00:00Z", "09:58:01Z");
        assertThat(judge(ITEM, deployed().with(ResourceKind.POD, starting)))
                .isEqualTo(new Judgement(
                        Verdict.Pending, Reason.NotMeasuredYet, "container otel-agent in pod ml-1 is starting"));
        assertThat(judge(ITEM, deployed().with(ResourceKind.POD, starting).at("2026-11-20T10:00:01Z"))
                        .reason())
                .isEqualTo(Reason.AgentNotReady);
    }

    /** Else no candidate that adds the container, or mends it, could ever be released. */
    @Test
    void podsOfTheRevisionThatItReplacesAreNotLookedAt() {
        String old = TEMPLATE.replace("- {name: otel-agent, image: 'otel:1', restartPolicy: Always}\n", "");
        FakeFacts facts = deployed()
                .with(ResourceKind.REPLICA_SET, replicaSet("ml-scoring-0", "rs-0", "d-1", old))
                .with(ResourceKind.POD, pod("old", "rs-0", "node-1").replace("{name: otel-agent}, ", ""))
                .with(
                        ResourceKind.POD,
                        pod("stranger", "rs-7", "node-1")
                                .replace("{name: otel-agent, ready: true}", "{name: otel-agent}"));
        assertPass(judge(ITEM, facts), "container otel-agent: as expected");
    }

    @Test
    void podsOfARestartAreTheCandidates() {
        String restarted = TEMPLATE.replace(
                "metadata: {", "metadata: {annotations: {kubectl.kubernetes.io/restartedAt: '2026-11-20T08:00:00Z'}, ");
        FakeFacts facts = new FakeFacts()
                .candidate(restarted)
                .with(ResourceKind.DEPLOYMENT, "metadata: {name: ml-scoring, namespace: ml, uid: d-1}")
                .with(ResourceKind.REPLICA_SET, replicaSet("ml-scoring-1", "rs-1", "d-1", TEMPLATE))
                .with(
                        ResourceKind.POD,
                        pod("ml-1", "rs-1", "node-1").replace("{name: otel-agent, ready: true}", "{name: otel-agent}"));
        assertThat(judge(ITEM, facts).reason()).isEqualTo(Reason.AgentNotReady);
    }

    @Test
    void podsThatMayNotBeReadAreUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.POD, "ml");
        assertUnknown(
                judge(ITEM, deployed().obstacle(ResourceKind.POD, obstacle)), Reason.Forbidden, obstacle.message());
    }

    @Test
    void withoutATargetItIsSaid() {
        assertFail(
                judge(ITEM, new FakeFacts()),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
    }

    /** Argo Rollouts writes a label of its own into the templates of its ReplicaSets, so that they differ from the candidate. */
    @Test
    void ofARolloutThePodsOfThePresentReplicaSetAreLookedAt() {
        String marked = "labels: {app: ml-scoring, rollouts-pod-template-hash: %s}";
        FakeFacts facts = new FakeFacts()
                .candidate(TEMPLATE)
                .target(TargetKind.Rollout, "scoring")
                .with(ResourceKind.ROLLOUT, """
                        metadata: {name: scoring, namespace: ml, uid: r-1, generation: 2}
                        spec: {selector: {matchLabels: {app: ml-scoring}}}
                        status: {observedGeneration: '2', currentPodHash: new}
                        """)
                .with(
                        ResourceKind.REPLICA_SET,
                        replicaSet("s-old", "rs-old", "r-1", TEMPLATE)
                                .replace("labels: {app: ml-scoring}", marked.formatted("old")))
                .with(
                        ResourceKind.REPLICA_SET,
                        replicaSet("s-new", "rs-new", "r-1", TEMPLATE)
                                .replace("labels: {app: ml-scoring}", marked.formatted("new")))
                .with(
                        ResourceKind.POD,
                        pod("old", "rs-old", "node-1")
                                .replace("{name: otel-agent, ready: true}", "{name: otel-agent}"));
        assertPass(judge(ITEM, facts), "container otel-agent: as expected");
        facts.with(
                ResourceKind.POD,
                pod("new", "rs-new", "node-1").replace("{name: otel-agent, ready: true}", "{name: otel-agent}"));
        assertFail(
                judge(ITEM, facts), Reason.AgentNotReady, "container otel-agent is not ready in pod new; see its log");
    }
}
