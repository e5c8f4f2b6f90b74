package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Drops what a schema does not know, and tells what it was. */
public final class Pruning {
    private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata");

    private Pruning() {}

    /** @return paths of what was dropped, in alphabetical order */
    public static List<String> prune(ObjectNode object, Schema schema) {
        List<String> dropped = new ArrayList<>();
        Json.names(object)
                .filter(name -> !ENVELOPE.contains(name))
                .forEach(name -> member(object, name, schema, name, dropped));
        dropped.sort(null);
        return dropped;
    }

    private static void member(ObjectNode object, String name, Schema schema, String path, List<String> dropped) {
        if (schema.knows(name)) {
            descend(object.get(name), schema.property(name), path, dropped);
        } else {
            object.remove(name);
            dropped.add(path);
        }
    }

    private static void descend(JsonNode value, Schema schema, String path, List<String> dropped) {
        if (value instanceof ObjectNode object) {
            Json.names(object).forEach(name -> member(object, name, schema, path + "." + name, dropped));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                descend(value.get(i), schema.element(), path + "[" + i + "]", dropped);
            }
        }
    }
}
