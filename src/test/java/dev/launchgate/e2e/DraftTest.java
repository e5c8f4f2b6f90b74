package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.e2e.FaultProxy.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A release that goes wrong leaves one draft behind, under the shipped rights. */
@ClusterTest
class DraftTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SECRET = "opensesame-4711";

    private final ControlPlane cluster;

    DraftTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    private static JsonNode json(Launch launch, String... arguments) {
        try {
            return MAPPER.readTree(launch.kubectl(arguments).orThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode drafts(Launch launch) {
        return json(launch, "get", "postmortems", "-o", "json").path("items");
    }

    private static JsonNode draft(Launch launch) {
        JsonNode all = drafts(launch);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<String> links(Launch launch, String reason) {
        return StreamSupport.stream(launch.status().path("history").spliterator(), false)
                .filter(entry -> entry.path("reason").asText().equals(reason))
                .map(entry -> entry.path("postmortem").asText())
                .toList();
    }

    private static void awaitLink(Launch launch, String reason) {
        await("a link of " + reason)
                .atMost(Launch.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(links(launch, reason))
                        .as(launch.status().path("history").toString())
                        .anyMatch(name -> !name.isEmpty()));
    }

    /** Makes no progress, since no node takes its pods, and has a value that nobody may see. */
    private static void deployStuck(Launch launch, String version) {
        launch.apply(launch.deployment(version, true)
                .replace("replicas: 2", "replicas: 2\n  progressDeadlineSeconds: 5")
                .replace(
                        "containers: [{name: app,",
                        "nodeSelector: {nowhere: \"true\"}\n      containers: [{name: app, env: [{name: TOKEN, value: %s}],"
                                .formatted(SECRET)));
    }

    private static Launch frozen(Launch launch) {
        launch.launched();
        launch.open();
        deployStuck(launch, "v2");
        await("frozen").atMost(Launch.PATIENCE).until(() -> launch.gate().startsWith("Frozen/v2"));
        return launch;
    }

    @Test
    void whatIsFrozenAndRolledBackIsOneDraftThatIsBroughtUpToDate() {
        try (var _ = WitnessedOperator.start(cluster, Operators.install(cluster))) {
            Launch launch = frozen(Launch.in(cluster, "frozen"));
            awaitLink(launch, "Frozen");
            JsonNode draft = draft(launch);
            String name = draft.at("/metadata/name").asText();
            assertThat(name).matches("app-[0-9]{8}-[0-9]{4}-[0-9a-f]{4}");
            assertThat(links(launch, "Frozen")).containsExactly(name);
            assertThat(draft.at("/spec/title").asText()).isEqualTo("app: v2 was frozen while it rolled out");
            assertThat(draft.at("/spec/impact/approximate").asBoolean()).isTrue();
            assertThat(draft.at("/spec/notes").asText())
                    .contains(
                            "registry.example.com/app:v1",
                            "registry.example.com/app:v2",
                            "- spec.containers[app].env added",
                            "- spec.containers[app].image changed",
                            "- spec.nodeSelector added")
                    .doesNotContain("could not be read");
            assertThat(draft.at("/spec/timeline").findValuesAsText("event"))
                    .anyMatch(event -> event.startsWith("gate: Frozen: the rollout of v2 is frozen"))
                    .anyMatch(event -> event.contains("of Pod app-") && event.contains("FailedScheduling"))
                    .anyMatch(event -> event.startsWith("field manager kubectl-client-side-apply (Update) wrote")
                            && event.contains("spec.template"));
            assertThat(draft.toString()).doesNotContain(SECRET);
            assertThat(draft.at("/spec").has("rootCause")).isFalse();
            await().atMost(Launch.PATIENCE)
                    .until(() -> draft(launch).at("/status/missing").toString().contains("rootCause"));
            await().atMost(Launch.PATIENCE).untilAsserted(() -> {
                assertThat(launch.events("Deployment")).contains("PostmortemDrafted");
                assertThat(launch.events("LaunchChecklist")).contains("PostmortemDrafted");
            });

            launch.deploy("v1").awaitGate("Armed/-/v1");

            await("brought up to date")
                    .atMost(Launch.PATIENCE)
                    .until(() -> !draft(launch).at("/spec/impact/mitigatedAt").isMissingNode());
            assertThat(draft(launch).at("/metadata/uid")).isEqualTo(draft.at("/metadata/uid"));
            assertThat(draft(launch).at("/spec/timeline").findValuesAsText("event"))
                    .anyMatch(event -> event.startsWith("gate: Frozen"));
        }
    }

    @Test
    void whatAPersonWroteIsNeverOverwritten() {
        try (var _ = WitnessedOperator.start(cluster, Operators.install(cluster))) {
            Launch launch = frozen(Launch.in(cluster, "touched"));
            awaitLink(launch, "Frozen");
            String name = draft(launch).at("/metadata/name").asText();
            launch.kubectl(
                            "patch",
                            "postmortem",
                            name,
                            "--type=merge",
                            "-p",
                            "{\"spec\":{\"title\":\"Mine\",\"timeline\":[]}}")
                    .orThrow();

            launch.deploy("v1").awaitGate("Armed/-/v1");

            await("left alone")
                    .during(Duration.ofSeconds(5))
                    .atMost(Launch.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(draft(launch).at("/spec/title").asText()).isEqualTo("Mine");
                        assertThat(draft(launch).at("/spec/timeline")).isEmpty();
                        assertThat(draft(launch).at("/spec/impact").has("mitigatedAt"))
                                .isFalse();
                    });
        }
    }

    @Test
    void whatRunsWithoutApprovalIsDrafted() {
        try (var _ = WitnessedOperator.start(cluster, Operators.install(cluster))) {
            Launch launch = Launch.in(cluster, "bypassed").launched().deploy("v2");
            launch.awaitGate("Held/v2/v1");
            launch.kubectl("rollout", "resume", "deployment/app").orThrow();
            launch.awaitGate("Armed/-/v2");

            awaitLink(launch, "Bypassed");
            assertThat(draft(launch).at("/spec/title").asText()).isEqualTo("app: v2 ran without approval");
        }
    }

    @Test
    void killedBetweenTheDraftAndItsLinkItComesToOneDraft() {
        ClusterUser account = Operators.install(cluster);
        AtomicReference<OperatorProcess> running = new AtomicReference<>();
        AtomicBoolean killed = new AtomicBoolean();
        Fault kill = Fault.afterAnswer(asked -> asked.method().equals("POST") && asked.about("postmortems"), () -> {
            boolean now = killed.compareAndSet(false, true);
            if (now) {
                running.get().kill();
            }
            return !now;
        });
        try (FaultProxy proxy = FaultProxy.before(account, cluster.directory()).with(kill)) {
            running.set(OperatorProcess.start(proxy.kubeconfig(), Operators.settings()));
            Launch launch = Launch.in(cluster, "killed").launched().deploy("v2");
            launch.awaitGate("Held/v2/v1");
            launch.kubectl("rollout", "resume", "deployment/app").orThrow();
            await("killed")
                    .atMost(Launch.PATIENCE)
                    .until(() -> killed.get() && !running.get().alive());
            assertThat(drafts(launch)).hasSize(1);
            assertThat(links(launch, "Bypassed")).containsExactly("");
            String uid = drafts(launch).get(0).at("/metadata/uid").asText();

            running.get().close();
            running.set(OperatorProcess.start(proxy.kubeconfig(), Operators.settings()));

            awaitLink(launch, "Bypassed");
            assertThat(draft(launch).at("/metadata/uid").asText()).isEqualTo(uid);
            assertThat(links(launch, "Bypassed"))
                    .containsExactly(draft(launch).at("/metadata/name").asText());
            Invariants.verify(proxy.writes());
        } finally {
            running.get().close();
        }
    }
}
