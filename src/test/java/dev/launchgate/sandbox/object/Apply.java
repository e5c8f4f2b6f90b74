package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Ownership.Entry;
import dev.launchgate.sandbox.object.Ownership.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Server-side apply: merges what a manager wants, drops what it no longer wants, and finds out who disagrees. */
public final class Apply {
    private Apply() {}

    /** A field that somebody else owns with another value. */
    public record Conflict(Writer owner, FieldPath field) {}

    /**
     * The merged object.
     *
     * @param conflicts empty, or the merge must not be stored
     */
    public record Result(ObjectNode object, Ownership owners, List<Conflict> conflicts) {}

    /** @param applied all that the manager wants; envelope included */
    public static Result apply(
            ObjectNode live, ObjectNode applied, Schema schema, Writer writer, boolean force, String now) {
        Ownership owners = Ownership.of(live);
        FieldSet wanted = FieldSet.of(applied, schema);
        FieldSet differing = wanted.only(
                path -> !path.in(live, schema).equals(path.in(applied, schema)) && isLeaf(path, applied, schema));
        List<Conflict> conflicts = new ArrayList<>();
        if (!force) {
            for (Entry other : owners.others(writer)) {
                differing
                        .intersect(other.fields())
                        .paths()
                        .forEach(path -> conflicts.add(new Conflict(other.writer(), path)));
            }
        }
        ObjectNode merged = live.deepCopy();
        merge(merged, applied, schema);
        FieldSet dropped = owners.of(writer).orElse(FieldSet.EMPTY).minus(wanted);
        prune(merged, dropped, owners.others(writer), wanted, schema);
        Ownership next = (force ? owners.takeFromOthers(writer, differing) : owners)
                .with(writer, wanted, now)
                .limitedTo(FieldSet.of(merged, schema).plus(wanted));
        return new Result(merged, next, conflicts);
    }

    /** Elements of keyed lists have no value of their own. */
    private static boolean isLeaf(FieldPath path, JsonNode object, Schema schema) {
        return path.steps().isEmpty()
                || !path.steps().getLast().startsWith("k:")
                || !path.in(object, schema).isObject();
    }

    private static void prune(ObjectNode merged, FieldSet dropped, List<Entry> others, FieldSet wanted, Schema schema) {
        for (FieldPath path : dropped.paths()) {
            boolean kept = wanted.reaches(path)
                    || others.stream().anyMatch(other -> other.fields().reaches(path));
            if (!kept && !path.in(merged, schema).isMissingNode()) {
                path.removeFrom(merged, schema);
            }
        }
    }

    private static void merge(ObjectNode into, ObjectNode applied, Schema schema) {
        Json.names(applied).forEach(name -> {
            JsonNode value = applied.get(name);
            Schema member = schema.property(name);
            if (value.isNull()) {
                into.remove(name);
            } else if (value instanceof ObjectNode object
                    && into.get(name) instanceof ObjectNode present
                    && !member.atomicObject()) {
                merge(present, object, member);
            } else if (value instanceof ArrayNode list
                    && into.get(name) instanceof ArrayNode present
                    && (member.set() || !member.mapKeys().isEmpty())) {
                into.set(name, mergeList(present, list, member));
            } else {
                into.set(name, value.deepCopy());
            }
        });
    }

    /** The order is that of what is applied; elements of others stay before what they stood before. */
    private static ArrayNode mergeList(ArrayNode present, ArrayNode applied, Schema list) {
        List<String> live = steps(present, list);
        List<String> wanted = steps(applied, list);
        ArrayNode merged = Json.NODES.arrayNode();
        int next = 0;
        for (int i = 0; i < applied.size(); i++) {
            Optional<String> nextShared = wanted.subList(i, wanted.size()).stream()
                    .filter(live::contains)
                    .findFirst();
            while (next < live.size() && !nextShared.equals(Optional.of(live.get(next)))) {
                if (!wanted.contains(live.get(next))) {
                    merged.add(present.get(next));
                }
                next++;
            }
            int position = live.indexOf(wanted.get(i));
            merged.add(position < 0 ? applied.get(i) : both(present.get(position), applied.get(i), list.element()));
        }
        for (; next < live.size(); next++) {
            if (!wanted.contains(live.get(next))) {
                merged.add(present.get(next));
            }
        }
        return merged;
    }

    private static List<String> steps(ArrayNode elements, Schema list) {
        return Json.elements(elements)
                .map(element -> FieldPath.stepTo(element, list).orElseThrow())
                .toList();
    }

    private static JsonNode both(JsonNode present, JsonNode applied, Schema schema) {
        if (!(present instanceof ObjectNode object)) {
            return applied;
        }
        ObjectNode both = object.deepCopy();
        merge(both, (ObjectNode) applied, schema);
        return both;
    }
}
