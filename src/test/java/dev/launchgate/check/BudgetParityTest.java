package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.e2e.ClusterTest;
import dev.launchgate.e2e.ControlPlane;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What we say that a budget allows is what the disruption controller of a real cluster says once all pods are healthy. */
@ClusterTest
class BudgetParityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> REPLICAS = List.of(2, 3);
    private static final List<String> LIMITS = List.of(
            "minAvailable: 0",
            "minAvailable: 1",
            "minAvailable: 2",
            "minAvailable: 5",
            "minAvailable: 0%",
            "minAvailable: 1%",
            "minAvailable: 33%",
            "minAvailable: 34%",
            "minAvailable: 50%",
            "minAvailable: 51%",
            "minAvailable: 67%",
            "minAvailable: 100%",
            "maxUnavailable: 0",
            "maxUnavailable: 1",
            "maxUnavailable: 2",
            "maxUnavailable: 7",
            "maxUnavailable: 0%",
            "maxUnavailable: 1%",
            "maxUnavailable: 33%",
            "maxUnavailable: 34%",
            "maxUnavailable: 50%",
            "maxUnavailable: 66%",
            "maxUnavailable: 67%",
            "maxUnavailable: 100%",
            "unhealthyPodEvictionPolicy: AlwaysAllow");

    private final ControlPlane cluster;

    BudgetParityTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void everyLimitAllowsWhatTheControllerSays() {
        String namespace = cluster.namespace("budgets");
        List<String> objects = new ArrayList<>();
        Map<String, Integer> computed = new TreeMap<>();
        for (int replicas : REPLICAS) {
            objects.add(deployment(namespace, replicas));
            for (int i = 0; i < LIMITS.size(); i++) {
                String budget = budget(namespace, "of-%d-%02d".formatted(replicas, i), replicas, LIMITS.get(i));
                objects.add(budget);
                JsonNode spec = Serialization.unmarshal(budget, JsonNode.class).path("spec");
                computed.put(
                        "%d replicas, %s".formatted(replicas, LIMITS.get(i)),
                        DisruptionBudgets.allowed(spec, replicas));
            }
        }
        cluster.admin()
                .kubectlWith(String.join("---\n", objects), "apply", "-f", "-")
                .orThrow();

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(seen(namespace)).isEqualTo(computed));
    }

    /** What the controller says of budgets whose pods are all healthy. */
    private Map<String, Integer> seen(String namespace) {
        Map<String, Integer> seen = new TreeMap<>();
        String answer = cluster.admin()
                .kubectl("-n", namespace, "get", "poddisruptionbudgets", "-o", "json")
                .orThrow();
        for (JsonNode budget : Serialization.unmarshal(answer, JsonNode.class).path("items")) {
            String[] name = budget.at("/metadata/name").asText().split("-");
            int replicas = Integer.parseInt(name[1]);
            if (budget.at("/status/currentHealthy").asInt() == replicas) {
                seen.put(
                        "%d replicas, %s".formatted(replicas, LIMITS.get(Integer.parseInt(name[2]))),
                        budget.at("/status/disruptionsAllowed").asInt());
            }
        }
        return seen;
    }

    private static String deployment(String namespace, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: of-%1$d, namespace: %2$s}
                spec:
                  replicas: %1$d
                  selector: {matchLabels: {app: of-%1$d}}
                  template:
                    metadata: {labels: {app: of-%1$d}}
                    spec: {containers: [{name: app, image: registry.example.com/app}]}
                """.formatted(replicas, namespace);
    }

    private static String budget(String namespace, String name, int replicas, String limit) {
        return """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: %s, namespace: %s}
                spec: {selector: {matchLabels: {app: of-%d}}, %s}
                """.formatted(name, namespace, replicas, limit);
    }
}
