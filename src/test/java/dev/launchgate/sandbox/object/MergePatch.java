package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch: members replace, null removes, lists are whole. */
public final class MergePatch {
    private MergePatch() {}

    public static ObjectNode apply(ObjectNode live, JsonNode patch) {
        ObjectNode patched = live.deepCopy();
        merge(patched, patch);
        return patched;
    }

    private static void merge(ObjectNode into, JsonNode patch) {
        Json.names(patch).forEach(name -> {
            JsonNode value = patch.get(name);
            if (value.isNull()) {
                into.remove(name);
            } else if (value.isObject()) {
                merge(Json.child(into, name), value);
            } else {
                into.set(name, value);
            }
        });
    }
}
