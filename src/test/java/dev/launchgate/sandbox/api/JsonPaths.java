package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.object.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSONPath that printer columns use: members, and elements chosen by the value of a member. */
final class JsonPaths {
    private static final Pattern STEP = Pattern.compile(
            "\\.([A-Za-z0-9_-]+)|\\['([^']+)'\\]|\\[(\\d+)\\]|\\[\\?\\(@\\.([A-Za-z0-9_.-]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)\\]");

    private JsonPaths() {}

    /** The first value that a path leads to, or a missing node. */
    static JsonNode first(JsonNode object, String path) {
        Matcher step = STEP.matcher(path);
        JsonNode value = object;
        int end = 0;
        while (step.find() && step.start() == end) {
            end = step.end();
            value = next(value, step);
        }
        return value;
    }

    private static JsonNode next(JsonNode value, Matcher step) {
        if (step.group(1) != null) {
            return value.path(step.group(1));
        }
        if (step.group(2) != null) {
            return value.path(step.group(2));
        }
        if (step.group(3) != null) {
            return value.path(Integer.parseInt(step.group(3)));
        }
        String member = step.group(4);
        return Json.elements(value)
                .filter(element -> element.path(member).asText().equals(step.group(5)))
                .findFirst()
                .orElse(Json.NODES.missingNode());
    }
}
