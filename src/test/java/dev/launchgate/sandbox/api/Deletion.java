package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Deletes objects: at once, or when their finalizers are gone. */
public final class Deletion {
    private final Store store;
    private final Kinds kinds;
    private final InstantSource clock;

    public Deletion(Store store, Kinds kinds, InstantSource clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** @param options a DeleteOptions, or a missing node */
    public JsonNode delete(Kind kind, String namespace, String name, JsonNode options, boolean dryRun) {
        return store.atomically(() -> {
            ObjectNode live =
                    store.get(kind.collection(), namespace, name).orElseThrow(() -> ApiFailure.notFound(kind, name));
            precondition(kind, live, options.path("preconditions"));
            if (dryRun) {
                return done(kind, live);
            }
            if (options.path("propagationPolicy").asText().equals("Orphan")) {
                orphan(live);
            }
            if (!live.at("/metadata/finalizers").isEmpty()) {
                Json.child(live, "metadata")
                        .put(
                                "deletionTimestamp",
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("deletionGracePeriodSeconds", 0);
                return Forms.served(kind, store.put(kind.collection(), live));
            }
            remove(kind, live);
            return done(kind, live);
        });
    }

    private void remove(Kind kind, ObjectNode live) {
        String name = Store.name(live);
        if (kind.kind().equals("Namespace")) {
            kinds.all().stream()
                    .filter(Kind::namespaced)
                    .forEach(inside -> store.list(inside.collection(), name)
                            .forEach(object -> store.remove(inside.collection(), name, Store.name(object))));
        }
        store.remove(kind.collection(), Store.namespace(live), name);
        if (kind.collection().equals(Kinds.CRDS)) {
            // The name of a CRD is the name of the collection of its objects.
            store.list(name, "").forEach(object -> store.remove(name, Store.namespace(object), Store.name(object)));
            kinds.remove(live);
        }
    }

    private static void precondition(Kind kind, ObjectNode live, JsonNode wanted) {
        String uid = wanted.path("uid").asText(Store.uid(live));
        if (!uid.equals(Store.uid(live))) {
            throw ApiFailure.otherUid(kind, Store.name(live), uid, Store.uid(live));
        }
        JsonNode version = live.at("/metadata/resourceVersion");
        if (!wanted.path("resourceVersion").asText(version.asText()).equals(version.asText())) {
            throw ApiFailure.modified(kind, Store.name(live));
        }
    }

    /** Frees what the object owns, so that it stays. */
    private void orphan(ObjectNode owner) {
        for (Kind kind : kinds.all()) {
            for (ObjectNode object : store.list(kind.collection(), "")) {
                if (object.at("/metadata/ownerReferences") instanceof ArrayNode references
                        && Json.elements(references).anyMatch(reference -> refersTo(reference, owner))) {
                    for (int i = references.size() - 1; i >= 0; i--) {
                        if (refersTo(references.get(i), owner)) {
                            references.remove(i);
                        }
                    }
                    store.put(kind.collection(), object);
                }
            }
        }
    }

    private static boolean refersTo(JsonNode reference, ObjectNode owner) {
        return reference.path("uid").asText().equals(Store.uid(owner));
    }

    private static JsonNode done(Kind kind, ObjectNode gone) {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details").put("name", Store.name(gone));
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural()).put("uid", Store.uid(gone));
        return status;
    }
}
