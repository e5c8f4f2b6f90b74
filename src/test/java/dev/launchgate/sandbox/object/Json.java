package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reading and writing trees. */
public final class Json {
    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when the bytes are not JSON */
    public static JsonNode parse(byte[] bytes) {
        try {
            JsonNode parsed = MAPPER.readTree(bytes);
            return parsed == null ? NODES.missingNode() : parsed;
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** The first document of a YAML or JSON text. @throws IllegalArgumentException when it is neither */
    public static JsonNode yaml(byte[] text) {
        List<JsonNode> documents = yamlAll(new String(text, StandardCharsets.UTF_8));
        return documents.isEmpty() ? NODES.missingNode() : documents.getFirst();
    }

    /** All documents of a YAML text; anchors are resolved. */
    public static List<JsonNode> yamlAll(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try {
            Load load = new Load(
                    LoadSettings.builder().setMaxAliasesForCollections(1000).build());
            for (Object document : load.loadAllFromString(text)) {
                if (document != null) {
                    documents.add(MAPPER.valueToTree(document));
                }
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("not YAML", e);
        }
        return documents;
    }

    /** A YAML resource beside a class. */
    public static JsonNode resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return yaml(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same tree as it would be read back: equal numbers are equal nodes. */
    public static ObjectNode normal(JsonNode node) {
        return (ObjectNode) parse(bytes(node));
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).filter(node -> array.isArray());
    }

    public static Stream<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    /** The object at a member, made if it is absent. */
    public static ObjectNode child(ObjectNode parent, String member) {
        return parent.get(member) instanceof ObjectNode present ? present : parent.putObject(member);
    }
}
