package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in what a schema says of members that are absent. */
public final class Defaults {
    private Defaults() {}

    public static void fill(JsonNode value, Schema schema) {
        if (value instanceof ObjectNode object) {
            Json.names(schema.node().path("properties")).forEach(name -> fillMember(object, name, schema));
            Json.names(object).forEach(name -> fill(object.get(name), schema.property(name)));
        } else if (value.isArray()) {
            value.forEach(element -> fill(element, schema.element()));
        }
    }

    private static void fillMember(ObjectNode object, String name, Schema schema) {
        Schema member = schema.property(name);
        boolean absent = !object.has(name)
                || (object.get(name).isNull() && !member.node().path("nullable").asBoolean(false));
        if (absent) {
            member.defaultValue().ifPresent(value -> object.set(name, value.deepCopy()));
        }
    }
}
