package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Strategic merge patch of built-in kinds, with the directives that kubectl sends. */
public final class StrategicPatch {
    private static final String PATCH = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM_SET = "$deleteFromPrimitiveList/";

    private StrategicPatch() {}

    public static ObjectNode apply(ObjectNode live, JsonNode patch, Schema schema) {
        ObjectNode patched = live.deepCopy();
        merge(patched, patch, schema);
        return patched;
    }

    private static void merge(ObjectNode into, JsonNode patch, Schema schema) {
        if (patch.path(PATCH).asText().equals("replace")) {
            into.removeAll();
        }
        if (patch.has(RETAIN_KEYS)) {
            Set<String> keys =
                    Json.elements(patch.get(RETAIN_KEYS)).map(JsonNode::asText).collect(Collectors.toSet());
            into.retain(keys);
        }
        Json.names(patch).forEach(name -> {
            if (name.startsWith(DELETE_FROM_SET)) {
                deleteScalars(into.path(name.substring(DELETE_FROM_SET.length())), patch.get(name));
            } else if (!name.startsWith("$")) {
                member(into, name, patch.get(name), schema.property(name));
            }
        });
    }

    private static void member(ObjectNode into, String name, JsonNode value, Schema schema) {
        boolean deleted = value.isNull() || value.path(PATCH).asText().equals("delete");
        if (deleted) {
            into.remove(name);
        } else if (value.isObject()) {
            merge(Json.child(into, name), value, schema);
        } else if (value.isArray() && !schema.mapKeys().isEmpty()) {
            ArrayNode list = into.get(name) instanceof ArrayNode present ? present : into.putArray(name);
            value.forEach(element -> element(list, element, schema));
        } else if (value.isArray() && schema.set() && into.get(name) instanceof ArrayNode present) {
            value.forEach(element -> {
                if (Json.elements(present).noneMatch(element::equals)) {
                    present.add(element);
                }
            });
        } else {
            into.set(name, value);
        }
    }

    /** The first of the keys is the one that strategic merge looks at. */
    private static void element(ArrayNode list, JsonNode patch, Schema schema) {
        if (patch.path(PATCH).asText().equals("replace")) {
            list.removeAll();
            return;
        }
        String key = schema.mapKeys().getFirst();
        Optional<JsonNode> present = Json.elements(list)
                .filter(element -> element.path(key).equals(patch.path(key)))
                .findFirst();
        if (patch.path(PATCH).asText().equals("delete")) {
            present.ifPresent(gone -> remove(list, gone));
        } else if (present.isPresent()) {
            merge((ObjectNode) present.get(), patch, schema.element());
        } else {
            ObjectNode fresh = list.addObject();
            merge(fresh, patch, schema.element());
        }
    }

    private static void deleteScalars(JsonNode list, JsonNode gone) {
        if (list instanceof ArrayNode present) {
            gone.forEach(element -> remove(present, element));
        }
    }

    private static void remove(ArrayNode list, JsonNode gone) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).equals(gone)) {
                list.remove(i);
            }
        }
    }
}
