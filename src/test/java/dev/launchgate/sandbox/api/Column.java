package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import java.time.Instant;
import java.util.function.Function;

/** One column of a Table. @param priority 0: always shown; 1: with {@code -o wide} */
record Column(String name, String type, String format, String description, int priority, Cell cell) {
    @FunctionalInterface
    interface Cell {
        JsonNode of(JsonNode object, Instant now);
    }

    static Column text(String name, int priority, Function<JsonNode, String> value) {
        return new Column(name, "string", "", "", priority, (object, now) -> Json.NODES.textNode(value.apply(object)));
    }

    static Column number(String name, String pointer) {
        return new Column(
                name,
                "integer",
                "",
                "",
                0,
                (object, now) -> Json.NODES.numberNode(object.at(pointer).asInt()));
    }

    static Column objectName() {
        return new Column(
                "Name", "string", "name", "Name of the object", 0, (object, now) -> object.at("/metadata/name"));
    }

    static Column age() {
        return new Column(
                "Age",
                "string",
                "",
                "Time since it was created",
                0,
                (object, now) -> Ages.since(object.at("/metadata/creationTimestamp"), now));
    }

    /** A printer column of a CRD. */
    static Column custom(JsonNode column) {
        String path = column.path("jsonPath").asText();
        String type = column.path("type").asText();
        String description =
                column.path("description").asText("Custom resource definition column (in JSONPath format): " + path);
        Cell cell = (object, now) -> {
            JsonNode value = JsonPaths.first(object, path);
            if (type.equals("date") && value.isTextual()) {
                return Ages.since(value, now);
            }
            if (value.isMissingNode() || value.isNull()) {
                return Json.NODES.nullNode();
            }
            return type.equals("string") && !value.isTextual() ? Json.NODES.textNode(value.toString()) : value;
        };
        return new Column(
                column.path("name").asText(),
                type,
                column.path("format").asText(""),
                description,
                column.path("priority").asInt(0),
                cell);
    }

    ObjectNode definition() {
        return Json.object()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", description)
                .put("priority", priority);
    }
}
