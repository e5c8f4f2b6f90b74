package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Apply;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.object.Ownership;
import dev.launchgate.sandbox.object.Ownership.Writer;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creates, changes and applies objects: from what is asked to what is stored. */
public final class Objects {
    private final Store store;
    private final Kinds kinds;
    private final InstantSource clock;
    private final Preparation preparation;

    public Objects(Store store, Kinds kinds, InstantSource clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
        this.preparation = new Preparation();
    }

    public ObjectNode create(Kind kind, String namespace, JsonNode body, Write write) {
        return store.atomically(() -> {
            ObjectNode object = identified(kind, namespace, body);
            String name = Store.name(object);
            preparation.prune(kind, object, write);
            if (store.get(kind.collection(), namespace, name).isPresent()) {
                throw ApiFailure.exists(kind, name);
            }
            if (object.at("/metadata").has("resourceVersion")) {
                throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
            }
            preparation.forCreate(kind, object, write, now());
            ObjectNode asked = object.deepCopy();
            Preparation.onlyWritable(kind, asked, "");
            Ownership.afterUpdate(Json.object(), asked, kind.schema(), writer(kind, write, "Update"), now())
                    .writeTo(object);
            return stored(kind, object, write.dryRun());
        });
    }

    /** Changes an object; a change that changes nothing is not written. */
    public ObjectNode update(Kind kind, String namespace, String name, UnaryOperator<ObjectNode> change, Write write) {
        return store.atomically(() -> {
            ObjectNode live = live(kind, namespace, name);
            ObjectNode changed = Json.normal(change.apply(live.deepCopy()));
            if (changed.equals(live)) {
                return live;
            }
            preparation.forUpdate(kind, live, changed, write, now());
            Ownership.afterUpdate(live, changed, kind.schema(), writer(kind, write, "Update"), now())
                    .writeTo(changed);
            return replaced(kind, live, changed, write.dryRun());
        });
    }

    ObjectNode apply(Kind kind, String namespace, String name, JsonNode body, boolean force, Write write) {
        return store.atomically(() -> {
            ObjectNode wanted = identified(kind, namespace, body);
            if (wanted.path("metadata").has("managedFields")) {
                throw ApiFailure.badRequest("metadata.managedFields must be nil");
            }
            Preparation.onlyWritable(kind, wanted, write.subresource());
            Optional<ObjectNode> live = store.get(kind.collection(), namespace, name);
            if (live.isEmpty()) {
                return appliedFirst(kind, name, wanted, write);
            }
            preparation.prune(kind, wanted, write);
            Writer writer = writer(kind, write, "Apply");
            Apply.Result result = Apply.apply(live.get(), wanted, kind.schema(), writer, force, now());
            if (!result.conflicts().isEmpty()) {
                throw ApiFailure.applyConflict(result.conflicts());
            }
            ObjectNode merged = Json.normal(result.object());
            preparation.forUpdate(kind, live.get(), merged, write, now());
            result.owners().writeTo(merged);
            return replaced(kind, live.get(), merged, write.dryRun());
        });
    }

    private ObjectNode appliedFirst(Kind kind, String name, ObjectNode wanted, Write write) {
        if (!write.subresource().isEmpty()) {
            throw ApiFailure.notFound(kind, name);
        }
        String uid = wanted.at("/metadata/uid").asText();
        if (!uid.isEmpty()) {
            throw ApiFailure.conflict(
                    kind,
                    name,
                    "uid mismatch: the provided object specified uid %s, and no existing object was found"
                            .formatted(uid));
        }
        preparation.prune(kind, wanted, write);
        ObjectNode object = wanted.deepCopy();
        preparation.forCreate(kind, object, write, now());
        ObjectNode nothing = Json.object();
        Apply.apply(nothing, wanted, kind.schema(), writer(kind, write, "Apply"), true, now())
                .owners()
                .writeTo(object);
        return stored(kind, object, write.dryRun());
    }

    ObjectNode live(Kind kind, String namespace, String name) {
        return store.get(kind.collection(), namespace, name).orElseThrow(() -> ApiFailure.notFound(kind, name));
    }

    /** The object with the name and namespace of the request, if what it says of itself fits. */
    private ObjectNode identified(Kind kind, String namespace, JsonNode body) {
        if (!(body instanceof ObjectNode given)) {
            throw ApiFailure.badRequest(
                    "the object provided is unrecognized (must be of type %s)".formatted(kind.kind()));
        }
        ObjectNode object = EventForms.isEvent(kind) ? EventForms.stored(kind, given) : Json.normal(given);
        boolean fits = given.path("kind").asText(kind.kind()).equals(kind.kind())
                && given.path("apiVersion").asText(kind.apiVersion()).equals(kind.apiVersion());
        if (!fits) {
            throw ApiFailure.badRequest("%s in version \"%s\" cannot be handled as a %s"
                    .formatted(
                            given.path("kind").asText(),
                            given.path("apiVersion").asText(),
                            kind.kind()));
        }
        if (!EventForms.isEvent(kind)) {
            object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        }
        ObjectNode metadata = Json.child(object, "metadata");
        if (kind.namespaced()) {
            if (!metadata.path("namespace").asText(namespace).equals(namespace)) {
                throw ApiFailure.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            metadata.put("namespace", namespace);
            Kind namespaces = kinds.builtIn("Namespace");
            live(namespaces, "", namespace);
        }
        if (!metadata.has("name") && metadata.has("generateName")) {
            String suffix = UUID.randomUUID().toString().substring(0, 5);
            metadata.put("name", metadata.get("generateName").asText() + suffix);
        }
        return object;
    }

    private ObjectNode replaced(Kind kind, ObjectNode live, ObjectNode changed, boolean dryRun) {
        ObjectNode metadata = Json.child(changed, "metadata");
        boolean gone =
                metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty();
        if (gone && !dryRun) {
            store.remove(kind.collection(), Store.namespace(live), Store.name(live));
            return changed;
        }
        return changed.equals(live) ? live : stored(kind, changed, dryRun);
    }

    private ObjectNode stored(Kind kind, ObjectNode object, boolean dryRun) {
        if (dryRun) {
            return object;
        }
        ObjectNode stored = store.put(kind.collection(), object);
        if (kind.collection().equals(Kinds.CRDS)) {
            kinds.install(stored);
        }
        return stored;
    }

    private static Writer writer(Kind kind, Write write, String operation) {
        return new Writer(write.manager(), operation, kind.apiVersion(), write.subresource());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
