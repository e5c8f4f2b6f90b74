package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Cause;
import dev.launchgate.sandbox.object.Defaults;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.object.Pruning;
import dev.launchgate.sandbox.object.Validation;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens to an object between the request and the store: identity, subresources, defaults, validation, generation. */
final class Preparation {
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern NAME = Pattern.compile(SUBDOMAIN);
    private static final List<String> SERVER_OWNED = List.of(
            "uid", "creationTimestamp", "generation", "deletionTimestamp", "resourceVersion", "name", "namespace");

    private final BuiltInRules rules = new BuiltInRules();

    void forCreate(Kind kind, ObjectNode object, Write write, String now) {
        ObjectNode metadata = Json.child(object, "metadata");
        List.of("selfLink", "deletionTimestamp", "managedFields").forEach(metadata::remove);
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now);
        if (kind.generation()) {
            metadata.put("generation", 1);
        }
        if (kind.subresources().contains("status")) {
            object.remove("status");
        }
        finish(kind, Optional.empty(), object, now);
    }

    void forUpdate(Kind kind, ObjectNode live, ObjectNode changed, Write write, String now) {
        identity(kind, live, changed);
        if (write.subresource().equals("status")) {
            Optional<JsonNode> status = Optional.ofNullable(changed.get("status"));
            Optional<JsonNode> annotations =
                    Optional.of(changed.at("/metadata/annotations")).filter(JsonNode::isObject);
            changed.removeAll();
            changed.setAll(live.deepCopy());
            changed.remove("status");
            status.ifPresent(value -> changed.set("status", value));
            if (!kind.custom()) {
                annotations.ifPresent(value -> Json.child(changed, "metadata").set("annotations", value));
            }
        } else if (kind.subresources().contains("status")) {
            changed.remove("status");
            Optional.ofNullable(live.get("status")).ifPresent(status -> changed.set("status", status.deepCopy()));
        }
        prune(kind, changed, write);
        finish(kind, Optional.of(live), changed, now);
        if (kind.generation()
                && write.subresource().isEmpty()
                && !content(kind, live).equals(content(kind, changed))) {
            Json.child(changed, "metadata")
                    .put("generation", live.at("/metadata/generation").asLong() + 1);
        }
    }

    /** Of an applied object, what the subresource may write. */
    static void onlyWritable(Kind kind, ObjectNode applied, String subresource) {
        if (subresource.equals("status")) {
            applied.retain("apiVersion", "kind", "metadata", "status");
            Json.child(applied, "metadata").retain("name", "namespace", "uid", "resourceVersion");
        } else if (kind.subresources().contains("status")) {
            applied.remove("status");
        }
    }

    void prune(Kind kind, ObjectNode object, Write write) {
        if (!kind.custom()) {
            return;
        }
        List<String> unknown = Pruning.prune(object, kind.schema());
        if (write.strict() && !unknown.isEmpty()) {
            throw ApiFailure.badRequest("%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                    .formatted(
                            kind.kind(),
                            kind.version(),
                            kind.kind(),
                            unknown.stream()
                                    .map(path -> "unknown field \"" + path + "\"")
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static void identity(Kind kind, ObjectNode live, ObjectNode changed) {
        ObjectNode metadata = Json.child(changed, "metadata");
        String name = Store.name(live);
        JsonNode known = live.path("metadata");
        String version = metadata.path("resourceVersion").asText("");
        if (!version.isEmpty() && !version.equals(known.path("resourceVersion").asText())) {
            throw ApiFailure.modified(kind, name);
        }
        List<Cause> causes = new ArrayList<>();
        Stream.of("uid", "name", "namespace")
                .filter(member -> metadata.has(member) && !metadata.get(member).equals(known.get(member)))
                .forEach(member -> causes.add(Cause.immutable(
                        "metadata." + member, metadata.get(member).toString())));
        if (!causes.isEmpty()) {
            throw ApiFailure.invalid(kind, name, causes);
        }
        SERVER_OWNED.forEach(member -> {
            metadata.remove(member);
            Optional.ofNullable(known.get(member)).ifPresent(value -> metadata.set(member, value));
        });
        changed.put("apiVersion", live.path("apiVersion").asText());
        changed.put("kind", live.path("kind").asText());
    }

    private void finish(Kind kind, Optional<ObjectNode> live, ObjectNode object, String now) {
        Defaults.fill(object, kind.schema());
        rules.complete(kind, object, now);
        List<Cause> causes = new ArrayList<>();
        String name = Store.name(object);
        boolean rbac = kind.group().equals("rbac.authorization.k8s.io");
        if (!rbac && !NAME.matcher(name).matches()) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: \"" + name + "\": a lowercase RFC 1123 subdomain must consist of lower case"
                            + " alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
                            + " (e.g. 'example.com', regex used for validation is '" + SUBDOMAIN + "')",
                    "metadata.name"));
        }
        if (kind.custom()) {
            causes.addAll(Validation.check(object, kind.schema()));
        }
        causes.addAll(BuiltInRules.check(kind, live, object));
        if (!causes.isEmpty()) {
            throw ApiFailure.invalid(kind, name, causes);
        }
    }

    /** What the generation counts: all but metadata and status; of Deployments the annotations, too. */
    private static JsonNode content(Kind kind, ObjectNode object) {
        ObjectNode content = object.deepCopy();
        List.of("metadata", "status", "apiVersion", "kind").forEach(content::remove);
        if (kind.qualifiedKind().equals("Deployment.apps")) {
            content.set("annotations", object.at("/metadata/annotations"));
        }
        return content;
    }
}
