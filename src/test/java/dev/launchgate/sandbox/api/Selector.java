package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.store.Kind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors of list and watch requests; they look at objects as they are stored. */
final class Selector {
    private static final Pattern IN = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");
    private static final Set<String> EVENT_FIELDS = Set.of(
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "regarding.kind",
            "regarding.namespace",
            "regarding.name",
            "regarding.uid",
            "reason",
            "reportingComponent",
            "source",
            "type");

    private Selector() {}

    static Predicate<JsonNode> of(Kind kind, ApiRequest request) {
        Predicate<JsonNode> labels = labels(request.parameter("labelSelector"));
        return labels.and(fields(kind, request.parameter("fieldSelector")));
    }

    static Predicate<JsonNode> labels(String selector) {
        return terms(selector).stream().map(Selector::label).reduce(object -> true, Predicate::and);
    }

    private static List<String> terms(String selector) {
        return Arrays.stream(COMMA_OUTSIDE_PARENTHESES.split(selector))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
    }

    private static Predicate<JsonNode> label(String term) {
        Matcher in = IN.matcher(term);
        if (in.matches()) {
            Set<String> values = new HashSet<>();
            Arrays.stream(in.group(3).split(",")).map(String::strip).forEach(values::add);
            boolean wanted = in.group(2).equals("in");
            return object -> labelOf(object, in.group(1)).isMissingNode()
                    ? !wanted
                    : values.contains(labelOf(object, in.group(1)).asText()) == wanted;
        }
        if (term.contains("!=")) {
            String[] sides = term.split("!=", 2);
            return object -> !labelOf(object, sides[0].strip()).asText().equals(sides[1].strip());
        }
        if (term.contains("=")) {
            String[] sides = term.split("==?", 2);
            return object -> labelOf(object, sides[0].strip()).asText().equals(sides[1].strip());
        }
        return term.startsWith("!")
                ? object -> labelOf(object, term.substring(1).strip()).isMissingNode()
                : object -> !labelOf(object, term).isMissingNode();
    }

    private static JsonNode labelOf(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name);
    }

    private static Predicate<JsonNode> fields(Kind kind, String selector) {
        return terms(selector).stream().map(term -> field(kind, term)).reduce(object -> true, Predicate::and);
    }

    private static Predicate<JsonNode> field(Kind kind, String term) {
        boolean equal = !term.contains("!=");
        String[] sides = term.split(equal ? "==?" : "!=", 2);
        String path = sides[0].strip();
        boolean known = path.equals("metadata.name")
                || (path.equals("metadata.namespace") && kind.namespaced())
                || kind.selectable().contains(path)
                || (EventForms.isEvent(kind) && EVENT_FIELDS.contains(path));
        if (!known) {
            throw ApiFailure.badRequest(
                    kind.custom() || kind.group().isEmpty()
                            ? "field label not supported: " + path
                            : "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                                    .formatted(path));
        }
        String pointer =
                "/" + path.replaceFirst("^regarding\\.", "involvedObject.").replace('.', '/');
        return object -> object.at(pointer).asText("").equals(sides[1].strip()) == equal;
    }
}
