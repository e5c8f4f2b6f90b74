package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.launchgate.check.BoardFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dashboards where a cluster has them: in ConfigMaps, as objects of the Grafana operator, and in the administrator's Grafana. */
@ClusterTest
class DashboardTest {
    /** The operator looks every 20 seconds for kinds that were not installed. */
    private static final Duration WITHIN_A_MINUTE = Duration.ofSeconds(60);

    private static OperatorProcess operator;
    private static HttpServer grafana;
    private final ControlPlane cluster;

    DashboardTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) throws IOException {
        grafana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        grafana.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().equals("/api/dashboards/uid/web");
            byte[] body = (known ? BoardFixtures.legacy(BoardFixtures.text("classic.json")) : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        grafana.start();
        Map<String, String> settings = Operators.settings();
        settings.put(
                "LAUNCHGATE_GRAFANA_URL",
                "http://127.0.0.1:" + grafana.getAddress().getPort());
        operator = OperatorProcess.start(Operators.install(cluster).kubeconfig(), settings)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        operator.close();
        grafana.stop(0);
    }

    @Test
    void aBoardInAConfigMapNeedsItsLabelAndTheLiveOneIsRead() {
        Launch launch = Launch.in(cluster, "dashboard").deploy("v1");
        board(launch, "");
        checklist(launch, """
                    - name: board
                      dashboard: {source: {configMap: {name: board, key: web.json}}, covers: [Saturation]}
                    - name: live
                      interval: 5s
                      timeout: 2s
                      dashboard: {source: {grafana: {uid: web}}, covers: [Latency]}
                """);
        DocumentTest.awaitItems(launch, "Fail/SidecarLabelMissing Pass/AsExpected");
        assertThat(launch.status().at("/items/1/message").asText())
                .isEqualTo("the administrator's Grafana, dashboard web: as expected; Latency in 'Response time'");

        board(launch, "grafana_dashboard: ''");

        launch.awaitGate("Armed/-/v1");
        assertThat(launch.status().at("/items/0/reason").asText()).isEqualTo("DeclaredOnly");
    }

    @Test
    void aBoardOfTheGrafanaOperatorIsFollowed() {
        Launch launch = Launch.in(cluster, "grafana").deploy("v1");
        checklist(launch, """
                    - name: board
                      dashboard: {source: {grafanaDashboard: {name: web}}, covers: [Saturation]}
                """);
        launch.awaitItem(WITHIN_A_MINUTE, "board", "Unknown/KindNotInstalled");
        cluster.admin().kubectlWith(DASHBOARDS, "create", "-f", "-").orThrow();
        try {
            launch.awaitItem(WITHIN_A_MINUTE, "board", "Fail/ObjectMissing");
            launch.apply("""
                    apiVersion: grafana.integreatly.org/v1beta1
                    kind: GrafanaDashboard
                    metadata: {name: web, namespace: %s}
                    spec:
                      instanceSelector: {matchLabels: {dashboards: grafana}}
                      json: '{"panels": [{"title": "Queue", "targets": [{"expr": "queue_length"}]}]}'
                    """.formatted(launch.namespace()));
            launch.awaitItem(WITHIN_A_MINUTE, "board", "Unknown/StatusOutdated");

            synchronizedBy(launch, "False", "ApplyFailed");
            launch.awaitItem(WITHIN_A_MINUTE, "board", "Fail/DashboardNotSynced");
            synchronizedBy(launch, "True", "ApplySuccessful");
            launch.awaitGate("Armed/-/v1");
        } finally {
            cluster.admin()
                    .kubectl("delete", "crd", "grafanadashboards.grafana.integreatly.org")
                    .orThrow();
        }
    }

    private static void checklist(Launch launch, String items) {
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  interval: 24h
                  items:
                """.formatted(launch.namespace()) + items);
    }

    private static void board(Launch launch, String labels) {
        launch.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: board, namespace: %s, labels: {%s}}
                data:
                  web.json: '{"panels": [{"title": "Memory", "targets": [{"expr": "container_memory_rss"}]}]}'
                """.formatted(launch.namespace(), labels));
    }

    private static void synchronizedBy(Launch launch, String status, String reason) {
        launch.kubectl("patch", "grafanadashboard", "web", "--subresource=status", "--type=merge", "-p", """
                        {"status": {"conditions": [{"type": "DashboardSynchronized", "status": "%s", "reason": "%s",
                          "message": "", "observedGeneration": 1, "lastTransitionTime": "2026-11-20T10:00:00Z"}]}}
                        """.formatted(
                                status, reason))
                .orThrow();
    }

    private static final String DASHBOARDS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: grafanadashboards.grafana.integreatly.org}
            spec:
              group: grafana.integreatly.org
              scope: Namespaced
              names: {kind: GrafanaDashboard, plural: grafanadashboards, singular: grafanadashboard}
              versions:
                - name: v1beta1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;
}
