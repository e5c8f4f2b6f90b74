package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.ObjectStore.Change;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(crud = true, https = false)
class KindWatchTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final WatchScope SCOPE = new WatchScope(ResourceKind.SERVICE, "ml", "");
    /** What {@link KindWatch#look} asks; an informer asks something else. */
    private static final String QUESTION = "/api/v1/namespaces/ml/services?limit=1&resourceVersion=0";

    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<WatchScope> states = new LinkedBlockingQueue<>();
    private final AtomicLong now = new AtomicLong(1_000);
    private KubernetesMockServer server;
    private KubernetesClient client;
    private KubernetesClient once;
    private KindWatch watch;

    @BeforeEach
    void make() {
        once = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        watch = new KindWatch(once, SCOPE, changes::add, states::add, now::get);
    }

    @AfterEach
    void stop() {
        watch.stop();
        once.close();
    }

    private static Service service(String name, String color) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ml")
                .addToLabels("color", color)
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .endSpec()
                .build();
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ml")
                .endMetadata()
                .build();
    }

    private static Change change(String name, Map<String, String> before, Map<String, String> after) {
        return new Change(ResourceKind.SERVICE, "ml", name, before, after);
    }

    private void refuse(int code, int times) {
        server.expect()
                .get()
                .withPath(QUESTION)
                .andReturn(code, new StatusBuilder().withCode(code).build())
                .times(times);
    }

    private void sync() throws InterruptedException {
        watch.look();
        assertThat(states.poll(10, TimeUnit.SECONDS)).isEqualTo(SCOPE);
        assertThat(watch.obstacle()).isEmpty();
        changes.clear();
    }

    @Test
    void beforeTheFirstLookNothingIsKnown() {
        assertThat(watch.obstacle()).contains(new Obstacle(Reason.NotMeasuredYet, "services are not read yet"));
    }

    @Test
    void takingOverTellsWhatIsThereAndThenWhatChanges() throws Exception {
        client.resource(service("front", "blue")).create();

        watch.look();

        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(change("front", Map.of(), Map.of("color", "blue")));
        assertThat(states.poll(10, TimeUnit.SECONDS)).isEqualTo(SCOPE);
        assertThat(watch.store().get("ml", "front")).isPresent();

        client.resource(service("front", "red")).update();
        assertThat(changes.poll(10, TimeUnit.SECONDS))
                .isEqualTo(change("front", Map.of("color", "blue"), Map.of("color", "red")));
        client.resource(service("front", "red")).delete();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(change("front", Map.of("color", "red"), Map.of()));
        assertThat(watch.store().get("ml", "front")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalNamesTheRuleThatIsMissing(int code) {
        refuse(code, 1);

        watch.look();

        assertThat(watch.obstacle())
                .contains(new Obstacle(
                        Reason.Forbidden,
                        "may not list services in ml; the operator's role lacks apiGroups [\"\"] resources [services]"
                                + " verbs [get, list, watch]"));
        assertThat(states).containsExactly(SCOPE);
    }

    @ParameterizedTest
    @CsvSource({"403, Forbidden", "404, KindNotInstalled"})
    void whatKeptItFromReadingIsToldOnceAndPickedUpWhenItIsGone(int code, Reason reason) throws Exception {
        client.resource(service("front", "blue")).create();
        refuse(code, 2);

        watch.look();
        watch.look();
        assertThat(watch.obstacle()).map(Obstacle::reason).contains(reason);
        assertThat(states).containsExactly(SCOPE);
        assertThat(changes).isEmpty();
        states.clear();

        watch.look();
        assertThat(states.poll(10, TimeUnit.SECONDS)).isEqualTo(SCOPE);
        assertThat(watch.obstacle()).isEmpty();
        assertThat(watch.store().get("ml", "front")).isPresent();
    }

    @Test
    void aRightThatIsTakenAwayEndsTheWatch() throws Exception {
        sync();
        refuse(403, 1);

        watch.look();

        assertThat(watch.obstacle()).map(Obstacle::reason).contains(Reason.Forbidden);
        assertThat(states).containsExactly(SCOPE);
        assertThat(server.getRequestCount()).isPositive();
    }

    /** An API server that is away says nothing about the kind: what is cached stays. */
    @Test
    void anErrorOfTheServerChangesNothing() throws Exception {
        client.resource(service("front", "blue")).create();
        sync();
        refuse(500, 1);

        watch.look();

        assertThat(watch.obstacle()).isEmpty();
        assertThat(states).isEmpty();
        assertThat(watch.store().get("ml", "front")).isPresent();
    }

    /** The events of the old watch never came; its replacement tells them, and not what was known already. */
    @Test
    void aReplacementTellsOnlyWhatDiffers() throws Exception {
        client.resource(service("same", "blue")).create();
        client.resource(service("gone", "blue")).create();
        sync();
        ObjectStore before = watch.store();
        before.put(MAPPER.valueToTree(service("never-there", "red")));

        now.addAndGet(Duration.ofSeconds(35).toNanos());
        watch.look();
        assertThat(watch.store()).as("35 seconds are not over").isSameAs(before);

        now.addAndGet(1);
        watch.look();

        assertThat(changes.poll(10, TimeUnit.SECONDS))
                .isEqualTo(change("never-there", Map.of("color", "red"), Map.of()));
        assertThat(watch.store()).isNotSameAs(before);
        assertThat(changes).isEmpty();
        assertThat(states).isEmpty();
        client.resource(service("gone", "blue")).delete();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(change("gone", Map.of("color", "blue"), Map.of()));
        assertThat(changes.poll(200, TimeUnit.MILLISECONDS))
                .as("the old watch is silent")
                .isNull();
    }

    private static ObjectNode version(Service service, String uid, String version) {
        ObjectNode json = MAPPER.valueToTree(service);
        json.withObject("/metadata").put("uid", uid).put("resourceVersion", version);
        return json;
    }

    private String color(String name) {
        return watch.store().get("ml", name).orElseThrow().labels().get("color");
    }

    /** The list may come from a server that lags behind the one before; only of one and the same object is that known. */
    @Test
    void aReplacementDoesNotGoBackInTime() throws Exception {
        Service newer = client.resource(service("newer", "blue")).create();
        client.resource(service("again", "blue")).create();
        sync();
        watch.offer(version(service("newer", "red"), newer.getMetadata().getUid(), "999"));
        watch.offer(version(service("again", "red"), "of another one of that name", "999"));
        ObjectStore before = watch.store();

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        watch.look();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> watch.store() != before);
        assertThat(color("newer")).isEqualTo("red");
        assertThat(color("again")).isEqualTo("blue");
        assertThat(changes.poll(10, TimeUnit.SECONDS))
                .isEqualTo(change("again", Map.of("color", "red"), Map.of("color", "blue")));
        assertThat(changes).isEmpty();
    }

    @Test
    void anObjectThatIsWatchedByNameIsNotAskedAboutAgainWhileItIsWatched() throws Exception {
        WatchScope named = new WatchScope(ResourceKind.CONFIG_MAP, "ml", "approval");
        client.resource(configMap("approval")).create();
        client.resource(configMap("other")).create();
        KindWatch byName = new KindWatch(once, named, changes::add, states::add, now::get);
        try {
            byName.look();
            assertThat(states.poll(10, TimeUnit.SECONDS)).isEqualTo(named);
            assertThat(byName.store().all()).hasSize(1);

            int asked = server.getRequestCount();
            now.addAndGet(Duration.ofMinutes(5).toNanos());
            byName.look();
            assertThat(server.getRequestCount()).isEqualTo(asked);
        } finally {
            byName.stop();
        }
    }
}
