package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Apply;
import dev.launchgate.sandbox.object.Cause;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is refused, with the Status that a real API server sends. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode status;

    private ApiFailure(int code, String reason, String message, ObjectNode details) {
        super(message);
        status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", message).put("reason", reason);
        if (reason.isEmpty()) {
            status.remove("reason");
        }
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        status.put("code", code);
    }

    public int code() {
        return status.path("code").asInt();
    }

    public ObjectNode status() {
        return status.deepCopy();
    }

    static ApiFailure notFound(Kind kind, String name) {
        return new ApiFailure(
                404,
                "NotFound",
                "%s \"%s\" not found".formatted(kind.qualifiedPlural(), name),
                details(kind, name, kind.plural()));
    }

    static ApiFailure exists(Kind kind, String name) {
        return new ApiFailure(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(kind.qualifiedPlural(), name),
                details(kind, name, kind.plural()));
    }

    static ApiFailure conflict(Kind kind, String name, String why) {
        return new ApiFailure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.qualifiedPlural(), name, why),
                details(kind, name, kind.plural()));
    }

    static ApiFailure modified(Kind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiFailure invalid(Kind kind, String name, List<Cause> causes) {
        String all = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .collect(Collectors.joining(", "));
        ObjectNode details = details(kind, name, kind.kind());
        causes(details, causes);
        boolean several = causes.stream().distinct().count() > 1;
        return new ApiFailure(
                422,
                "Invalid",
                "%s \"%s\" is invalid: %s".formatted(kind.qualifiedKind(), name, several ? "[" + all + "]" : all),
                details);
    }

    /** Fields that somebody else applied with another value. */
    static ApiFailure applyConflict(List<Apply.Conflict> conflicts) {
        List<Cause> causes = new ArrayList<>();
        conflicts.forEach(conflict -> causes.add(new Cause(
                "FieldManagerConflict",
                "conflict with " + conflict.owner().describe(),
                conflict.field().toString())));
        ObjectNode details = Json.object();
        causes(details, causes);
        return new ApiFailure(409, "Conflict", applyMessage(conflicts), details);
    }

    private static String applyMessage(List<Apply.Conflict> conflicts) {
        if (conflicts.size() == 1) {
            Apply.Conflict only = conflicts.getFirst();
            return "Apply failed with 1 conflict: conflict with %s: %s"
                    .formatted(only.owner().describe(), only.field());
        }
        StringBuilder message = new StringBuilder("Apply failed with %d conflicts:".formatted(conflicts.size()));
        conflicts.stream().map(Apply.Conflict::owner).distinct().forEach(owner -> {
            message.append(message.indexOf("\n") < 0 ? " " : "\n")
                    .append("conflicts with ")
                    .append(owner.describe())
                    .append(':');
            conflicts.stream()
                    .filter(conflict -> conflict.owner().equals(owner))
                    .forEach(conflict -> message.append("\n- ").append(conflict.field()));
        });
        return message.toString();
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message, Json.object());
    }

    /** The patch is well formed and cannot be applied, such as a JSON Patch whose test fails. */
    static ApiFailure patchFailed() {
        return new ApiFailure(
                422, "Invalid", "the server rejected our request due to an error in our request", Json.object());
    }

    static ApiFailure mediaType(String accepted) {
        return new ApiFailure(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted,
                Json.object());
    }

    static ApiFailure patchType() {
        return new ApiFailure(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
    }

    static ApiFailure noManager() {
        Cause cause = new Cause("FieldValueRequired", "Required value: is required for apply patch", "fieldManager");
        ObjectNode details = Json.object().put("group", "meta.k8s.io").put("kind", "PatchOptions");
        causes(details, List.of(cause));
        return new ApiFailure(
                422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: " + cause.message(), details);
    }

    /** A delete names another object than the one that is there. */
    static ApiFailure otherUid(Kind kind, String name, String wanted, String seen) {
        return new ApiFailure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
                        .formatted(kind.qualifiedKind(), name, wanted, seen),
                details(kind, name, kind.kind()));
    }

    static ApiFailure method() {
        return new ApiFailure(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Json.object());
    }

    static ApiFailure expired() {
        return new ApiFailure(410, "Expired", "too old resource version", Json.object());
    }

    static ApiFailure internal(RuntimeException cause) {
        return new ApiFailure(500, "InternalError", "Internal error occurred: " + cause, Json.object());
    }

    private static ObjectNode details(Kind kind, String name, String what) {
        ObjectNode details = Json.object().put("name", name);
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        return details.put("kind", what);
    }

    private static void causes(ObjectNode details, List<Cause> causes) {
        ArrayNode list = details.putArray("causes");
        causes.forEach(cause -> list.addObject()
                .put("reason", cause.reason())
                .put("message", cause.message())
                .put("field", cause.field()));
    }
}
