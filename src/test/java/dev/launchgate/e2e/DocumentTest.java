package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents in ConfigMaps of a real API server: edited and healed by event, whatever the interval. */
@ClusterTest
class DocumentTest {
    /** One black pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    private static OperatorProcess operator;
    private final ControlPlane cluster;

    DocumentTest(ControlPlane cluster) {
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
    void aConfigMapIsEditedAndTheGateOpens() {
        Launch launch = Launch.in(cluster, "document").deploy("v1");
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  interval: 24h
                  items:
                    - name: flow
                      document:
                        source: {configMap: {name: docs, key: flow.mmd}}
                        format: Mermaid
                        mentions: [database]
                    - name: picture
                      document: {source: {configMap: {name: docs, key: flow.png}}, format: Png}
                """.formatted(launch.namespace()));
        awaitItems(launch, "Fail/ObjectMissing Fail/ObjectMissing");

        docs(launch, "<!doctype html><html>Sign in</html>", PNG);
        awaitItems(launch, "Fail/FormatMismatch Pass/AsExpected");
        assertThat(launch.status().at("/items/0/message").asText())
                .isEqualTo(
                        "ConfigMap docs, key flow.mmd: expected Mermaid, content looks like Html; is it a login page?"
                                + " (and 1 more)");
        assertThat(launch.gate()).isEqualTo("Held/v1/-");

        docs(launch, "sequenceDiagram\\n  web->>Database: query", PNG.substring(0, 60));
        awaitItems(launch, "Pass/AsExpected Unknown/DataMalformed");
        assertThat(launch.everStarted()).isEmpty();

        docs(launch, "sequenceDiagram\\n  web->>Database: query", PNG);
        launch.awaitGate("Armed/-/v1");
    }

    private static void docs(Launch launch, String text, String base64) {
        launch.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: docs, namespace: %s}
                data: {flow.mmd: "%s"}
                binaryData: {flow.png: "%s"}
                """.formatted(launch.namespace(), text, base64));
    }

    static void awaitItems(Launch launch, String expected) {
        await("items " + expected)
                .atMost(Launch.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(items(launch)).isEqualTo(expected));
    }

    private static String items(Launch launch) {
        StringBuilder all = new StringBuilder();
        for (JsonNode item : launch.status().path("items")) {
            all.append(all.isEmpty() ? "" : " ")
                    .append(item.path("verdict").asText())
                    .append('/')
                    .append(item.path("reason").asText());
        }
        return all.toString();
    }
}
