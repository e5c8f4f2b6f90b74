package dev.launchgate.postmortem.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.status.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two pod templates: paths, and whether something was added, removed or changed. Never a value, and no
 * hash of one either, since that of a short secret can be guessed; only the names of objects that a template refers to are
 * shown, because they are names.
 */
final class TemplateDifference {
    private static final int DEEPEST = 32;
    private static final int STEP_LIMIT = 100;
    private static final int PATH_LIMIT = 300;
    private static final int NAME_LIMIT = 253;
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);
    /** Members whose value names another object, by the member that they stand in. */
    private static final Map<String, Set<String>> REFERENCES = Map.of(
            "configMapKeyRef", Set.of("name"),
            "secretKeyRef", Set.of("name"),
            "configMapRef", Set.of("name"),
            "secretRef", Set.of("name"),
            "configMap", Set.of("name"),
            "secret", Set.of("secretName"),
            "persistentVolumeClaim", Set.of("claimName"));

    private static final String ACCOUNT = "spec.serviceAccountName";

    private final Set<String> lines = new TreeSet<>();

    private TemplateDifference() {}

    /** One line for each difference, in the order of the paths. */
    static List<String> between(JsonNode before, JsonNode after) {
        TemplateDifference difference = new TemplateDifference();
        difference.compare("", "", "", before, after, 0);
        return List.copyOf(difference.lines);
    }

    /** @param parent name of the member that holds the one that is compared, {@code member} */
    private void compare(String path, String parent, String member, JsonNode before, JsonNode after, int depth) {
        if (before.equals(after)) {
            return;
        }
        if (depth >= DEEPEST || !sameShape(before, after)) {
            say(path, parent, member, before, after);
        } else if (before.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String inner = path.isEmpty() ? step(name) : path + "." + step(name);
                compare(inner, member, name, before.path(name), after.path(name), depth + 1);
            }
        } else {
            Map<String, JsonNode> old = elements(before);
            Map<String, JsonNode> fresh = elements(after);
            Set<String> keys = new TreeSet<>(old.keySet());
            keys.addAll(fresh.keySet());
            for (String key : keys) {
                compare(
                        path + "[" + key + "]",
                        member,
                        "",
                        old.getOrDefault(key, before.path("none")),
                        fresh.getOrDefault(key, after.path("none")),
                        depth + 1);
            }
        }
    }

    private static boolean sameShape(JsonNode before, JsonNode after) {
        return (before.isObject() && after.isObject()) || (before.isArray() && after.isArray());
    }

    private void say(String path, String parent, String member, JsonNode before, JsonNode after) {
        String what = before.isMissingNode() ? "added" : after.isMissingNode() ? "removed" : "changed";
        boolean reference = REFERENCES.getOrDefault(parent, Set.of()).contains(member) || path.equals(ACCOUNT);
        String old = reference ? name(before) : null;
        String fresh = reference ? name(after) : null;
        String shown = old != null && fresh != null
                ? " from %s to %s".formatted(old, fresh)
                : old != null ? " " + old : fresh != null ? " " + fresh : "";
        lines.add(PlainText.of(path, PATH_LIMIT) + " " + what + shown);
    }

    private static @Nullable String name(JsonNode value) {
        return value.isTextual() && value.asText().length() <= NAME_LIMIT && NAME.matches(value.asText())
                ? value.asText()
                : null;
    }

    /** Elements by their names where each has one of its own, else by their places. */
    private static Map<String, JsonNode> elements(JsonNode array) {
        List<JsonNode> all = StreamSupport.stream(array.spliterator(), false).toList();
        List<String> names =
                all.stream().map(element -> step(element.path("name").asText())).toList();
        boolean named = names.stream().noneMatch(String::isEmpty)
                && names.stream().distinct().count() == names.size();
        List<String> keys = new ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            keys.add(named ? names.get(place) : Integer.toString(place));
        }
        return IntStream.range(0, all.size())
                .boxed()
                .collect(Collectors.toMap(keys::get, all::get, (first, second) -> first, TreeMap::new));
    }

    private static String step(String name) {
        return PlainText.of(name, STEP_LIMIT);
    }
}
