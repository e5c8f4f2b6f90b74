package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(crud = true, https = false)
class KubeClusterViewTest {
    private static final Map<String, String> BLUE = Map.of("color", "blue");

    private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();
    private KubernetesMockServer server;
    private KubernetesClient client;
    private KubeClusterView view;

    @BeforeEach
    void open() {
        view = new KubeClusterView(client, Set.of(), woken::add, System::nanoTime);
    }

    @AfterEach
    void close() {
        view.close();
    }

    private static Service service(String name, String color) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ml")
                .addToLabels("color", color)
                .endMetadata()
                .build();
    }

    private Lookup get(String reader, String name) {
        KubeClusterView.Pass pass = view.pass(reader);
        Lookup found = pass.view().get(ResourceKind.SERVICE, "ml", name);
        pass.commit();
        return found;
    }

    private Lookup.Listing list(String reader, Map<String, String> labels) {
        KubeClusterView.Pass pass = view.pass(reader);
        Lookup.Listing found = pass.view().list(ResourceKind.SERVICE, "ml", labels);
        pass.commit();
        return found;
    }

    private String nextWoken() throws InterruptedException {
        return woken.poll(10, TimeUnit.SECONDS);
    }

    /** Who was woken until all that was read is known: by objects that were there, and by the end of the wait. */
    private Set<String> wokenUntilSettled(KubeClusterView waiting) throws InterruptedException {
        Set<String> all = new HashSet<>();
        do {
            all.add(nextWoken());
        } while (!waiting.settled());
        return all;
    }

    /** Reads once in vain, and waits until what was read is known. */
    private void fill() throws InterruptedException {
        fill(ResourceKind.SERVICE);
    }

    private void fill(ResourceKind kind) throws InterruptedException {
        read("first", kind, Map.of());
        wokenUntilSettled(view);
        view.keep(Set.of());
        woken.clear();
    }

    @Test
    void theFirstReadKnowsNothingAndWakesItsReaderOnceItDoes() throws Exception {
        client.resource(service("front", "blue")).create();

        assertThat(get("ml/one", "front"))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(Reason.NotMeasuredYet, "services are not read yet")));

        assertThat(wokenUntilSettled(view)).containsExactly("ml/one");
        assertThat(get("ml/one", "front"))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.resource().name()).isEqualTo("front"));
        assertThat(get("ml/one", "back")).isEqualTo(new Lookup.Missing(ResourceKind.SERVICE, "ml", "back"));
        assertThat(list("ml/one", BLUE))
                .isInstanceOfSatisfying(
                        Lookup.Listed.class,
                        listed -> assertThat(listed.resources())
                                .extracting(Resource::name)
                                .containsExactly("front"));
    }

    @Test
    void aKindThatIsNamedIsFoundAndItsObjectsAreReadWhole() throws Exception {
        server.expect()
                .get()
                .withPath("/apis")
                .andReturn(200, new APIGroupListBuilder().build())
                .always();
        server.expect()
                .get()
                .withPath("/api/v1")
                .andReturn(
                        200,
                        new APIResourceListBuilder()
                                .addNewResource()
                                .withName("pods")
                                .withKind("Pod")
                                .withNamespaced(true)
                                .withVerbs("get", "list", "watch")
                                .endResource()
                                .build())
                .always();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("front")
                        .withNamespace("ml")
                        .endMetadata()
                        .withNewSpec()
                        .withServiceAccountName("robot")
                        .endSpec()
                        .build())
                .create();

        assertThat(kind("ml/one"))
                .isEqualTo(
                        new Lookup.Unreadable(new Obstacle(Reason.NotMeasuredYet, "the kinds of v1 are not read yet")));
        assertThat(nextWoken()).isEqualTo("ml/one");
        assertThat(kind("ml/one")).isEqualTo(new Lookup.Served(ResourceKind.POD.whole()));

        KubeClusterView.Pass pass = view.pass("ml/one");
        pass.view().get(ResourceKind.POD.whole(), "ml", "front");
        pass.commit();
        wokenUntilSettled(view);
        assertThat(view.unrecorded().get(ResourceKind.POD.whole(), "ml", "front"))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.resource().text("/spec/serviceAccountName"))
                                .isEqualTo("robot"));
    }

    @Test
    void aKindThatNoItemNamesAnyMoreIsNotWatched() throws Exception {
        AtomicLong now = new AtomicLong();
        try (KubeClusterView ageing = new KubeClusterView(client, Set.of(), woken::add, now::get)) {
            ResourceKind named = ResourceKind.SERVICE.whole();
            for (ResourceKind kind : List.of(named, ResourceKind.SERVICE)) {
                KubeClusterView.Pass pass = ageing.pass("ml/one");
                pass.view().get(kind, "ml", "front");
                pass.commit();
                wokenUntilSettled(ageing);
            }
            now.addAndGet(Duration.ofMinutes(9).toNanos());
            ageing.lookAtAll();
            assertThat(ageing.unrecorded().get(named, "ml", "front")).isInstanceOf(Lookup.Missing.class);

            now.addAndGet(Duration.ofMinutes(11).toNanos());
            ageing.lookAtAll();
            assertThat(ageing.unrecorded().get(ResourceKind.SERVICE, "ml", "front"))
                    .isInstanceOf(Lookup.Missing.class);
            assertThat(ageing.unrecorded().get(named, "ml", "front"))
                    .isEqualTo(new Lookup.Unreadable(Obstacle.notSynced(named)));
        }
    }

    private Lookup.KindAnswer kind(String reader) {
        KubeClusterView.Pass pass = view.pass(reader);
        Lookup.KindAnswer answer = pass.view().kind("v1", "Pod");
        pass.commit();
        return answer;
    }

    @Test
    void aKindThatIsNotReadYetIsNoEmptyList() {
        assertThat(list("ml/one", Map.of()))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(Reason.NotMeasuredYet, "services are not read yet")));
        assertThat(view.everywhere(ResourceKind.POD))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(Reason.NotMeasuredYet, "pods are not read yet")));
    }

    @Test
    void aChangeWakesExactlyThoseWhoReadIt() throws Exception {
        fill();
        get("ml/front", "front");
        get("ml/back", "back");
        list("ml/blue", BLUE);
        list("ml/red", Map.of("color", "red"));
        view.unrecorded().get(ResourceKind.SERVICE, "ml", "front");

        client.resource(service("front", "blue")).create();

        assertThat(Set.of(nextWoken(), nextWoken())).isEqualTo(Set.of("ml/front", "ml/blue"));
        client.resource(service("back", "green")).create();
        assertThat(nextWoken()).isEqualTo("ml/back");
        assertThat(woken).isEmpty();
    }

    private static ReplicaSet replicaSet(String name, String owner) {
        return new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ml")
                .addNewOwnerReference()
                .withUid(owner)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .build();
    }

    private static LaunchChecklist checklist(String name, String target) {
        return Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: %s, namespace: ml}
                spec: {target: {name: %s}}
                """.formatted(name, target), LaunchChecklist.class);
    }

    private static Postmortem postmortem(String checklist) {
        return Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: lost-url, namespace: ml}
                spec: {title: t, checklists: [{name: %s}]}
                """.formatted(checklist), Postmortem.class);
    }

    private void read(String reader, ResourceKind kind, Map<String, String> marks) {
        KubeClusterView.Pass pass = view.pass(reader);
        pass.view().list(kind, "ml", marks);
        pass.commit();
    }

    /** A namespace full of Deployments is busy: each rollout would ask everybody's network again. */
    @Test
    void aChangeOfOneDeploymentsPodsWakesNobodyElse() throws Exception {
        fill(ResourceKind.REPLICA_SET);
        read("ml/web", ResourceKind.REPLICA_SET, Map.of(Resource.CONTROLLER, "web-uid"));
        read("ml/api", ResourceKind.REPLICA_SET, Map.of(Resource.CONTROLLER, "api-uid"));

        client.resource(replicaSet("web-1", "web-uid")).create();
        assertThat(nextWoken()).isEqualTo("ml/web");
        client.resource(replicaSet("other-1", "other-uid")).create();
        client.resource(replicaSet("api-1", "api-uid")).create();
        assertThat(nextWoken()).isEqualTo("ml/api");
        assertThat(woken).isEmpty();
    }

    @Test
    void aChecklistWakesThoseOfTheSameTargetOnly() throws Exception {
        fill(ResourceKind.LAUNCH_CHECKLIST);
        read("ml/web", ResourceKind.LAUNCH_CHECKLIST, Map.of(Resource.TARGET, "Deployment/web"));
        read("ml/api", ResourceKind.LAUNCH_CHECKLIST, Map.of(Resource.TARGET, "Deployment/api"));

        client.resource(checklist("first", "web")).create();
        assertThat(nextWoken()).isEqualTo("ml/web");
        client.resource(checklist("first", "api")).update();
        assertThat(Set.of(nextWoken(), nextWoken())).isEqualTo(Set.of("ml/web", "ml/api"));
        assertThat(woken).isEmpty();
    }

    @Test
    void aPostmortemWakesTheChecklistsThatItNamesOrNamed() throws Exception {
        fill(ResourceKind.POSTMORTEM);
        read("ml/web", ResourceKind.POSTMORTEM, Map.of(Resource.concerns("web"), ""));
        read("ml/api", ResourceKind.POSTMORTEM, Map.of(Resource.concerns("api"), ""));
        read("ml/other", ResourceKind.POSTMORTEM, Map.of(Resource.concerns("other"), ""));

        client.resource(postmortem("web")).create();
        assertThat(nextWoken()).isEqualTo("ml/web");
        client.resource(postmortem("api")).update();
        assertThat(Set.of(nextWoken(), nextWoken())).isEqualTo(Set.of("ml/web", "ml/api"));
        client.resource(postmortem("api")).delete();
        assertThat(nextWoken()).isEqualTo("ml/api");
        assertThat(woken).isEmpty();
    }

    @Test
    void whoIsNotKeptIsNotWoken() throws Exception {
        fill();
        get("ml/kept", "front");
        get("ml/gone", "front");

        view.keep(Set.of("ml/kept"));
        client.resource(service("front", "blue")).create();

        assertThat(nextWoken()).isEqualTo("ml/kept");
        assertThat(woken).isEmpty();
    }

    private Lookup configMap(String reader, String name) {
        KubeClusterView.Pass pass = view.pass(reader);
        Lookup found = pass.view().get(ResourceKind.CONFIG_MAP, "ml", name);
        pass.commit();
        return found;
    }

    /** It comes from objects of others too, and an empty selector would have every ConfigMap of the namespace watched. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a,metadata.name!=a", "Upper", "a b", "a=b"})
    void whatCannotBeANameIsNotAskedFor(String name) {
        assertThat(configMap("ml/one", name)).isEqualTo(new Lookup.Missing(ResourceKind.CONFIG_MAP, "ml", name));
        assertThat(view.settled()).as("nothing is watched for it").isTrue();
    }

    /** Each has a watch of its own, so those that nobody reads any more would add up. */
    @Test
    void whatIsWatchedByNameIsWatchedWhileSomebodyReadsIt() throws Exception {
        configMap("ml/kept", "read");
        configMap("ml/gone", "unread");
        wokenUntilSettled(view);

        view.keep(Set.of("ml/kept"));
        view.lookAtAll();

        assertThat(configMap("ml/kept", "read")).isInstanceOf(Lookup.Missing.class);
        assertThat(configMap("ml/kept", "unread")).isInstanceOf(Lookup.Unreadable.class);
    }

    @Test
    void aListenerHearsOfChangesOfItsKindOnly() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        view.onChange(ResourceKind.POD, () -> heard.add("pod"));
        view.onChange(ResourceKind.SERVICE, () -> heard.add("service"));
        fill();

        client.resource(service("front", "blue")).create();

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("service");
        assertThat(heard).isEmpty();
    }

    @Test
    void aRefusedReadNamesTheRuleThatIsMissing() throws Exception {
        server.expect()
                .get()
                .withPath("/api/v1/services?limit=1&resourceVersion=0")
                .andReturn(403, new StatusBuilder().withCode(403).build())
                .always();

        get("ml/one", "front");
        assertThat(nextWoken()).isEqualTo("ml/one");

        assertThat(list("ml/one", Map.of()))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(
                        Reason.Forbidden,
                        "may not list services; the operator's role lacks apiGroups [\"\"] resources [services]"
                                + " verbs [get, list, watch]")));
        assertThat(view.settled()).isTrue();
    }

    @Test
    void anAnswerToAWriteOfOursIsSeenAtOnce() throws Exception {
        client.resource(service("front", "blue")).create();
        fill();
        get("ml/one", "front");
        ObjectNode written = new ObjectMapper().valueToTree(service("front", "red"));
        written.withObject("/metadata").put("resourceVersion", "999");

        view.offer(ResourceKind.SERVICE, written);

        assertThat(woken).containsExactly("ml/one");
        assertThat(get("ml/one", "front"))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.resource().labels()).isEqualTo(Map.of("color", "red")));
    }

    @Test
    void anAnswerAboutAKindThatNobodyReadsIsDropped() {
        view.offer(ResourceKind.SERVICE, new ObjectMapper().valueToTree(service("front", "red")));

        assertThat(woken).isEmpty();
        assertThat(view.settled()).isTrue();
    }

    @Test
    void namespacesThatAreNamedAreWatchedOneByOne() throws Exception {
        client.resource(service("front", "blue")).create();
        client.resource(new ServiceBuilder(service("front", "blue"))
                        .editMetadata()
                        .withNamespace("elsewhere")
                        .endMetadata()
                        .build())
                .create();
        try (KubeClusterView some = new KubeClusterView(client, Set.of("ml", "shop"), woken::add, System::nanoTime)) {
            some.pass("a").view().get(ResourceKind.SERVICE, "ml", "front");
            some.pass("b").view().get(ResourceKind.SERVICE, "shop", "front");
            assertThat(wokenUntilSettled(some)).contains("a");

            assertThat(some.everywhere(ResourceKind.SERVICE))
                    .isInstanceOfSatisfying(
                            Lookup.Listed.class,
                            listed -> assertThat(listed.resources())
                                    .extracting(Resource::namespace)
                                    .containsExactly("ml"));
            assertThat(client.services().inNamespace("elsewhere").list().getItems())
                    .hasSize(1);
        }
    }
}
