package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.api.Deletion;
import dev.launchgate.sandbox.api.Objects;
import dev.launchgate.sandbox.api.Write;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What controllers see and do. What they are given to see is never changed in place. */
final class World {
    private final Store store;
    private final Kinds kinds;
    private final Objects objects;
    private final Deletion deletion;
    private final InstantSource clock;
    private long events;

    World(Store store, Kinds kinds, Objects objects, Deletion deletion, InstantSource clock) {
        this.store = store;
        this.kinds = kinds;
        this.objects = objects;
        this.deletion = deletion;
        this.clock = clock;
    }

    List<ObjectNode> all(String kind) {
        return all(kinds.builtIn(kind));
    }

    Optional<ObjectNode> get(String kind, String namespace, String name) {
        return store.get(kinds.builtIn(kind).collection(), namespace, name);
    }

    /** Objects of a kind whose controller is {@code owner}. */
    List<ObjectNode> owned(String kind, ObjectNode owner) {
        return all(kind).stream()
                .filter(object -> controllerUid(object).equals(Store.uid(owner)))
                .toList();
    }

    List<Kind> kinds() {
        return kinds.all();
    }

    List<ObjectNode> all(Kind kind) {
        return store.peek(kind.collection());
    }

    ObjectNode create(String kind, String namespace, ObjectNode object) {
        return objects.create(kinds.builtIn(kind), namespace, object, Write.CONTROLLER);
    }

    ObjectNode update(String kind, ObjectNode object, UnaryOperator<ObjectNode> change) {
        return objects.update(
                kinds.builtIn(kind), Store.namespace(object), Store.name(object), change, Write.CONTROLLER);
    }

    /** Changes the status, and of Deployments the annotations. */
    ObjectNode updateStatus(String kind, ObjectNode object, UnaryOperator<ObjectNode> change) {
        return objects.update(
                kinds.builtIn(kind),
                Store.namespace(object),
                Store.name(object),
                change,
                Write.CONTROLLER.through("status"));
    }

    void delete(String kind, ObjectNode object) {
        delete(kinds.builtIn(kind), object);
    }

    void delete(Kind kind, ObjectNode object) {
        deletion.delete(kind, Store.namespace(object), Store.name(object), Json.NODES.missingNode(), false);
    }

    void event(ObjectNode about, String source, String reason, String message) {
        ObjectNode event = Json.object();
        event.putObject("metadata").put("name", "%s.%016x".formatted(Store.name(about), ++events));
        event.putObject("involvedObject")
                .put("kind", about.path("kind").asText())
                .put("apiVersion", about.path("apiVersion").asText())
                .put("namespace", Store.namespace(about))
                .put("name", Store.name(about))
                .put("uid", Store.uid(about));
        event.put("reason", reason)
                .put("message", message)
                .put("type", "Normal")
                .put("count", 1);
        event.putObject("source").put("component", source);
        event.put("reportingComponent", source).put("reportingInstance", "");
        event.put("firstTimestamp", time()).put("lastTimestamp", time());
        create("Event", Store.namespace(about), event);
    }

    Instant now() {
        return clock.instant();
    }

    String time() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static JsonNode controller(JsonNode object) {
        return Json.elements(object.at("/metadata/ownerReferences"))
                .filter(reference -> reference.path("controller").asBoolean())
                .findFirst()
                .orElse(Json.NODES.missingNode());
    }

    static String controllerUid(JsonNode object) {
        return controller(object).path("uid").asText();
    }

    /** Metadata of an object that {@code owner} controls. */
    static ObjectNode ownedMetadata(ObjectNode owner, String name, JsonNode labels) {
        ObjectNode metadata = Json.object().put("name", name).put("namespace", Store.namespace(owner));
        if (labels.isObject()) {
            metadata.set("labels", labels.deepCopy());
        }
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", Store.name(owner))
                .put("uid", Store.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return metadata;
    }

    /** Whether every label that is asked for is there. */
    static boolean selects(JsonNode wanted, JsonNode labels) {
        return Json.names(wanted).allMatch(name -> wanted.get(name).equals(labels.get(name)));
    }

    static boolean ready(JsonNode pod) {
        return Json.elements(pod.at("/status/conditions"))
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }
}
