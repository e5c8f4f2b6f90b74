package dev.launchgate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.probe.ProbeAnswer.DataWriter;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataWritersTest {
    private static final String FIELDS = """
            - manager: argocd-controller
              operation: Apply
              time: '2026-11-01T08:00:00Z'
              fieldsV1: {f:metadata: {f:labels: {f:app: {}}}, f:data: {f:level: {}, f:url: {}}}
            - manager: kubectl-edit
              operation: Update
              time: '2026-11-02T08:00:00Z'
              fieldsV1: {f:data: {.: {}, f:url: {}}, f:binaryData: {f:key.der: {}}}
            - manager: kubectl-label
              operation: Update
              time: '2026-11-03T08:00:00Z'
              fieldsV1: {f:metadata: {f:labels: {f:env: {}}}}
            """;

    @Test
    void eachWriterOfDataIsListedWithItsKeys() {
        assertThat(DataWriters.read(yaml(FIELDS)))
                .containsExactly(
                        new DataWriter("argocd-controller", "2026-11-01T08:00:00Z", Set.of("level", "url")),
                        new DataWriter("kubectl-edit", "2026-11-02T08:00:00Z", Set.of("url", "key.der")));
    }

    @Test
    void theyAreKeptBesideACachedObject() {
        ObjectNode object = (ObjectNode) yaml("metadata: {name: m}");
        object.withObject("/metadata").set("managedFields", yaml(FIELDS));
        DataWriters.keep(object);
        object.remove("metadata");
        assertThat(DataWriters.kept(new Resource(ResourceKind.CONFIG_MAP, object)))
                .isEqualTo(DataWriters.read(yaml(FIELDS)));
    }

    @Test
    void whatNobodyIsKnownToHaveWrittenGetsNoNote() {
        ObjectNode object = (ObjectNode) yaml("{metadata: {name: m}, data: {a: b}}");
        DataWriters.keep(object);
        assertThat(object).isEqualTo(yaml("{metadata: {name: m}, data: {a: b}}"));
        assertThat(DataWriters.kept(new Resource(ResourceKind.CONFIG_MAP, object)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "text",
                "[1, text, [], {}]",
                "[{manager: a, fieldsV1: []}]",
                "[{manager: a, fieldsV1: {f:data: text}}]",
                "[{manager: a, fieldsV1: {f:data: {.: {}, url: {}, 'k:{}': {}}}}]",
            })
    void oddManagedFieldsNameNoWriter(String fields) {
        assertThat(DataWriters.read(yaml(fields))).isEmpty();
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
