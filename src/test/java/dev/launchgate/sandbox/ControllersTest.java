package dev.launchgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controllers do what the operator's checks look at. */
class ControllersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sandbox sandbox = Sandbox.start();
    private final KubernetesClient client = SandboxClient.of(sandbox);

    @BeforeEach
    void namespace() {
        sandbox.namespace("ml");
    }

    @AfterEach
    void close() {
        client.close();
        sandbox.close();
    }

    private void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client.resource(object).fieldManager("test").serverSideApply());
    }

    @Test
    void aDeploymentThatIsPausedStartsNothingUntilItIsResumed() {
        sandbox.node("node-1");
        apply(Samples.deployment("web", "paused: true", ""));
        await().atMost(PATIENCE)
                .until(() -> client.apps()
                                .deployments()
                                .inNamespace("ml")
                                .withName("web")
                                .get()
                                .getStatus()
                                .getObservedGeneration()
                        != null);
        assertThat(client.apps().replicaSets().inNamespace("ml").list().getItems())
                .isEmpty();
        client.apps().deployments().inNamespace("ml").withName("web").rolling().resume();
        await().atMost(PATIENCE).until(() -> ready("web") == 2);
        assertThat(client.pods().inNamespace("ml").list().getItems())
                .extracting(pod -> pod.getSpec().getNodeName())
                .containsOnly("node-1");
    }

    @Test
    void aPodWithoutANodeWaits() {
        sandbox.node("node-1");
        apply(Samples.deployment("web", "progressDeadlineSeconds: 1", "nodeSelector: {pool: none}"));
        await().atMost(PATIENCE)
                .until(
                        () -> client
                                .apps()
                                .deployments()
                                .inNamespace("ml")
                                .withName("web")
                                .get()
                                .getStatus()
                                .getConditions()
                                .stream()
                                .anyMatch(condition -> condition.getReason().equals("ProgressDeadlineExceeded")));
        assertThat(client.pods().inNamespace("ml").list().getItems())
                .hasSize(2)
                .allMatch(pod -> pod.getStatus().getPhase().equals("Pending"))
                .allMatch(pod ->
                        pod.getStatus().getConditions().getFirst().getReason().equals("Unschedulable"));
    }

    @Test
    void aDaemonSetFollowsTheNodes() {
        sandbox.node("node-1");
        apply(Samples.DAEMON_SET);
        await().atMost(PATIENCE).until(() -> agents().size() == 1);
        sandbox.node("node-2");
        await().atMost(PATIENCE).until(() -> agents().size() == 2);
        client.nodes().withName("node-1").delete();
        await().atMost(PATIENCE).until(() -> agents().equals(List.of("node-2")));
    }

    private List<String> agents() {
        return client.pods().inNamespace("ml").withLabel("app", "agent").list().getItems().stream()
                .filter(pod -> pod.getStatus() != null
                        && "Running".equals(pod.getStatus().getPhase()))
                .map(pod -> pod.getSpec().getNodeName())
                .toList();
    }

    private int ready(String deployment) {
        Integer ready = client.apps()
                .deployments()
                .inNamespace("ml")
                .withName(deployment)
                .get()
                .getStatus()
                .getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    @Test
    void endpointsAreTheReadyPodsOfAService() {
        sandbox.node("node-1");
        apply(Samples.SERVICE);
        apply(Samples.deployment("web", "", ""));
        await().atMost(PATIENCE).untilAsserted(() -> {
            var slices = client.discovery()
                    .v1()
                    .endpointSlices()
                    .inNamespace("ml")
                    .list()
                    .getItems();
            assertThat(slices).hasSize(1);
            assertThat(slices.getFirst().getMetadata().getLabels()).containsEntry("kubernetes.io/service-name", "web");
            assertThat(slices.getFirst().getEndpoints())
                    .hasSize(2)
                    .allMatch(endpoint -> endpoint.getConditions().getReady());
            assertThat(slices.getFirst().getPorts().getFirst().getPort()).isEqualTo(8080);
        });
    }

    @Test
    void whatIsOwnedGoesWithItsOwnerUnlessItIsOrphaned() {
        sandbox.node("node-1");
        apply(Samples.deployment("kept", "", ""));
        apply(Samples.deployment("gone", "", ""));
        await().atMost(PATIENCE).until(() -> ready("kept") == 2 && ready("gone") == 2);
        client.apps().deployments().inNamespace("ml").withName("gone").delete();
        client.apps()
                .deployments()
                .inNamespace("ml")
                .withName("kept")
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.apps()
                                .replicaSets()
                                .inNamespace("ml")
                                .list()
                                .getItems())
                        .extracting(HasMetadata::getMetadata)
                        .allMatch(set -> set.getName().startsWith("kept-"))
                        .hasSize(1));
    }
}
