package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.check.loadtest.ReportFixture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A loadTest item on a real API server: the report comes, is for another image, is rewritten, and goes. */
@ClusterTest
class LoadTestItemTest {
    private static OperatorProcess operator;
    private final ControlPlane cluster;
    private final Instant finished = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    LoadTestItemTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void aReportForTheCandidatesImageLetsItGo() {
        Launch launch = Launch.in(cluster, "load").deploy("v1");
        String day = finished.toString().substring(0, 10);
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  items:
                    - name: load
                      loadTest:
                        report: {configMap: {name: load, key: report.json}}
                        latency: {p95: 250ms, p99: 800ms}
                        minThroughput: 50/s
                """.formatted(launch.namespace()));
        awaitItem(
                launch,
                "Fail/ObjectMissing/ConfigMap load not found in %s; create it or correct the name"
                        .formatted(launch.namespace()));
        launch.awaitGate("Held/v1/-");

        publish(launch, "jmeter-5.6.3/good-statistics.json", "registry.example.com/app:v0");
        awaitItem(
                launch,
                "Fail/EvidenceForOther/made for registry.example.com/app:v0, candidate is registry.example.com/app:v1;"
                        + " run it again for this revision");

        publish(launch, "jmeter-5.6.3/bad-statistics.json", "registry.example.com/app:v1");
        awaitItem(
                launch,
                "Fail/LatencyTooHigh/p95 expected at most 250ms, saw 472ms (JMeter, %s) (and 2 more)".formatted(day));
        assertThat(launch.running()).isEmpty();

        publish(launch, "jmeter-5.6.3/good-statistics.json", "registry.example.com/app:v1");
        awaitItem(launch, "Pass/AsExpected/ConfigMap load, key report.json (JMeter, %s): as expected".formatted(day));
        launch.awaitGate("Armed/-/v1");

        launch.deploy("v2").awaitGate("Held/v2/v1");
        awaitItem(
                launch,
                "Fail/EvidenceForOther/made for registry.example.com/app:v1, candidate is registry.example.com/app:v2;"
                        + " run it again for this revision");
        launch.kubectl("delete", "configmap", "load").orThrow();
        await().atMost(Launch.PATIENCE).until(() -> item(launch).startsWith("Fail/ObjectMissing/"));
        assertThat(launch.running()).isEqualTo(List.of("v1"));
    }

    /** In one write, as the example does. */
    private void publish(Launch launch, String report, String image) {
        launch.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: load, namespace: %s, annotations: {launchgate.dev/image: "%s", launchgate.dev/finished-at: "%s"}}
                data:
                  report.json: '%s'
                """.formatted(launch.namespace(), image, finished, ReportFixture.text(report)));
    }

    private static void awaitItem(Launch launch, String expected) {
        await().atMost(Launch.PATIENCE)
                .untilAsserted(() -> assertThat(item(launch)).isEqualTo(expected));
    }

    private static String item(Launch launch) {
        JsonNode item = launch.status().at("/items/0");
        return "%s/%s/%s"
                .formatted(
                        item.path("verdict").asText(),
                        item.path("reason").asText(),
                        item.path("message").asText());
    }
}
