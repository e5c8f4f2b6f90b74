package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who owns {@code spec.paused}, and who wrote last. */
class PausedFieldTest {
    private static ObjectNode owned(String manager, String operation, String field) {
        return (ObjectNode) Serialization.unmarshal("""
                metadata:
                  managedFields:
                  - {manager: %s, operation: %s, fieldsV1: {"f:spec": {"f:%s": {}}}, time: "2026-11-20T10:00:00Z"}
                """.formatted(manager, operation, field), JsonNode.class);
    }

    private static Resource resource(ObjectNode json) {
        return new Resource(ResourceKind.DEPLOYMENT, json);
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource({
        "launchgate,Apply,paused,true",
        "launchgate,Update,paused,false",
        "launchgate,Apply,replicas,false",
        "launchgate-notes,Apply,paused,false",
        "argocd,Apply,paused,false"
    })
    void isOursOnlyWhenWeAppliedIt(String manager, String operation, String field, boolean ours) {
        ObjectNode live = owned(manager, operation, field);
        assertThat(PausedField.appliedByUs(resource(live))).isEqualTo(ours);

        PausedField.keepOwners(live);
        live.withObject("/metadata").remove("managedFields");
        assertThat(PausedField.appliedByUs(resource(live))).as("from the cache").isEqualTo(ours);
    }

    @Test
    void whatTheCacheKeptWins() {
        ObjectNode live = owned("argocd", "Apply", "paused");
        PausedField.keepOwners(live);
        live.set("metadata", owned("launchgate", "Apply", "paused").get("metadata"));
        assertThat(PausedField.appliedByUs(resource(live))).isFalse();
    }

    @Test
    void nobodyOwnsAFieldOfAnObjectWithoutOwners() {
        Resource bare = resource((ObjectNode) Serialization.unmarshal("metadata: {name: web}", JsonNode.class));
        assertThat(PausedField.appliedByUs(bare)).isFalse();
        assertThat(PausedField.otherOwners(bare)).isEmpty();
        assertThat(PausedField.lastWriter(bare)).isEmpty();
    }

    private static final String MANY = """
            metadata:
              managedFields:
              - {manager: argocd, operation: Apply, fieldsV1: {"f:spec": {"f:paused": {}}}, time: "2026-11-20T09:00:00Z"}
              - {manager: argocd, operation: Update, fieldsV1: {"f:spec": {"f:paused": {}}}, time: "2026-11-20T09:30:00Z"}
              - {manager: launchgate, operation: Apply, fieldsV1: {"f:spec": {"f:paused": {}}}, time: "2026-11-20T11:00:00Z"}
              - {manager: launchgate-notes, operation: Apply, fieldsV1: {"f:metadata": {}}, time: "2026-11-20T11:00:01Z"}
              - {manager: helm, operation: Update, fieldsV1: {"f:spec": {"f:replicas": {}}}, time: "2026-11-20T10:00:00Z"}
              - {manager: hpa, operation: Update, subresource: scale, fieldsV1: {}, time: "2026-11-20T10:30:00Z"}
              - {manager: kube-controller-manager, operation: Update, fieldsV1: {"f:status": {}}, time: "2026-11-20T11:30:00Z"}
            """;

    @Test
    void othersAreNamedOnceAndNeitherWeNorControllersAre() {
        Resource live = resource((ObjectNode) Serialization.unmarshal(MANY, JsonNode.class));
        assertThat(PausedField.otherOwners(live)).containsExactly("argocd");
    }

    @Test
    void whoWroteLastIsNeitherUsNorAControllerNorASubresource() {
        Resource live = resource((ObjectNode) Serialization.unmarshal(MANY, JsonNode.class));
        assertThat(PausedField.lastWriter(live)).contains("helm");
    }
}
