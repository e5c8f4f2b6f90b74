package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.postmortem.graph.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graphs and document of a postmortem in a ConfigMap, on a real API server, with the shipped right and policy or without. */
@ClusterTest
class PublishTest {
    /** A pass comes once a minute by itself. */
    private static final Duration NEXT_PASS = Duration.ofSeconds(100);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DENIED =
            "launchgate writes no ConfigMap but those that hold the document of a postmortem";

    private final ControlPlane cluster;
    private ClusterUser account;
    private PrometheusStub prometheus;

    PublishTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void install() throws IOException {
        account = Operators.install(cluster);
        prometheus = PrometheusStub.start();
    }

    @AfterEach
    void remove() {
        prometheus.close();
        Installation.withoutDocuments(cluster);
    }

    private void write(String namespace, String notes) {
        cluster.admin()
                .kubectlWith(
                        """
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: sign-in, namespace: %s}
                spec:
                  title: Nobody could sign in
                  notes: %s
                  impact: {startedAt: 2026-01-20T20:10:00Z, mitigatedAt: 2026-01-20T20:40:00Z}
                  prevention: [{name: talk, owner: ml-team}]
                  attachments:
                    - name: errors
                      prometheus:
                        query: sum(rate(errors_total[5m]))
                        start: 2026-01-20T20:00:00Z
                        end: 2026-01-20T21:00:00Z
                        step: 60s
                        server: {url: "%s"}
                    - {name: log, configMap: {name: log, key: excerpt}, sha256: "%s"}
                """.formatted(namespace, notes, prometheus.url(), Sha256.of("what was logged")),
                        "apply",
                        "-f",
                        "-")
                .orThrow();
    }

    private String namespace(String prefix) {
        String namespace = cluster.namespace(prefix);
        admin(namespace, "create", "configmap", "log", "--from-literal=excerpt=what was logged");
        return namespace;
    }

    private String admin(String namespace, String... words) {
        return in(cluster.admin(), namespace, words).orThrow();
    }

    private static Finished in(ClusterUser user, String namespace, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "-n";
        all[1] = namespace;
        System.arraycopy(words, 0, all, 2, words.length);
        return user.kubectl(all);
    }

