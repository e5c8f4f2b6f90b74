package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.engines.Health;
import dev.launchgate.engines.HealthReaders;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real kustomize-controller with the Kustomization that is shipped: it waits for what is held, and for nothing else. */
@ClusterTest
@Tag("engines")
class FluxEngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NAME = "ml-scoring";

    private static OperatorProcess operator;
    private static ForeignCrds crds;
    private static EngineProcess flux;
    private final ControlPlane cluster;

    FluxEngineTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
        crds = ForeignCrds.of(cluster, "flux-kustomizations", "flux-sources").install();
        flux = EngineProcess.kustomizeController(cluster.admin());
    }

    @AfterAll
    static void stop() {
        // Its Kustomizations have a finalizer, which it removes itself.
        if (crds != null) {
            crds.close();
        }
        if (flux != null) {
            flux.close();
        }
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void waitsForWhatIsHeldAndRollsBackByARevert() throws IOException {
        Launch launch = Launch.in(cluster, "flux");
        try (FluxSource source = FluxSource.start(cluster.admin(), launch.namespace(), NAME)) {
            source.publish("r1", NAME, manifests(launch, "v1") + "---\n" + launch.checklistManifest(""));
            kustomization(launch);

            awaitReady(launch, "True/r1");
            launch.awaitGate("Armed/-/v1");
            assertThat(launch.condition("Ready")).isEqualTo("False/ObjectMissing");
            assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
            await().atMost(PATIENCE).until(() -> words(launch.deployment()).equals("Healthy Current InProgress"));
            assertThat(words(launch.checklistObject())).isEqualTo("Healthy Current InProgress");
            reconcile(launch, "idle");
            awaitReady(launch, "True/r1");

            source.publish("r2", NAME, manifests(launch, "v2") + "---\n" + launch.checklistManifest(""));
            launch.awaitGate("Held/v2/v1");
            awaitReady(launch, "False/r2");
            assertThat(read(launch).at("/status/lastAppliedRevision").asText()).isEqualTo("r1");
            assertThat(launch.everStarted()).containsExactly("v1");
            assertThat(words(launch.deployment())).isEqualTo("Suspended InProgress InProgress");
            assertThat(words(launch.checklistObject())).isEqualTo("Suspended InProgress InProgress");

            launch.open();
            launch.awaitGate("Armed/-/v2");
            awaitReady(launch, "True/r2");
            assertThat(launch.running()).containsExactly("v2");

            launch.shut();
            await().atMost(PATIENCE).until(() -> launch.condition("Ready").startsWith("False"));
            source.publish("r3", NAME, manifests(launch, "v1") + "---\n" + launch.checklistManifest(""));
            awaitReady(launch, "True/r3");
            launch.awaitGate("Armed/-/v1");
            assertThat(launch.history()).endsWith("RolledBack", "Promoted");

            source.publish("r4", NAME, manifests(launch, "v1"));
            awaitReady(launch, "True/r4");
            assertThat(launch.kubectl("get", "launchchecklists", "-o", "name").orThrow())
                    .isEmpty();
            await().atMost(PATIENCE)
                    .until(() -> !launch.deployment().at("/spec/paused").asBoolean());
            awaitReady(launch, "True/r4");
        }
    }

    private static String manifests(Launch launch, String version) {
        return launch.deployment(version, false).replace("  paused: false\n", "");
    }

    /** As shipped, but for its place and its patience. */
    private static void kustomization(Launch launch) throws IOException {
        ObjectNode shipped = Serialization.unmarshal(
                Files.readString(
                        Path.of(System.getProperty("project.dir", ""), "deploy/integrations/flux/launch.yaml")),
                ObjectNode.class);
        shipped.withObject("/metadata").put("namespace", launch.namespace());
        shipped.withObject("/spec")
                .put("timeout", "5s")
                .put("retryInterval", "3s")
                .put("interval", "10s");
        launch.apply(shipped.toString());
    }

    /** Asks Flux for a pass, as {@code flux reconcile} does. */
    private static void reconcile(Launch launch, String word) {
        launch.kubectl("annotate", "kustomization", NAME, "reconcile.fluxcd.io/requestedAt=" + word)
                .orThrow();
        await().atMost(PATIENCE)
                .until(() -> read(launch)
                        .at("/status/lastHandledReconcileAt")
                        .asText()
                        .equals(word));
    }

    /** {@code status/revision} of what Flux tried last. */
    private static void awaitReady(Launch launch, String expected) {
        await("Flux: " + expected)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(ready(launch))
                        .as(() -> read(launch).path("status").toString())
                        .isEqualTo(expected));
    }

    private static String ready(Launch launch) {
        JsonNode status = read(launch).path("status");
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText() + "/"
                        + status.path("lastAttemptedRevision").asText();
            }
        }
        return "-";
    }

    private static JsonNode read(Launch launch) {
        return Serialization.unmarshal(
                launch.kubectl("get", "kustomization", NAME, "-o", "json").orThrow(), JsonNode.class);
    }

    private static String words(JsonNode object) {
        return HealthReaders.shipped().read(List.of(object)).stream()
                .map(Health::words)
                .findFirst()
                .orElseThrow();
    }
}
