package dev.launchgate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What identifies a revision. */
class PodTemplateTest {
    private static final String TEMPLATE = """
            metadata:
              labels: {app: web}
              annotations: {team: ml}
            spec:
              containers: [{name: app, image: web:1, env: [{name: A, value: "1"}, {name: B, value: "2"}]}]
            """;

    private static PodTemplate of(String yaml) {
        return PodTemplate.of(json(yaml));
    }

    private static ObjectNode json(String yaml) {
        return (ObjectNode) Serialization.unmarshal("---\n" + yaml, JsonNode.class);
    }

    @Test
    void theHashIsSha256OfTheCanonicalForm() throws Exception {
        String canonical = "{\"metadata\":{\"annotations\":{\"team\":\"ml\"},\"labels\":{\"app\":\"web\"}},"
                + "\"spec\":{\"containers\":[{\"env\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}],"
                + "\"image\":\"web:1\",\"name\":\"app\"}]}}";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));

        assertThat(of(TEMPLATE).hash()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(of(TEMPLATE).identity()).isEqualTo(of(TEMPLATE).hash());
    }

    @Test
    void theOrderOfMembersDoesNotMatterAndThatOfListsDoes() {
        assertThat(of("""
                spec:
                  containers: [{image: web:1, env: [{value: "1", name: A}, {value: "2", name: B}], name: app}]
                metadata:
                  annotations: {team: ml}
                  labels: {app: web}
                """).hash()).isEqualTo(of(TEMPLATE).hash());
        assertThat(of(TEMPLATE.replace(
                                "{name: A, value: \"1\"}, {name: B, value: \"2\"}",
                                "{name: B, value: \"2\"}, {name: A, value: \"1\"}"))
                        .hash())
                .isNotEqualTo(of(TEMPLATE).hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restartPolicy: Always",
                "fieldOfALaterVersion: {deep: [1, {er: true}]}",
                "terminationGracePeriodSeconds: 30",
                "tolerations: []",
                "securityContext: {}",
                "schedulerName: \"\""
            })
    void everyFieldCountsUnknownOnesToo(String field) {
        assertThat(of(TEMPLATE + "  " + field + "\n").hash())
                .isNotEqualTo(of(TEMPLATE).hash());
    }

    @Test
    void valuesThatReadAlikeAreNotTheSame() {
        assertThat(of("spec: {a: 1}").hash())
                .isNotEqualTo(of("spec: {a: \"1\"}").hash());
        assertThat(of("spec: {a: true}").hash())
                .isNotEqualTo(of("spec: {a: \"true\"}").hash());
        assertThat(of("spec: {a: \"b\\\",\\\"c\\\":\\\"d\"}").hash())
                .isNotEqualTo(of("spec: {a: b, c: d}").hash());
    }

    @Test
    void nullMembersAreAbsentOnes() {
        assertThat(of(TEMPLATE.replace("labels: {app: web}", "labels: {app: web}\n  creationTimestamp: null"))
                        .hash())
                .isEqualTo(of(TEMPLATE).hash());
        assertThat(of("spec: {a: null}").hash()).isEqualTo(of("spec: {}").hash());
    }

    @Test
    void theLabelThatTheControllerAddsIsNotPartOfIt() {
        PodTemplate ofSet = of(TEMPLATE.replace("{app: web}", "{app: web, pod-template-hash: 5f7c9}"));
        assertThat(ofSet.hash()).isEqualTo(of(TEMPLATE).hash());
        assertThat(ofSet.labels()).containsOnlyKeys("app");
        assertThat(of("metadata: {labels: {pod-template-hash: x}, name: n}").hash())
                .isEqualTo(of("metadata: {name: n}").hash());
    }

    private static PodTemplate ofSet(String ownerKind, String templateLabels) {
        ObjectNode set = json("""
                metadata: {name: web-1, ownerReferences: [{kind: %s, name: web, controller: true}]}
                spec: {template: {metadata: {labels: {%s}}}}
                """.formatted(ownerKind, templateLabels));
        PodTemplate read = PodTemplate.ofReplicaSet(new Resource(ResourceKind.REPLICA_SET, set));
        PodTemplate.keepDigest(set);
        assertThat(PodTemplate.ofReplicaSet(new Resource(ResourceKind.REPLICA_SET, set))
                        .hash())
                .as("of the digest")
                .isEqualTo(read.hash());
        return read;
    }

    @Test
    void theLabelThatARolloutAddsIsNotPartOfItWhereARolloutAddedIt() {
        String labels = "app: web, rollouts-pod-template-hash: 5f7c9";
        String plain = of("metadata: {labels: {app: web}}").hash();

        assertThat(ofSet("Rollout", labels).hash()).isEqualTo(plain);
        assertThat(ofSet("Deployment", labels).hash()).isNotEqualTo(plain);
        assertThat(of("metadata: {labels: {" + labels + "}}").hash()).isNotEqualTo(plain);
    }

    @Test
    void aRestartIsAnotherHashOfTheSameIdentity() {
        PodTemplate restarted =
                of(TEMPLATE.replace("{team: ml}", "{team: ml, kubectl.kubernetes.io/restartedAt: \"2026-11-20\"}"));
        assertThat(restarted.hash()).isNotEqualTo(of(TEMPLATE).hash());
        assertThat(restarted.identity()).isEqualTo(of(TEMPLATE).identity());
        PodTemplate first = of("metadata: {labels: {a: b}, annotations: {kubectl.kubernetes.io/restartedAt: \"x\"}}");
        assertThat(first.identity()).isEqualTo(of("metadata: {labels: {a: b}}").identity());
    }

    @Test
    void aRestartWithAnythingElseIsAnotherIdentity() {
        PodTemplate both = of(TEMPLATE.replace("web:1", "web:2")
                .replace("{team: ml}", "{team: ml, kubectl.kubernetes.io/restartedAt: \"2026-11-20\"}"));
        assertThat(both.identity()).isNotEqualTo(of(TEMPLATE).identity());
    }

    @Test
    void theObjectItIsReadFromStaysAsItIs() {
        ObjectNode live = json(TEMPLATE.replace("{app: web}", "{app: web, pod-template-hash: 5f7c9}"));
        ObjectNode copy = live.deepCopy();
        PodTemplate.of(live);
        assertThat(live).isEqualTo(copy);
    }

    @Test
    void aCachedReplicaSetIsToldApartAndNamedWithoutItsTemplate() {
        PodTemplate whole = of(TEMPLATE.replace("{app: web}", "{app: web, app.kubernetes.io/version: v1}"));
        ObjectNode set = json("metadata: {name: web-1}");
        set.putObject("spec").set("template", whole.json().deepCopy());
        PodTemplate.keepDigest(set);
        ((ObjectNode) set.get("spec")).remove("template");
        PodTemplate cached = PodTemplate.ofReplicaSet(new Resource(ResourceKind.REPLICA_SET, set));

        assertThat(cached.hash()).isEqualTo(whole.hash());
        assertThat(cached.identity()).isEqualTo(whole.identity());
        assertThat(cached.images()).containsExactly("web:1");
        assertThat(cached.revision()).contains("v1");
        assertThat(cached.json().toString()).doesNotContain("team").doesNotContain("env");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{annotations: {launchgate.dev/revision: r1}, labels: {launchgate.dev/revision: r2, app.kubernetes.io/version: r3}}",
                "{labels: {launchgate.dev/revision: r1, app.kubernetes.io/version: r3}}",
                "{annotations: {app.kubernetes.io/version: r1}, labels: {app.kubernetes.io/version: r3}}",
                "{labels: {app.kubernetes.io/version: r1}}",
                "{annotations: {launchgate.dev/revision: ''}, labels: {app.kubernetes.io/version: r1}}"
            })
    void theRevisionIsNamedByTheNearestWord(String metadata) {
        PodTemplate template = of("metadata: " + metadata);
        assertThat(template.revision()).contains("r1");
        assertThat(template.displayName()).isEqualTo("r1");
    }

    @Test
    void anUnnamedRevisionIsCalledByItsIdentity() {
        PodTemplate restarted = of("metadata: {labels: {a: b}, annotations: {kubectl.kubernetes.io/restartedAt: x}}");
        assertThat(restarted.displayName())
                .isEqualTo(of("metadata: {labels: {a: b}}").identity().substring(0, 12));
    }

    @Test
    void aNameIsBoundedAndPlain() {
        PodTemplate template =
                of("metadata: {annotations: {launchgate.dev/revision: \"v1\\n\\u202e" + "x".repeat(500) + "\"}}");
        assertThat(template.revision()).contains("v1" + "x".repeat(126));
        assertThat(of("metadata: {annotations: {launchgate.dev/revision: \"\\n\"}}")
                        .revision())
                .isEmpty();
    }

    @Test
    void containersComeBeforeInitContainersAndOnlyTheyGiveImages() {
        PodTemplate template =
                of("spec: {initContainers: [{name: init, image: i}], containers: [{name: a, image: b}]}");
        assertThat(template.containers())
                .extracting(container -> container.path("name").asText())
                .containsExactly("a", "init");
        assertThat(template.images()).isEqualTo(List.of("b"));
    }

    @Test
    void theDefaultContainerIsTheNamedOneElseTheFirst() {
        String containers = "spec: {containers: [{name: a}, {name: b}]}";
        assertThat(of(containers).defaultContainer())
                .map(c -> c.path("name").asText())
                .contains("a");
        String named = "metadata: {annotations: {kubectl.kubernetes.io/default-container: %s}}\n" + containers;
        assertThat(of(named.formatted("b")).defaultContainer())
                .map(c -> c.path("name").asText())
                .contains("b");
        assertThat(of(named.formatted("c")).defaultContainer()).isEmpty();
    }

    @Test
    void noTemplateAtAllIsOneToo() {
        PodTemplate none = PodTemplate.of(json("{}").at("/spec/template"));
        assertThat(none.hash()).matches("[0-9a-f]{64}");
        assertThat(none.images()).isEmpty();
        assertThat(none.revision()).isEmpty();
    }
}
