package dev.launchgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator's client and the controllers rely on, beyond the single answers that are compared with a real server. */
class SandboxTest {
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

    private ConfigMap map(String name) {
        return client.configMaps()
                .inNamespace("ml")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Starts an informer that lasts as long as the client. */
    private void watchInto(List<String> seen) {
        SharedIndexInformer<ConfigMap> informer =
                client.configMaps().inNamespace("ml").runnableInformer(0);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap object) {
                seen.add("added " + object.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap after) {
                seen.add("changed " + after.getMetadata().getName());
            }

            @Override
            public void onDelete(ConfigMap object, boolean unknown) {
                seen.add("deleted " + object.getMetadata().getName());
            }
        });
        informer.start().toCompletableFuture().join();
    }

    @Test
    void anInformerSeesChangesOverPlainHttp() {
        List<String> seen = new CopyOnWriteArrayList<>();
        map("before");
        watchInto(seen);
        ConfigMap after = map("after");
        client.resource(after)
                .edit(map -> new ConfigMapBuilder(map).addToData("k", "v").build());
        client.resource(after).delete();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen)
                        .containsExactly("added before", "added after", "changed after", "deleted after"));
    }

    @Test
    void anInformerSurvivesACutAndALostHistory() {
        List<String> seen = new CopyOnWriteArrayList<>();
        watchInto(seen);
        sandbox.cutWatches();
        map("one");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).contains("added one"));
        sandbox.compact();
        map("two");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).contains("added two"));
    }

    @Test
    void aWebSocketIsAnsweredEmptySoThatClientsStream() throws IOException {
        URI server = URI.create(sandbox.url());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("""
                    GET /api/v1/namespaces/ml/pods?watch=true HTTP/1.1\r
                    Host: sandbox\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    \r
                    """.getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertThat(answer).isEqualTo("HTTP/1.1 200 OK");
        }
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

    @Test
    void aNamespaceTakesEverythingWithIt() {
        map("a");
        client.namespaces().withName("ml").delete();
        assertThat(client.configMaps().inNamespace("ml").list().getItems()).isEmpty();
        assertThat(client.namespaces().withName("ml").get()).isNull();
    }

    @Test
    void everybodyMayDoEverything() {
        Map<?, ?> answer = client.raw(
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "POST", Map.of("spec", Map.of()))
                .transform(text -> Serialization.unmarshal(text, Map.class));
        assertThat(answer.get("status")).isEqualTo(Map.of("allowed", true));
    }
}