    private JsonNode read(String namespace, String kind, String name) {
        try {
            String found = admin(namespace, "get", kind, name, "--ignore-not-found", "-o", "json");
            return found.isBlank() ? MAPPER.missingNode() : MAPPER.readTree(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode postmortem(String namespace) {
        return read(namespace, "postmortem", "sign-in");
    }

    private JsonNode document(String namespace) {
        return read(namespace, "configmap", "postmortem-sign-in");
    }

    private JsonNode condition(String namespace, String type) {
        return StreamSupport.stream(
                        postmortem(namespace).at("/status/conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElse(MAPPER.missingNode());
    }

    private void awaitPublished(String namespace, String status, String reason) {
        await("Published")
                .atMost(NEXT_PASS)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    JsonNode published = condition(namespace, "Published");
                    assertThat(published.path("status").asText() + " "
                                    + published.path("reason").asText())
                            .as(published.toString())
                            .isEqualTo(status + " " + reason);
                });
    }

    private String attachment(String namespace, String name) {
        return StreamSupport.stream(
                        postmortem(namespace).at("/status/attachments").spliterator(), false)
                .filter(row -> row.path("name").asText().equals(name))
                .map(row ->
                        row.path("state").asText() + "/" + row.path("reason").asText())
                .findFirst()
                .orElse("");
    }

    private void awaitAttachment(String namespace, String name, String expected) {
        await(name)
                .atMost(NEXT_PASS)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(attachment(namespace, name))
                        .as(postmortem(namespace).path("status").toString())
                        .isEqualTo(expected));
    }

    private String version(String namespace) {
        return postmortem(namespace).at("/metadata/resourceVersion").asText() + " "
                + document(namespace).at("/metadata/resourceVersion").asText();
    }

    private void awaitDigest(String namespace) {
        await("digest")
                .atMost(NEXT_PASS)
                .untilAsserted(() -> assertThat(postmortem(namespace)
                                .at("/status/document/sha256")
                                .asText())
                        .isEqualTo(Sha256.of(
                                document(namespace).at("/data/postmortem.md").asText())));
    }

    @Test
    void whatIsCapturedIsPublishedOnceAndRepaired() {
        Installation.documents(cluster);
        String namespace = namespace("publish");
        write(namespace, "first");
        String whole;
        try (var _ = WitnessedOperator.start(cluster, account)) {
            awaitAttachment(namespace, "errors", "Captured/AttachmentCaptured");
            awaitAttachment(namespace, "log", "Verified/AttachmentVerified");
            awaitPublished(namespace, "True", "DocumentPublished");
            awaitDigest(namespace);
            assertThat(document(namespace).path("data").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("errors-dark.svg", "errors-light.svg", "errors.csv", "postmortem.md");
            assertThat(document(namespace).at("/data/postmortem.md").asText())
                    .contains("errors-light.svg", "errors.csv");
            assertThat(document(namespace).at("/metadata/ownerReferences/0/uid"))
                    .isEqualTo(postmortem(namespace).at("/metadata/uid"));
            assertThat(prometheus.ranges()).containsExactly("sum(rate(errors_total[5m]))");
            whole = document(namespace).path("data").toString();

            admin(
                    namespace,
                    "patch",
                    "configmap",
                    "postmortem-sign-in",
                    "-p",
                    "{\"data\":{\"postmortem.md\":\"mine\"}}");
            await("repaired")
                    .atMost(NEXT_PASS)
                    .until(() -> document(namespace).path("data").toString().equals(whole));
            assertThat(admin(namespace, "get", "events", "-o", "jsonpath={.items[*].reason}"))
                    .contains("DocumentRepaired");

            String quiet = version(namespace);
            await("a quiet minute")
                    .during(Duration.ofSeconds(65))
                    .atMost(NEXT_PASS)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> version(namespace).equals(quiet));
            assertThat(prometheus.ranges()).hasSize(1);
        }
        String before = version(namespace);
        try (var _ = WitnessedOperator.start(cluster, account)) {
            await("another operator asks nothing and writes nothing")
                    .during(Duration.ofSeconds(8))
                    .atMost(NEXT_PASS)
                    .until(() -> version(namespace).equals(before));
            assertThat(prometheus.ranges()).hasSize(1);

            admin(namespace, "delete", "configmap", "postmortem-sign-in");
            write(namespace, "second");
            await("published again")
                    .atMost(NEXT_PASS)
                    .until(() -> document(namespace).path("data").size() == 4);
            awaitAttachment(namespace, "errors", "Captured/AttachmentCaptured");
            awaitDigest(namespace);
            assertThat(prometheus.ranges()).hasSize(2);
            assertThat(document(namespace).at("/data/errors.csv").asText())
                    .isEqualTo(read(whole).path("errors.csv").asText());

            admin(namespace, "delete", "postmortem", "sign-in");
            await("goes with its postmortem")
                    .atMost(Launch.PATIENCE)
                    .until(() -> document(namespace).isMissingNode());
        }
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutTheRightTheLineThatGivesItIsNamedAndAllElseWorks() {
        String namespace = namespace("unpublished");
        try (var _ = WitnessedOperator.start(cluster, account)) {
            write(namespace, "first");
            awaitPublished(namespace, "False", "PublishingNotAllowed");
            assertThat(condition(namespace, "Published").path("message").asText())
                    .isEqualTo("the operator may not write ConfigMaps in " + namespace
                            + "; allow it with: kubectl apply -k deploy/rbac/documents, or render it with: make postmortem"
                            + " NAME=sign-in NAMESPACE=" + namespace + "; until then nothing is captured");
            awaitAttachment(namespace, "log", "Verified/AttachmentVerified");
            assertThat(attachment(namespace, "errors")).startsWith("Pending/");
            assertThat(condition(namespace, "Accepted").path("status").asText()).isEqualTo("True");
            assertThat(condition(namespace, "Complete").path("reason").asText()).isEqualTo("SectionsMissing");
            assertThat(postmortem(namespace).at("/status/prevention/0/reason").asText())
                    .isEqualTo("MeasureNotDone");

            admin(namespace, "create", "quota", "few", "--hard=count/configmaps=1");
            await("quota")
                    .atMost(Launch.PATIENCE)
                    .until(() -> !read(namespace, "quota", "few")
                            .at("/status/used/count~1configmaps")
                            .isMissingNode());
            Installation.documents(cluster);
            write(namespace, "second");
            awaitPublished(namespace, "False", "PublishingFailed");
            assertThat(condition(namespace, "Published").path("message").asText())
                    .startsWith("the API server refused the ConfigMap: ")
                    .contains("exceeded quota: few");

            admin(namespace, "delete", "quota", "few");
            write(namespace, "third");
            awaitPublished(namespace, "True", "DocumentPublished");
            write(namespace, "fourth");
            awaitAttachment(namespace, "errors", "Captured/AttachmentCaptured");
        }
    }

    @Test
    void thePolicyRefusesItEveryOtherConfigMap() {
        Installation.documents(cluster);
        String namespace = namespace("policy");
        String owned = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  namespace: %s
                  labels: {%s}
                  ownerReferences: [{apiVersion: %s, kind: %s, name: sign-in, uid: "4711", controller: %s}]
                """;
        String label = "launchgate.dev/document: postmortem";
        List<String> foreign = List.of(
                owned.formatted("postmortem-sign-in", namespace, "", "launchgate.dev/v1alpha1", "Postmortem", true),
                owned.formatted("postmortem-other", namespace, label, "launchgate.dev/v1alpha1", "Postmortem", true),
                owned.formatted("postmortem-sign-in", namespace, label, "launchgate.dev/v1alpha1", "Postmortem", false),
                owned.formatted("postmortem-sign-in", namespace, label, "example.com/v1", "Postmortem", true),
                owned.formatted(
                        "postmortem-sign-in", namespace, label, "launchgate.dev/v1alpha1", "LaunchChecklist", true),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: postmortem-sign-in, namespace: %s, labels: {%s}}\n"
                        .formatted(namespace, label));
        assertThat(foreign)
                .allSatisfy(manifest -> assertThat(account.kubectlWith(manifest, "create", "-f", "-")
                                .said())
                        .contains(DENIED));
        String ours =
                owned.formatted("postmortem-sign-in", namespace, label, "launchgate.dev/v1alpha1", "Postmortem", true);
        Finished taken = account.kubectlWith(ours, "create", "--dry-run=server", "-f", "-");
        assertThat(taken.succeeded()).as(taken.said()).isTrue();

        List<String> patches = List.of(
                "{\"data\":{\"excerpt\":\"altered\"}}",
                "{\"metadata\":{\"labels\":{\"launchgate.dev/document\":\"postmortem\"}}}",
                "{\"metadata\":{\"labels\":{\"launchgate.dev/document\":\"postmortem\"},\"ownerReferences\":[{\"apiVersion\":"
                        + "\"launchgate.dev/v1alpha1\",\"kind\":\"Postmortem\",\"name\":\"sign-in\",\"uid\":\"4711\",\"controller\":true}]}}");
        assertThat(patches)
                .allSatisfy(patch -> assertThat(in(account, namespace, "patch", "configmap", "log", "-p", patch)
                                .said())
                        .contains(DENIED));
        // one that is called as ours are, and is an application's
        admin(namespace, "create", "configmap", "postmortem-sign-in", "--from-literal=key=theirs");
        assertThat(patches)
                .allSatisfy(patch -> assertThat(
                                in(account, namespace, "patch", "configmap", "postmortem-sign-in", "-p", patch)
                                        .said())
                        .contains(DENIED));
        assertThat(in(account, namespace, "delete", "configmap", "log").said()).contains("cannot delete resource");
        // nobody else is held by it
        admin(namespace, "patch", "configmap", "log", "-p", "{\"data\":{\"more\":\"x\"}}");
    }
}
