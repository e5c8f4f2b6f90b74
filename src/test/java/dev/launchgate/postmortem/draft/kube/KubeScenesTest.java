package dev.launchgate.postmortem.draft.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.postmortem.draft.FieldWrite;
import dev.launchgate.postmortem.draft.Scene;
import dev.launchgate.postmortem.draft.SeenEvent;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of a Deployment, and what is said of the rest. */
class KubeScenesTest {
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/ml/deployments/app";
    private static final String SETS = "/apis/apps/v1/namespaces/ml/replicasets?limit=5000";
    private static final String PODS = "/api/v1/namespaces/ml/pods?limit=5000";
    private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/ml/events?limit=500";
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server.init();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.createClient().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    private Scene look() {
        return new KubeScenes(client).of("ml", "app");
    }

    private void serve(String path, String... items) {
        serve(path, 200, "{\"kind\":\"List\",\"metadata\":{},\"items\":[%s]}".formatted(String.join(",", items)));
    }

    private void serve(String path, int code, Object answer) {
        server.expect().get().withPath(path).andReturn(code, answer).once();
    }

    private void refuse(String path, int code) {
        serve(
                path,
                code,
                new StatusBuilder().withCode(code).withMessage("secret words").build());
    }

    private void serveDeployment() {
        serve(DEPLOYMENT, 200, """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "app", "uid": "d", "managedFields": [
                  {"manager": "helm", "operation": "Apply", "time": "2026-11-20T10:00:00Z",
                   "fieldsV1": {"f:spec": {"f:template": {}}}}]},
                 "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "example.com/app:v2"}]}}}}
                """);
    }

    private static String owned(String kind, String uid, String owner, boolean controller) {
        return """
                {"apiVersion": "v1", "kind": "%s", "metadata": {"name": "%s", "uid": "%s",
                  "ownerReferences": [{"uid": "%s", "controller": %s}]},
                 "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "example.com/app:%s"}]}}}}
                """.formatted(kind, uid, uid, owner, controller, uid);
    }

    private static String event(String uid, String note) {
        return """
                {"metadata": {"creationTimestamp": "2026-11-20T10:00:00Z"}, "type": "Warning", "reason": "Failed",
                 "note": "%s", "regarding": {"kind": "Pod", "name": "app-1", "uid": "%s"}}
                """.formatted(note, uid);
    }

    @Test
    void onlyWhatBelongsToTheDeploymentIsSeen() {
        serveDeployment();
        serve(SETS, owned("ReplicaSet", "s", "d", true), owned("ReplicaSet", "foreign", "x", true));
        serve(PODS, owned("Pod", "p", "s", true), owned("Pod", "q", "s", false), owned("Pod", "r", "foreign", true));
        serve(EVENTS, event("d", "of d"), event("s", "of s"), event("p", "of p"), event("q", "no"), event("r", "no"));

        Scene scene = look();

        assertThat(scene.unread()).isEmpty();
        assertThat(scene.templates())
                .flatExtracting(template -> template.images())
                .containsExactly("example.com/app:v2", "example.com/app:s");
        assertThat(scene.events()).extracting(SeenEvent::note).containsExactly("of d", "of s", "of p");
        assertThat(scene.writes()).containsExactly(new FieldWrite("helm", "Apply", TEN, List.of("spec.template")));
    }

    @Test
    void eventsAreReadPageByPage() {
        serveDeployment();
        serve(SETS);
        serve(PODS);
        serve(EVENTS, 200, "{\"metadata\":{\"continue\":\"a+b&c\"},\"items\":[%s]}".formatted(event("d", "first")));
        serve(EVENTS + "&continue=a%2Bb%26c", event("d", "second"));

        assertThat(look().events()).extracting(SeenEvent::note).containsExactly("first", "second");
    }

    @Test
    void eventsWithoutEndAreCutAndItIsSaid() {
        serveDeployment();
        serve(SETS);
        serve(PODS);
        String endless = "{\"metadata\":{\"continue\":\"t\"},\"items\":[%s]}".formatted(event("d", "again"));
        serve(EVENTS, 200, endless);
        server.expect()
                .get()
                .withPath(EVENTS + "&continue=t")
                .andReturn(200, endless)
                .always();

        Scene scene = look();

        assertThat(scene.events()).hasSize(10);
        assertThat(scene.unread()).containsExactly("the namespace has more than 5000 events; the rest was not read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|events could not be read: the operator lacks the right to list events.events.k8s.io",
                "500|events could not be read: code 500"
            })
    void aRightThatIsMissingIsNamedAndTheRestIsSeen(int code, String said) {
        serveDeployment();
        serve(SETS, owned("ReplicaSet", "s", "d", true));
        serve(PODS);
        refuse(EVENTS, code);

        Scene scene = look();

        assertThat(scene.templates()).hasSize(2);
        assertThat(scene.events()).isEmpty();
        assertThat(scene.unread()).containsExactly(said);
    }

    @Test
    void whateverIsRefusedIsSaid() {
        serveDeployment();
        refuse(SETS, 403);
        refuse(PODS, 403);
        serve(EVENTS, event("d", "of d"));

        Scene scene = look();

        assertThat(scene.unread())
                .containsExactly(
                        "replicasets could not be read: the operator lacks the right to list replicasets.apps",
                        "pods could not be read: the operator lacks the right to list pods");
        assertThat(scene.templates()).hasSize(1);
        assertThat(scene.events()).hasSize(1);
    }

    @Test
    void aDeploymentThatIsGoneLeavesNothingToLookAt() {
        refuse(DEPLOYMENT, 404);
        assertThat(look())
                .isEqualTo(new Scene(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("the Deployment was not found; its writers, ReplicaSets and pods are not known")));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aDeploymentThatMayNotBeReadIsNotCalledMissing() {
        refuse(DEPLOYMENT, 403);
        assertThat(look().unread())
                .first()
                .isEqualTo("the Deployment could not be read: the operator lacks the right to get deployments.apps");
    }
}
