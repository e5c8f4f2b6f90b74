package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While nothing happens nothing is written, also not by an operator that has just started. */
@ClusterTest
class SteadyStateTest {
    private static final int CHECKLISTS = 20;
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final ControlPlane cluster;

    SteadyStateTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    @Tag("F38")
    void aRestartWritesNothing() {
        ClusterUser account = Operators.install(cluster);
        String namespace = cluster.namespace("steady");
        apply(namespace);
        try (OperatorProcess first = OperatorProcess.start(account.kubeconfig(), Operators.settings())) {
            first.awaitReady();
            awaitHeld(namespace);
            awaitQuiet(namespace);
            first.terminate();
        }
        List<String> before = writes(namespace);
        assertThat(before).as("the log shows what the operator writes").hasSizeGreaterThan(CHECKLISTS);

        try (OperatorProcess second = OperatorProcess.start(account.kubeconfig(), Operators.settings())) {
            second.awaitReady();
            awaitQuiet(namespace);
            assertThat(second.alive()).isTrue();
        }

        assertThat(writes(namespace)).isEqualTo(before);
        awaitHeld(namespace);
    }

    /** Whatever kind an item is of: it is measured again each interval, and what is the same is not written again. */
    @Test
    void noKindWritesWhatIsTheSame() {
        ClusterUser account = Operators.install(cluster);
        String namespace = cluster.namespace("every-kind");
        cluster.admin()
                .kubectlWith("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: app, namespace: %1$s}
                        spec:
                          paused: true
                          selector: {matchLabels: {app: app}}
                          template:
                            metadata: {labels: {app: app}, annotations: {app.kubernetes.io/version: v1}}
                            spec: {containers: [{name: app, image: "registry.example.com/app:1"}]}
                        ---
                        apiVersion: launchgate.dev/v1alpha1
                        kind: LaunchChecklist
                        metadata: {name: app, namespace: %1$s}
                        spec:
                          target: {name: app}
                          interval: 5s
                          timeout: 1s
                          items: %2$s
                        """.formatted(namespace, EveryKind.items(EveryKind.kinds(), 1)), "apply", "-f", "-")
                .orThrow();
        try (OperatorProcess operator = OperatorProcess.start(account.kubeconfig(), Operators.settings())) {
            operator.awaitReady();
            await().atMost(Launch.PATIENCE)
                    .untilAsserted(() -> assertThat(rows(namespace))
                            .hasSize(EveryKind.kinds().size())
                            .doesNotContainValue("Pending"));
            awaitQuiet(namespace);
            List<String> before = writes(namespace);
            awaitQuiet(namespace);
            awaitQuiet(namespace);
            assertThat(writes(namespace)).isEqualTo(before);
        }
    }

    private Map<String, String> rows(String namespace) {
        return Stream.of(cluster.admin()
                        .kubectl(
                                "get",
                                "lc",
                                "-n",
                                namespace,
                                "-o",
                                "jsonpath={range .items[0].status.items[*]}{.kind} {.verdict}{\"\\n\"}{end}")
                        .orThrow()
                        .split("\n"))
                .map(line -> line.split(" "))
                .filter(row -> row.length == 2)
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }

    private void apply(String namespace) {
        String all = IntStream.range(0, CHECKLISTS)
                .mapToObj(i -> """
                        ---
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: app-%d, namespace: %s}
                        spec:
                          paused: true
                          selector: {matchLabels: {app: app-%d}}
                          template:
                            metadata: {labels: {app: app-%d}, annotations: {app.kubernetes.io/version: v1}}
                            spec: {containers: [{name: app, image: "registry.example.com/app:1"}]}
                        ---
                        apiVersion: launchgate.dev/v1alpha1
                        kind: LaunchChecklist
                        metadata: {name: app-%d, namespace: %s}
                        spec:
                          target: {name: app-%d}
                          items: [{name: word, manual: {steps: [ask]}}]
                        """.formatted(i, namespace, i, i, i, namespace, i))
                .collect(Collectors.joining());
        cluster.admin().kubectlWith(all, "apply", "-f", "-").orThrow();
    }

    private void awaitHeld(String namespace) {
        await().atMost(Launch.PATIENCE)
                .untilAsserted(() -> assertThat(cluster.admin()
                                .kubectl("get", "lc", "-n", namespace, "-o", "jsonpath={.items[*].status.gate.state}")
                                .orThrow()
                                .split(" "))
                        .hasSize(CHECKLISTS)
                        .containsOnly("Held"));
    }

    private void awaitQuiet(String namespace) {
        int[] seen = {-1};
        await().atMost(Launch.PATIENCE).pollInterval(QUIET).until(() -> {
            int now = writes(namespace).size();
            boolean quiet = now == seen[0];
            seen[0] = now;
            return quiet;
        });
    }

    /** What the operator wrote in this namespace, as the API server recorded it. */
    private List<String> writes(String namespace) {
        Path log = cluster.auditLog()
                .orElseThrow(() -> new IllegalStateException("this test needs a control plane with an audit log"));
        String operator = "system:serviceaccount:%s:%s".formatted(Installation.NAMESPACE, Installation.ACCOUNT);
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(operator) && line.contains("\"" + namespace + "\""))
                    .map(SteadyStateTest::parse)
                    .filter(entry -> entry.path("stage").asText().equals("ResponseComplete"))
                    .filter(entry -> entry.at("/user/username").asText().equals(operator))
                    .filter(entry -> WRITES.contains(entry.path("verb").asText()))
                    .map(entry -> entry.path("verb").asText() + " "
                            + entry.path("requestURI").asText())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
