package dev.launchgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
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
