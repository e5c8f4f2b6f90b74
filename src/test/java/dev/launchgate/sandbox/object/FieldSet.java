package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A set of fields, as one manager owns them. */
public record FieldSet(SortedSet<FieldPath> paths) {
    static final FieldSet EMPTY = new FieldSet(new TreeSet<>());

    /** Nobody owns what the server itself writes, nor what says which object it is. */
    private static final Set<FieldPath> NEVER_OWNED = Set.of(
            FieldPath.of("apiVersion"),
            FieldPath.of("kind"),
            FieldPath.of("metadata"),
            FieldPath.of("metadata", "name"),
            FieldPath.of("metadata", "namespace"),
            FieldPath.of("metadata", "creationTimestamp"),
            FieldPath.of("metadata", "uid"),
            FieldPath.of("metadata", "generation"),
            FieldPath.of("metadata", "resourceVersion"),
            FieldPath.of("metadata", "deletionTimestamp"),
            FieldPath.of("metadata", "deletionGracePeriodSeconds"));

    public FieldSet {
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    }

    /** The fields that an object sets: its leaves, and the elements of its keyed lists. */
    public static FieldSet of(JsonNode object, Schema schema) {
        return new FieldSet(Collections.unmodifiableSortedSet(
                new TreeSet<>(leaves(object, schema).keySet())));
    }

    /** The fields whose values differ, or that only one of the objects has. */
    static FieldSet changed(JsonNode before, JsonNode after, Schema schema) {
        Map<FieldPath, JsonNode> old = leaves(before, schema);
        Map<FieldPath, JsonNode> now = leaves(after, schema);
        TreeSet<FieldPath> changed = new TreeSet<>(old.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(path -> old.containsKey(path) && old.get(path).equals(now.get(path)));
        return new FieldSet(changed);
    }

    private static Map<FieldPath, JsonNode> leaves(JsonNode object, Schema schema) {
        Map<FieldPath, JsonNode> leaves = new TreeMap<>();
        ObjectNode owned = object.deepCopy();
        if (owned.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        collect(owned, schema, FieldPath.ROOT, leaves);
        leaves.keySet().removeAll(NEVER_OWNED);
        return leaves;
    }

    private static void collect(JsonNode value, Schema schema, FieldPath path, Map<FieldPath, JsonNode> into) {
        boolean granularObject = value.isObject() && !value.isEmpty() && !schema.atomicObject();
        if (granularObject) {
            Json.names(value).forEach(name -> collect(value.get(name), schema.property(name), path.member(name), into));
            return;
        }
        boolean granularList =
                value.isArray() && !value.isEmpty() && (!schema.mapKeys().isEmpty() || schema.set());
        if (!granularList) {
            into.put(path, value);
            return;
        }
        for (JsonNode element : value) {
            FieldPath.stepTo(element, schema).map(path::step).ifPresent(here -> {
                into.put(here, Json.NODES.booleanNode(true));
                if (element.isObject()) {
                    collect(element, schema.element(), here, into);
                }
            });
        }
    }

    FieldSet plus(FieldSet other) {
        TreeSet<FieldPath> all = new TreeSet<>(paths);
        all.addAll(other.paths);
        return new FieldSet(all);
    }

    FieldSet minus(FieldSet other) {
        return only(path -> !other.paths.contains(path));
    }

    FieldSet intersect(FieldSet other) {
        return only(other.paths::contains);
    }

    FieldSet only(Predicate<FieldPath> wanted) {
        TreeSet<FieldPath> some = new TreeSet<>(paths);
        some.removeIf(wanted.negate());
        return new FieldSet(some);
    }

    boolean contains(FieldPath path) {
        return paths.contains(path);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Whether a field at or below a path is in the set. */
    boolean reaches(FieldPath prefix) {
        return paths.stream().anyMatch(path -> path.startsWith(prefix));
    }

    ObjectNode toJson() {
        ObjectNode root = Json.object();
        for (FieldPath path : paths) {
            ObjectNode at = root;
            for (String step : path.steps()) {
                at = Json.child(at, step);
            }
            if (!path.steps().isEmpty() && path.steps().getLast().startsWith("k:")) {
                at.putObject(".");
            }
        }
        return root;
    }

    static FieldSet fromJson(JsonNode fields) {
        TreeSet<FieldPath> paths = new TreeSet<>();
        read(fields, FieldPath.ROOT, paths);
        return new FieldSet(paths);
    }

    private static void read(JsonNode node, FieldPath path, Set<FieldPath> into) {
        if (node.isEmpty() || node.has(".")) {
            into.add(path);
        }
        Json.names(node).filter(step -> !step.equals(".")).forEach(step -> read(node.get(step), path.step(step), into));
    }
}
