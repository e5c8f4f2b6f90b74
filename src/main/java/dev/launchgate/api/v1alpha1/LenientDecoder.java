package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored objects that an older or newer schema let through. What cannot be read becomes a value that carries a
 * {@code defect}, which the planner refuses with its field path; throwing here would stop the informer and with it every
 * other object of its kind.
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

    private static final Defect SAYS_NOTHING = new Defect("", "is null; fill it in or remove it");

    private static final ObjectMapper STATUS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LenientDecoder() {}

    static final class Spec extends JsonDeserializer<LaunchChecklistSpec> {
        @Override
        public LaunchChecklistSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return spec(parser.readValueAsTree(), LaunchChecklistSpec.class, LaunchChecklistSpec::undecodable);
        }
    }

    static final class Incident extends JsonDeserializer<PostmortemSpec> {
        @Override
        public PostmortemSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return postmortem(parser.readValueAsTree());
        }
    }

    static final class Item extends JsonDeserializer<ItemSpec> {
        /** A line that is there but says nothing is not left out: it might have held a release. */
        @Override
        public ItemSpec getNullValue(DeserializationContext context) {
            return ItemSpec.undecodable("", SAYS_NOTHING);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }

        @Override
        public ItemSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            return spec(tree, ItemSpec.class, defect -> ItemSpec.undecodable(nameIn(tree), defect));
        }
    }

    static final class Measure extends JsonDeserializer<PreventionMeasure> {
        /** As with items; one that cannot be read might have been meant to block. */
        @Override
        public PreventionMeasure getNullValue(DeserializationContext context) {
            return PreventionMeasure.undecodable("", true, SAYS_NOTHING);
        }

        @Override
        public PreventionMeasure deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            boolean blocks = tree.path("blocksLaunch").asBoolean(tree.has("blocksLaunch"));
            return spec(
                    tree,
                    PreventionMeasure.class,
                    defect -> PreventionMeasure.undecodable(nameIn(tree), blocks, defect));
        }
    }

    static final class Status extends JsonDeserializer<LaunchChecklistStatus> {
        @Override
        public LaunchChecklistStatus deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return status(parser.readValueAsTree(), LaunchChecklistStatus.class, LaunchChecklistStatus.EMPTY);
        }
    }

    static final class IncidentStatus extends JsonDeserializer<PostmortemStatus> {
        @Override
        public PostmortemStatus deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return status(parser.readValueAsTree(), PostmortemStatus.class, PostmortemStatus.EMPTY);
        }
    }

    static PostmortemSpec postmortem(JsonNode tree) {
        return spec(tree, PostmortemSpec.class, PostmortemSpec::undecodable);
    }

    private static <T> T spec(JsonNode tree, Class<T> type, Function<Defect, T> undecodable) {
        try {
            return SPEC.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            return undecodable.apply(defect(e));
        } catch (JsonProcessingException e) {
            return undecodable.apply(new Defect("", "cannot be read"));
        }
    }

    /** Status is ours and is written anew on the next pass. */
    private static <T> T status(JsonNode tree, Class<T> type, T empty) throws IOException {
        try {
            return STATUS.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            return empty;
        }
    }

    private static String nameIn(JsonNode tree) {
        return tree.path("name").asText("");
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
