package dev.launchgate.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One cluster object as it was read: raw JSON with unknown fields kept. Treat it as immutable; it is shared between
 * passes.
 */
public record Resource(ResourceKind kind, JsonNode json) {
    /** Mark of an object that another one controls: the UID of that one. No label has such a key. */
    public static final String CONTROLLER = "@controller";
    /** Mark of a checklist: {@code kind/name} of what it gates. */
    public static final String TARGET = "@target";

    /** Mark of a postmortem: this and the name of a checklist that it concerns. */
    private static final String CHECKLIST = "@checklist/";

    /** The mark of what concerns the checklist of this name. */
    public static String concerns(String checklist) {
        return CHECKLIST + checklist;
    }

    public String name() {
        return text("/metadata/name");
    }

    /** Empty for a cluster-scoped object. */
    public String namespace() {
        return text("/metadata/namespace");
    }

    public String uid() {
        return text("/metadata/uid");
    }

    public long generation() {
        return at("/metadata/generation").asLong();
    }

    public Map<String, String> labels() {
        return strings(at("/metadata/labels"));
    }

    /** What it can be found by: its labels, and the marks of its kind, so that a reader need not read all there are. */
    public Map<String, String> marks() {
        Map<String, String> marks = new HashMap<>(labels());
        if (kind.equals(ResourceKind.REPLICA_SET)) {
            controller()
                    .ifPresent(owner -> marks.put(CONTROLLER, owner.path("uid").asText()));
        }
        if (kind.equals(ResourceKind.LAUNCH_CHECKLIST)) {
            String target = text("/spec/target/kind");
            marks.put(TARGET, (target.isEmpty() ? "Deployment" : target) + "/" + text("/spec/target/name"));
        }
        if (kind.equals(ResourceKind.POSTMORTEM)) {
            elements("/spec/checklists")
                    .forEach(checklist ->
                            marks.put(concerns(checklist.path("name").asText()), ""));
        }
        return Map.copyOf(marks);
    }

    public Map<String, String> annotations() {
        return strings(at("/metadata/annotations"));
    }

    /** The owner that is marked as controller. */
    public Optional<JsonNode> controller() {
        return elements("/metadata/ownerReferences")
                .filter(owner -> owner.path("controller").asBoolean())
                .findFirst();
    }

    /** The node at a JSON Pointer (RFC 6901), a missing node if there is none. */
    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** The text at a JSON Pointer, empty if there is none. */
    public String text(String pointer) {
        return json.at(pointer).asText("");
    }

    /** The elements of the array at a JSON Pointer. */
    public Stream<JsonNode> elements(String pointer) {
        return elements(json.at(pointer));
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A JSON object of strings as a map; other values as their JSON text. */
    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> map = new HashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return Map.copyOf(map);
    }

    /** Elements of a condition list by type. */
    public Optional<JsonNode> condition(String type) {
        return elements("/status/conditions")
                .filter(condition -> type.equals(condition.path("type").asText()))
                .findFirst();
    }

    /** The texts of the array at a JSON Pointer. */
    public List<String> texts(String pointer) {
        return elements(pointer).map(JsonNode::asText).toList();
    }

    /** {@code Kind name}, for messages. */
    public String label() {
        return kind.kind() + " " + name();
    }
}
