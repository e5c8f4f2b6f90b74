package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads stored objects that an older or newer schema let through. What cannot be read becomes a value that carries a
 * {@code defect}, which the planner refuses with its field path; throwing here would stop the informer and with it every
 * other checklist of the cluster.
 */
final class LenientDecoder {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private LenientDecoder() {}

    static final class Spec extends JsonDeserializer<LaunchChecklistSpec> {
        @Override
        public LaunchChecklistSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return MAPPER.treeToValue(tree, LaunchChecklistSpec.class);
            } catch (JsonMappingException e) {
                return LaunchChecklistSpec.undecodable(defect("spec", e));
            }
        }
    }

    static final class Item extends JsonDeserializer<ItemSpec> {
        @Override
        public ItemSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return MAPPER.treeToValue(tree, ItemSpec.class);
            } catch (JsonMappingException e) {
                return ItemSpec.undecodable(tree.path("name").asText(""), defect("", e));
            }
        }
    }

    static final class Status extends JsonDeserializer<LaunchChecklistStatus> {
        @Override
        public LaunchChecklistStatus deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return MAPPER.treeToValue(tree, LaunchChecklistStatus.class);
            } catch (JsonMappingException e) {
                // Status is ours and is written anew on the next pass.
                return LaunchChecklistStatus.EMPTY;
            }
        }
    }

    private static String defect(String root, JsonMappingException e) {
        return path(root, e.getPath())
                + ": cannot be read; expected a value as in kubectl explain, saw another type or word";
    }

    private static String path(String root, List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining("", root, ""));
    }
}
