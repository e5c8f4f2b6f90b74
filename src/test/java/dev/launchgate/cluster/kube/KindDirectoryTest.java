package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
class KindDirectoryTest {
    private static final String POLICIES = "networking.k8s.io/v1";
    private static final ResourceKind POLICY =
            new ResourceKind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true).whole();

    private final List<ResourceKind> changed = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong soon = new AtomicLong();
    private KubernetesMockServer server;
    private KubernetesClient client;
    private KubernetesClient once;
    private KindDirectory directory;

    @BeforeEach
    void make() {
        once = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        directory = new KindDirectory(once, changed::add, now::get);
    }

    @AfterEach
    void close() {
        once.close();
    }

    private Lookup.KindAnswer ask(String apiVersion, String kind) {
        return directory.ask(apiVersion, kind, soon::incrementAndGet);
    }

    private void serves(String... versions) {
        APIGroupListBuilder groups = new APIGroupListBuilder();
        for (String version : versions) {
            groups.addToGroups(new APIGroupBuilder()
                    .withName(version.substring(0, version.indexOf('/')))
                    .addNewVersion(version, version.substring(version.indexOf('/') + 1))
                    .build());
        }
        server.expect().get().withPath("/apis").andReturn(200, groups.build()).once();
    }

    private void lists(String path, APIResource... resources) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(
                        200,
                        new APIResourceListBuilder().withResources(resources).build())
                .once();
    }

    private static APIResource resource(String plural, String kind, boolean namespaced, String... verbs) {
        return new APIResourceBuilder()
                .withName(plural)
                .withKind(kind)
                .withNamespaced(namespaced)
                .withVerbs(verbs)
                .build();
    }

    private static APIResource watched(String plural, String kind, boolean namespaced) {
        return resource(plural, kind, namespaced, "get", "list", "watch");
    }

    private static Lookup.KindAnswer absent(String apiVersion, String kind) {
        return new Lookup.Unreadable(Obstacle.notInstalled(apiVersion, kind));
    }

    @Test
    void aNewNameIsNotKnownYetAndLookedAtSoon() {
        assertThat(ask(POLICIES, "NetworkPolicy"))
                .isEqualTo(new Lookup.Unreadable(
                        new Obstacle(Reason.NotMeasuredYet, "the kinds of networking.k8s.io/v1 are not read yet")));
        ask(POLICIES, "NetworkPolicy");
        assertThat(soon).hasValue(1);
    }

    @Test
    void aServedKindIsFoundAndItsAskersAreTold() {
        ask(POLICIES, "NetworkPolicy");
        serves(POLICIES);
        lists(
                "/apis/networking.k8s.io/v1",
                resource("networkpolicies/status", "NetworkPolicy", true, "get"),
                watched("networkpolicies", "NetworkPolicy", true));
        directory.look();

        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(new Lookup.Served(POLICY));
        assertThat(changed).containsExactly(KindDirectory.name(POLICIES, "NetworkPolicy"));
    }

    @Test
    void aKindOfTheCoreGroupIsFound() {
        ask("v1", "Endpoints");
        ask("v1", "Scale");
        serves();
        lists(
                "/api/v1",
                watched("endpoints", "Endpoints", true),
                resource("pods/scale", "Scale", true, "list", "watch"));
        directory.look();

        assertThat(ask("v1", "Endpoints"))
                .isEqualTo(new Lookup.Served(new ResourceKind("", "v1", "Endpoints", "endpoints", true).whole()));
        assertThat(ask("v1", "Scale")).isEqualTo(absent("v1", "Scale"));
    }

    @Test
    void ofKindsThatOtherChecksReadAllIsRead() {
        ask("v1", "Pod");
        ask("v1", "Service");
        serves();
        lists("/api/v1", watched("pods", "Pod", true), watched("services", "Service", true));
        directory.look();

        assertThat(ask("v1", "Pod")).isEqualTo(new Lookup.Served(ResourceKind.POD.whole()));
        assertThat(ask("v1", "Service")).isEqualTo(new Lookup.Served(ResourceKind.SERVICE.whole()));
    }

    @Test
    void whatCannotBeWatchedIsNoKindToRead() {
        ask("authorization.k8s.io/v1", "SubjectAccessReview");
        serves("authorization.k8s.io/v1");
        lists(
                "/apis/authorization.k8s.io/v1",
                resource("subjectaccessreviews", "SubjectAccessReview", false, "create"));
        directory.look();

        assertThat(ask("authorization.k8s.io/v1", "SubjectAccessReview"))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(
                        Reason.KindNotInstalled,
                        "SubjectAccessReview of authorization.k8s.io/v1 has no objects that can be watched")));
    }

    @Test
    void aKindThatAppearsAndGoesIsPickedUp() {
        ask(POLICIES, "NetworkPolicy");
        serves("apps/v1");
        directory.look();
        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(absent(POLICIES, "NetworkPolicy"));

        serves("apps/v1", POLICIES);
        lists("/apis/networking.k8s.io/v1", watched("networkpolicies", "NetworkPolicy", true));
        directory.look();
        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(new Lookup.Served(POLICY));

        serves("apps/v1", POLICIES);
        lists("/apis/networking.k8s.io/v1");
        directory.look();
        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(absent(POLICIES, "NetworkPolicy"));
        assertThat(changed).hasSize(3);
    }

    @Test
    void theSameAnswerTwiceIsNoNews() {
        ask(POLICIES, "NetworkPolicy");
        for (int i = 0; i < 2; i++) {
            serves(POLICIES);
            lists("/apis/networking.k8s.io/v1", watched("networkpolicies", "NetworkPolicy", true));
            directory.look();
        }
        assertThat(changed).hasSize(1);
    }

    @Test
    void aServerThatFailsChangesNoAnswerAndIsNamedWhereThereIsNone() {
        ask(POLICIES, "NetworkPolicy");
        serves(POLICIES);
        lists("/apis/networking.k8s.io/v1", watched("networkpolicies", "NetworkPolicy", true));
        directory.look();
        ask(POLICIES, "Ingress");
        server.expect().get().withPath("/apis").andReturn(503, "").once();
        directory.look();

        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(new Lookup.Served(POLICY));
        assertThat(ask(POLICIES, "Ingress"))
                .isEqualTo(new Lookup.Unreadable(new Obstacle(
                        Reason.NetworkError,
                        "the API server could not be asked for the kinds of networking.k8s.io/v1")));
    }

    @Test
    void oneGroupThatFailsHidesNoOther() {
        ask("metrics.k8s.io/v1beta1", "PodMetrics");
        ask(POLICIES, "NetworkPolicy");
        serves(POLICIES, "metrics.k8s.io/v1beta1");
        lists("/apis/networking.k8s.io/v1", watched("networkpolicies", "NetworkPolicy", true));
        server.expect()
                .get()
                .withPath("/apis/metrics.k8s.io/v1beta1")
                .andReturn(503, "")
                .once();
        directory.look();

        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(new Lookup.Served(POLICY));
        assertThat(ask("metrics.k8s.io/v1beta1", "PodMetrics"))
                .isInstanceOfSatisfying(
                        Lookup.Unreadable.class,
                        unreadable -> assertThat(unreadable.obstacle().reason()).isEqualTo(Reason.NetworkError));
    }

    @Test
    void aNameThatNobodyAsksForIsForgotten() {
        ask(POLICIES, "NetworkPolicy");
        serves("apps/v1");
        directory.look();
        now.addAndGet(Duration.ofMinutes(11).toNanos());
        directory.look();

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(ask(POLICIES, "NetworkPolicy")).isEqualTo(new Lookup.Unreadable(Obstacle.notDiscovered(POLICIES)));
        assertThat(soon).hasValue(2);
    }
}
