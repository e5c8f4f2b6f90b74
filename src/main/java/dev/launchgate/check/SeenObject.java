package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import java.util.List;

/**
 * An object as an expression sees it: with its kind, and without what the gate itself notes on a workload, or a judgement
 * could turn itself over for ever.
 */
final class SeenObject {
    private static final List<String> OWN_NOTES =
            List.of("launchgate.dev/checklist", "launchgate.dev/gate-state", "launchgate.dev/held-by");

    private SeenObject() {}

    static JsonNode of(Resource resource) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        seen.put("apiVersion", resource.kind().apiVersion());
        seen.put("kind", resource.kind().kind());
        resource.json().properties().forEach(member -> seen.set(member.getKey(), member.getValue()));
        if (resource.at("/metadata/annotations") instanceof ObjectNode annotations && noted(annotations)) {
            ObjectNode metadata = shallow(resource.at("/metadata"));
            metadata.set("annotations", shallow(annotations).remove(OWN_NOTES));
            seen.set("metadata", metadata);
        }
        return seen;
    }

    private static boolean noted(ObjectNode annotations) {
        return OWN_NOTES.stream().anyMatch(annotations::has);
    }

    /** Cached objects are shared, so what is changed is a copy. */
    private static ObjectNode shallow(JsonNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }
}
