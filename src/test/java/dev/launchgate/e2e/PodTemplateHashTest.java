package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries about the pods of a candidate alone: what a Prometheus is asked, for each workload that makes ReplicaSets. */
@ClusterTest
class PodTemplateHashTest {
    private static final Duration WITHIN_A_MINUTE = Duration.ofSeconds(60);
    private static PrometheusStub prometheus;
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    PodTemplateHashTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) throws IOException {
        prometheus = PrometheusStub.start();
        Map<String, String> settings = Operators.settings();
        settings.put("LAUNCHGATE_PROMETHEUS_URL", prometheus.url());
        operator = OperatorProcess.start(Operators.install(cluster).kubeconfig(), settings)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
        prometheus.close();
    }

    @Test
    void aDeploymentIsAskedAboutByTheHashOfItsCandidate() {
        Launch launch = Launch.in(cluster, "hash");
        launch.apply(launch.deployment("v1", false));
        checklist(launch, "Deployment");
        launch.awaitItem(WITHIN_A_MINUTE, "up", "Pass/AsExpected");
        String first = hash(launch, "v1");
        assertThat(asked(launch)).containsOnly(query(launch, first));

        launch.apply(launch.deployment("v2", false));
        launch.awaitComplete();
        String second = hash(launch, "v2");
        assertThat(second).isNotEqualTo(first);
        await("question about v2")
                .atMost(WITHIN_A_MINUTE)
                .until(() -> prometheus.queries().contains(query(launch, second)));
        launch.awaitItem(WITHIN_A_MINUTE, "up", "Pass/AsExpected");
    }

    @Test
    void aRolloutIsAskedAboutByWhatItsStatusNames() {
        try (ForeignCrds crds = ForeignCrds.of(cluster, "argo-rollouts-rollout")) {
            crds.install();
            Launch launch = Launch.in(cluster, "hash");
            launch.apply(ROLLOUT.formatted(launch.namespace()));
            checklist(launch, "Rollout");
            launch.awaitItem(WITHIN_A_MINUTE, "up", "Pending/AwaitsRelease");
            replicaSet(launch, "old1");
            replicaSet(launch, "new2");
            status(launch, "");
            launch.awaitItem(WITHIN_A_MINUTE, "up", "Pending/AwaitsRelease");
            assertThat(launch.message("up")).isEqualTo("judged when the new revision rolls out");
            assertThat(asked(launch)).isEmpty();

            status(launch, "new2");
            launch.awaitItem(WITHIN_A_MINUTE, "up", "Pass/AsExpected");
            assertThat(asked(launch)).containsOnly(query(launch, "new2"));
        }
    }

    private static String query(Launch launch, String hash) {
        return "up{namespace=\"%s\",pod=~\"app-%s-.*\"}".formatted(launch.namespace(), hash);
    }

    private static Iterable<String> asked(Launch launch) {
        return prometheus.queries().stream()
                .filter(query -> query.contains(launch.namespace()))
                .toList();
    }

    private static String hash(Launch launch, String version) {
        return launch.kubectl(
                        "get",
                        "replicasets",
                        "-o",
                        "jsonpath={.items[?(@.spec.template.metadata.annotations.app\\.kubernetes\\.io/version=='%s')].metadata.labels.pod-template-hash}"
                                .formatted(version))
                .orThrow();
    }

    private static void checklist(Launch launch, String kind) {
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {kind: %s, name: app}
                  gate: {mode: Audit, consecutivePasses: 1}
                  interval: 5s
                  timeout: 2s
                  items:
                    - name: up
                      phase: AfterRelease
                      metrics: {query: 'up{namespace="${namespace}",pod=~"${name}-${podTemplateHash}-.*"}', min: "1"}
                """.formatted(launch.namespace(), kind));
    }

    /** As the engine makes them: owned by the Rollout, and with its own label. */
    private static void replicaSet(Launch launch, String hash) {
        String uid = launch.kubectl("get", "rollout", "app", "-o", "jsonpath={.metadata.uid}")
                .orThrow();
        launch.apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: app-%2$s
                  namespace: %1$s
                  labels: {app: app, rollouts-pod-template-hash: %2$s}
                  ownerReferences:
                    - {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: app, uid: %3$s, controller: true}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: app, rollouts-pod-template-hash: %2$s}}
                  template:
                    metadata: {labels: {app: app, rollouts-pod-template-hash: %2$s}}
                    spec: {containers: [{name: app, image: "registry.example.com/app:v1"}]}
                """.formatted(launch.namespace(), hash, uid));
    }

    private static void status(Launch launch, String hash) {
        launch.kubectl("patch", "rollout", "app", "--subresource=status", "--type=merge", "-p", """
                        {"status": {"observedGeneration": "1", "phase": "Progressing", "currentPodHash": "%s", "stableRS": "old1"}}""".formatted(hash))
                .orThrow();
    }

    private static final String ROLLOUT = """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: app, namespace: %s}
            spec:
              replicas: 1
              selector: {matchLabels: {app: app}}
              template:
                metadata: {labels: {app: app}, annotations: {app.kubernetes.io/version: v1}}
                spec: {containers: [{name: app, image: "registry.example.com/app:v1"}]}
              strategy: {canary: {steps: [{setWeight: 10}, {pause: {}}]}}
            """;
}
