package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Structural validation of an object with the messages of a real API server; rules in CEL are not evaluated. */
public final class Validation {
    private final List<Cause> causes = new ArrayList<>();

    private Validation() {}

    public static List<Cause> check(ObjectNode object, Schema schema) {
        Validation validation = new Validation();
        validation.members(object, schema, "");
        return validation.causes;
    }

    private void value(JsonNode value, Schema schema, String path) {
        if (value.isNull() && schema.node().path("nullable").asBoolean(false)) {
            return;
        }
        if (!typed(value, schema, path)) {
            return;
        }
        enumerated(value, schema, path);
        if (value instanceof ObjectNode object) {
            count(object.size(), schema, path, "Properties", "properties");
            members(object, schema, path);
        } else if (value.isArray()) {
            count(value.size(), schema, path, "Items", "items");
            elements(value, schema, path);
        } else if (value.isTextual()) {
            text(value.asText(), schema, path);
        } else if (value.isNumber()) {
            number(value, schema, path);
        }
    }

    private void members(ObjectNode object, Schema schema, String path) {
        Json.elements(schema.node().path("required"))
                .map(JsonNode::asText)
                .filter(name -> !object.has(name))
                .forEach(name -> causes.add(Cause.required(join(path, name))));
        Json.names(object)
                .filter(name -> !path.isEmpty()
                        || !Set.of("apiVersion", "kind", "metadata").contains(name))
                .forEach(name -> value(object.get(name), schema.property(name), join(path, name)));
    }

    private void elements(JsonNode list, Schema schema, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String element = path + "[" + i + "]";
            value(list.get(i), schema.element(), element);
            if (!schema.mapKeys().isEmpty() && list.get(i).isObject()) {
                ObjectNode key = FieldPath.key(list.get(i), schema);
                if (!seen.add(key.toString())) {
                    causes.add(new Cause("FieldValueDuplicate", "Duplicate value: " + key, element));
                }
            }
        }
    }

    /** @return whether the type is right, so that the rest can be looked at */
    private boolean typed(JsonNode value, Schema schema, String path) {
        if (schema.node().path("x-kubernetes-int-or-string").asBoolean(false)) {
            boolean fits = value.isIntegralNumber() || value.isTextual();
            if (!fits) {
                wrongType(value, "integer,string", path);
            }
            return fits;
        }
        String type = schema.type().orElse("");
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
        if (!fits) {
            wrongType(value, type, path);
        }
        return fits;
    }

    private void wrongType(JsonNode value, String expected, String path) {
        String saw = "\"" + typeOf(value) + "\"";
        causes.add(Cause.type(path, saw, "%s in body must be of type %s: %s".formatted(path, expected, saw)));
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    private void enumerated(JsonNode value, Schema schema, String path) {
        JsonNode allowed = schema.node().path("enum");
        if (allowed.isArray() && Json.elements(allowed).noneMatch(value::equals)) {
            String supported = Json.elements(allowed).map(JsonNode::toString).collect(Collectors.joining(", "));
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: %s: supported values: %s".formatted(value, supported),
                    path));
        }
    }

    private void count(int size, Schema schema, String path, String suffix, String noun) {
        int max = schema.node().path("max" + suffix).asInt(Integer.MAX_VALUE);
        int min = schema.node().path("min" + suffix).asInt(0);
        if (size > max) {
            causes.add(new Cause(
                    "FieldValueTooMany", "Too many: %d: must have at most %d items".formatted(size, max), path));
        } else if (size < min) {
            causes.add(Cause.invalid(
                    path, String.valueOf(size), "%s in body should have at least %d %s".formatted(path, min, noun)));
        }
    }

    /** Only the first problem of a text is told. */
    private void text(String text, Schema schema, String path) {
        JsonNode rules = schema.node();
        int length = text.codePointCount(0, text.length());
        if (length > rules.path("maxLength").asInt(Integer.MAX_VALUE)) {
            causes.add(new Cause(
                    "FieldValueTooLong",
                    "Too long: may not be more than %s bytes".formatted(rules.get("maxLength")),
                    path));
        } else if (length < rules.path("minLength").asInt(0)) {
            causes.add(Cause.invalid(
                    path,
                    quoted(text),
                    "%s in body should be at least %s chars long".formatted(path, rules.get("minLength"))));
        } else if (!Pattern.compile(rules.path("pattern").asText(""))
                .matcher(text)
                .find()) {
            causes.add(Cause.invalid(
                    path,
                    quoted(text),
                    "%s in body should match '%s'"
                            .formatted(path, rules.get("pattern").asText())));
        } else if ("date-time".equals(rules.path("format").asText()) && !isDateTime(text)) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            causes.add(Cause.type(
                    path, quoted(text), "%s in body must be of type date-time: %s".formatted(name, quoted(text))));
        }
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void number(JsonNode value, Schema schema, String path) {
        JsonNode rules = schema.node();
        if (rules.has("minimum")
                && value.decimalValue().compareTo(rules.get("minimum").decimalValue()) < 0) {
            causes.add(Cause.invalid(
                    path,
                    value.toString(),
                    "%s in body should be greater than or equal to %s".formatted(path, rules.get("minimum"))));
        }
        if (rules.has("maximum")
                && value.decimalValue().compareTo(rules.get("maximum").decimalValue()) > 0) {
            causes.add(Cause.invalid(
                    path,
                    value.toString(),
                    "%s in body should be less than or equal to %s".formatted(path, rules.get("maximum"))));
        }
    }

    private static String quoted(String text) {
        return new String(Json.bytes(Json.NODES.textNode(text)), StandardCharsets.UTF_8);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
