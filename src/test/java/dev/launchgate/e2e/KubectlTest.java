package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who has nothing but kubectl. */
@ClusterTest
class KubectlTest {
    private static WitnessedOperator operator;
    private final ControlPlane cluster;

    KubectlTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = WitnessedOperator.start(cluster, Operators.install(cluster));
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void getShowsWhatWaitsAndWhy() {
        Launch launch = Launch.in(cluster, "get").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        List<String> narrow = launch.kubectl("get", "lc").orThrow().lines().toList();
        List<String> wide =
                launch.kubectl("get", "lc", "-o", "wide").orThrow().lines().toList();

        assertThat(columns(narrow.get(0)))
                .containsExactly("NAME", "TARGET", "MODE", "GATE", "PASSED", "READY", "REASON", "AGE");
        assertThat(columns(wide.get(0)))
                .containsExactly(
                        "NAME",
                        "TARGET",
                        "MODE",
                        "GATE",
                        "PASSED",
                        "READY",
                        "REASON",
                        "AGE",
                        "CANDIDATE",
                        "RUNNING",
                        "SINCE",
                        "MESSAGE");
        List<String> row = columns(wide.get(1));
        assertThat(row).hasSize(12);
        assertThat(row.subList(0, 7)).containsExactly("app", "app", "Pause", "Held", "0/1", "False", "ObjectMissing");
        assertThat(row.subList(8, 10)).containsExactly("v2", "v1");
        assertThat(row.get(10)).isEqualTo(launch.status().at("/gate/since").asText());
        assertThat(row.get(11)).isEqualTo("held by 1 item: rule (ObjectMissing)");
    }

    @Test
    void describeOfTheDeploymentTellsItsStory() {
        Launch launch = Launch.in(cluster, "describe").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        String described = launch.kubectl("describe", "deployment", "app").orThrow();

        assertThat(described)
                .containsPattern("launchgate.dev/held-by: +held by 1 item: rule \\(ObjectMissing\\)")
                .containsPattern("Normal +Approved +.*launchgate.* +release of v1 is recorded: ")
                .containsPattern("Normal +Released +.*launchgate.* +released v1: every blocking item passes")
                .containsPattern("Normal +Promoted +.*launchgate.* +v1 serves \\(ChecklistPassed\\)")
                .containsPattern("Normal +Held +.*launchgate.*v2.*held by 1 item: rule \\(ObjectMissing\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "launchchecklist",
                "launchchecklist.spec",
                "launchchecklist.spec.items",
                "launchchecklist.spec.items.dns",
                "launchchecklist.spec.items.canary.strategy",
                "launchchecklist.spec.gate",
                "launchchecklist.status",
                "launchchecklist.status.gate"
            })
    void explainHasWordsForEveryField(String path) {
        String explained = cluster.admin().kubectl("explain", path).orThrow();

        assertThat(explained).contains("DESCRIPTION:", "FIELDS:").doesNotContain("<no description>", "<empty>");
    }

    @Test
    void explainTellsWhatADnsItemExpects() {
        String explained = cluster.admin()
                .kubectl("explain", "launchchecklist.spec.items.dns")
                .orThrow();

        assertThat(explained)
                .containsPattern("expect\t<Object>[^\n]*\n +\\S")
                .containsPattern("maxTtl\t<string>\n +\\S")
                .containsPattern("names\t<\\[\\]string> -required-\n +\\S");
    }

    @Test
    void waitForReadyTimesOutWhileHeldAndReturnsOnceItIsReady() {
        Launch launch = Launch.in(cluster, "wait").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");

        Finished held = launch.kubectl("wait", "--for=condition=Ready", "lc/app", "--timeout=2s");
        assertThat(held.exit()).isOne();
        assertThat(held.err()).contains("timed out waiting for the condition on launchchecklists/app");

        CompletableFuture<Finished> waiting = CompletableFuture.supplyAsync(
                () -> launch.kubectl("wait", "--for=condition=Ready", "lc/app", "--timeout=60s"));
        launch.open();
        assertThat(waiting.join()).isEqualTo(new Finished(0, "launchchecklist.launchgate.dev/app condition met\n", ""));
        launch.kubectl("rollout", "status", "deployment/app", "--timeout=45s").orThrow();
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.running()).containsExactly("v2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind-two.yaml              | exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set
            timeout-above-interval.yaml| spec.timeout: Invalid value: timeout must be below interval
            items-same-name.yaml       | Duplicate value: {"name":
            gate-mode-unknown.yaml     | spec.gate.mode: Unsupported value:
            """)
    void garbageIsRefused(String sample, String message) {
        Path file = Path.of(System.getProperty("project.dir", ""), "src/test/resources/invalid", sample);

        Finished applied = cluster.admin().kubectl("apply", "-f", file.toString());

        assertThat(applied.exit()).isOne();
        assertThat(applied.err()).contains(message);
    }

    @Test
    void theTargetOfAChecklistStays() {
        Launch launch = Launch.in(cluster, "target").checklist();

        Finished patched = launch.kubectl(
                "patch", "lc", "app", "--type=merge", "-p", "{\"spec\":{\"target\":{\"name\":\"another\"}}}");

        assertThat(patched.exit()).isOne();
        assertThat(patched.err()).contains("target is immutable; make another checklist");
        assertThat(launch.checklistObject().at("/spec/target/name").asText()).isEqualTo("app");
    }

    private static List<String> columns(String line) {
        return List.of(line.strip().split(" {2,}"));
    }
}
