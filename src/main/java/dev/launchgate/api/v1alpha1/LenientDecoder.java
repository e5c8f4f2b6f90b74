package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;

/**
 * Reads stored objects that an older or newer schema let through. What cannot be read becomes a value that carries a
 * {@code defect}, which the planner refuses with its field path; throwing here would stop the informer and with it every
 * other checklist of the cluster.
 */
final class LenientDecoder {
    /** Takes no value for another: a number is no word, and 1.9 is not 1. */
    private static final ObjectMapper SPEC = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final ObjectMapper STATUS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LenientDecoder() {}

    static final class Spec extends JsonDeserializer<LaunchChecklistSpec> {
        @Override
        public LaunchChecklistSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return SPEC.treeToValue(tree, LaunchChecklistSpec.class);
            } catch (JsonMappingException e) {
                return LaunchChecklistSpec.undecodable(defect(e));
            }
        }
    }

    static final class Item extends JsonDeserializer<ItemSpec> {
        /** A line that is there but says nothing is not left out: it might have held a release. */
        @Override
        public ItemSpec getNullValue(DeserializationContext context) {
            return ItemSpec.undecodable("", new Defect("", "is null; fill it in or remove it"));
        }

        @Override
        public ItemSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return SPEC.treeToValue(tree, ItemSpec.class);
            } catch (JsonMappingException e) {
                return ItemSpec.undecodable(tree.path("name").asText(""), defect(e));
            }
        }
    }

    static final class Status extends JsonDeserializer<LaunchChecklistStatus> {
        @Override
        public LaunchChecklistStatus deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return STATUS.treeToValue(tree, LaunchChecklistStatus.class);
            } catch (JsonMappingException e) {
                // Status is ours and is written anew on the next pass.
                return LaunchChecklistStatus.EMPTY;
            }
        }
    }

    private static Defect defect(JsonMappingException e) {
        return new Defect(
                path(e.getPath()), "cannot be read; expected a value as in kubectl explain, saw another type or word");
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }
}
