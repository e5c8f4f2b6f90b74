package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A node of an OpenAPI schema as CRDs write it. Built-in kinds are described in the same way, as far as defaults and lists
 * matter, and are open: what the schema does not name is kept.
 */
public record Schema(JsonNode node) {
    /** Says nothing and allows everything. */
    public static final Schema OPEN = new Schema(Json.object().put("x-kubernetes-preserve-unknown-fields", true));

    /** What is said of a member of an object. */
    public Schema property(String name) {
        JsonNode own = node.path("properties").path(name);
        if (own.isObject()) {
            return new Schema(own);
        }
        JsonNode additional = node.path("additionalProperties");
        return additional.isObject() ? new Schema(additional) : OPEN;
    }

    public Schema element() {
        JsonNode items = node.path("items");
        return items.isObject() ? new Schema(items) : OPEN;
    }

    /** Whether a member may be stored: named, covered by {@code additionalProperties}, or anything goes. */
    public boolean knows(String name) {
        return node.path("properties").has(name)
                || node.path("additionalProperties").isObject()
                || node.path("additionalProperties").asBoolean(false)
                || open();
    }

    public boolean open() {
        return node.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
    }

    /** Members that identify an element of a list that is merged element by element; empty for other lists. */
    public List<String> mapKeys() {
        boolean map = "map".equals(node.path("x-kubernetes-list-type").asText());
        return map
                ? Json.elements(node.path("x-kubernetes-list-map-keys"))
                        .map(JsonNode::asText)
                        .toList()
                : List.of();
    }

    /** Whether a list is a set of scalars. */
    public boolean set() {
        return "set".equals(node.path("x-kubernetes-list-type").asText());
    }

    /** Whether an object has one owner as a whole. */
    public boolean atomicObject() {
        return "atomic".equals(node.path("x-kubernetes-map-type").asText());
    }

    public Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(node.get("default"));
    }

    public Optional<String> type() {
        return Optional.ofNullable(node.get("type")).map(JsonNode::asText);
    }
}
