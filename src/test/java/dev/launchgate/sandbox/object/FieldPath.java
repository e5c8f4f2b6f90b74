package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a field is, in the steps of {@code fieldsV1}: {@code f:name} for a member, {@code k:{"name":"x"}} for an element of
 * a keyed list, {@code v:"x"} for an element of a set.
 */
public record FieldPath(List<String> steps) implements Comparable<FieldPath> {
    static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        steps = List.copyOf(steps);
    }

    public static FieldPath of(String... members) {
        return new FieldPath(List.of(members).stream().map(name -> "f:" + name).toList());
    }

    FieldPath member(String name) {
        return step("f:" + name);
    }

    FieldPath step(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    Optional<FieldPath> parent() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(new FieldPath(steps.subList(0, steps.size() - 1)));
    }

    public boolean startsWith(FieldPath prefix) {
        return steps.size() >= prefix.steps.size()
                && steps.subList(0, prefix.steps.size()).equals(prefix.steps);
    }

    /** The key of an element: its identifying members, defaults included, in alphabetical order. */
    static ObjectNode key(JsonNode element, Schema list) {
        ObjectNode key = Json.object();
        list.mapKeys().stream().sorted().forEach(name -> {
            JsonNode value = element.path(name);
            if (value.isMissingNode()) {
                value = list.element().property(name).defaultValue().orElse(value);
            }
            if (!value.isMissingNode()) {
                key.set(name, value);
            }
        });
        return key;
    }

    /** The step from a list to one of its elements; empty when the list is owned as a whole. */
    static Optional<String> stepTo(JsonNode element, Schema list) {
        if (!list.mapKeys().isEmpty() && element.isObject()) {
            return Optional.of("k:" + key(element, list));
        }
        return list.set() && element.isValueNode() ? Optional.of("v:" + element) : Optional.empty();
    }

    /** The value here, or a missing node. */
    JsonNode in(JsonNode root, Schema schema) {
        JsonNode value = root;
        Schema at = schema;
        for (String step : steps) {
            if (step.startsWith("f:")) {
                value = value.path(step.substring(2));
                at = at.property(step.substring(2));
            } else {
                Schema list = at;
                value = Json.elements(value)
                        .filter(element ->
                                stepTo(element, list).filter(step::equals).isPresent())
                        .findFirst()
                        .orElse(Json.NODES.missingNode());
                at = at.element();
            }
        }
        return value;
    }

    /** Takes the value here away, and what is empty then. */
    void removeFrom(JsonNode root, Schema schema) {
        FieldPath parent = parent().orElseThrow();
        JsonNode container = parent.in(root, schema);
        String last = steps.getLast();
        if (container instanceof ObjectNode object && last.startsWith("f:")) {
            object.remove(last.substring(2));
        } else if (container instanceof ArrayNode list) {
            JsonNode element = in(root, schema);
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i) == element) {
                    list.remove(i);
                }
            }
        }
        if (container.isContainerNode() && container.isEmpty() && !parent.steps.isEmpty()) {
            parent.removeFrom(root, schema);
        }
    }

    /** As conflicts name it: {@code .spec.template.spec.containers[name="app"].image}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String step : steps) {
            switch (step.charAt(0)) {
                case 'f' -> text.append('.').append(step, 2, step.length());
                case 'k' -> {
                    JsonNode key = Json.yaml(step.substring(2).getBytes(StandardCharsets.UTF_8));
                    text.append('[')
                            .append(String.join(
                                    ",",
                                    Json.names(key)
                                            .map(name -> name + "=" + key.get(name))
                                            .toList()))
                            .append(']');
                }
                default -> text.append('[').append(step, 2, step.length()).append(']');
            }
        }
        return text.toString();
    }

    @Override
    public int compareTo(FieldPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            int order = steps.get(i).compareTo(other.steps.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }
}
