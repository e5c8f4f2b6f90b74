package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.object.MergePatch;
import dev.launchgate.sandbox.object.StrategicPatch;
import dev.launchgate.sandbox.store.Kind;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.function.UnaryOperator;

/** The change that a PATCH request asks for, by its media type; server-side apply is no change of this sort. */
final class Patches {
    static final String APPLY = "application/apply-patch+yaml";
    private static final String JSON = "application/json-patch+json";
    private static final String MERGE = "application/merge-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    private Patches() {}

    static UnaryOperator<ObjectNode> of(Kind kind, ApiRequest request) {
        if (request.contentType().equals(STRATEGIC) && !kind.custom()) {
            return live -> StrategicPatch.apply(live, content(request), kind.schema());
        }
        return switch (request.contentType()) {
            case JSON -> live -> jsonPatch(live, content(request));
            case MERGE -> live -> MergePatch.apply(live, content(request));
            case STRATEGIC -> throw ApiFailure.mediaType(String.join(", ", JSON, MERGE, APPLY));
            default -> throw ApiFailure.patchType();
        };
    }

    private static JsonNode content(ApiRequest request) {
        try {
            return Json.parse(request.body());
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    private static ObjectNode jsonPatch(ObjectNode live, JsonNode operations) {
        try {
            return (ObjectNode) JsonPatch.apply(operations, live);
        } catch (JsonPatchException e) {
            throw ApiFailure.patchFailed();
        }
    }
}
