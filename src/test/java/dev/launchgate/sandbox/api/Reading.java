package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** Answers GET: one object, or a page of a list. */
final class Reading {
    private final Store store;
    private final Forms forms;

    Reading(Store store, Forms forms) {
        this.store = store;
        this.forms = forms;
    }

    JsonNode get(ResourcePath path, ApiRequest request) {
        ObjectNode found = store.get(path.kind().collection(), path.namespace(), path.name())
                .orElseThrow(() -> ApiFailure.notFound(path.kind(), path.name()));
        return forms.one(path.kind(), request, found);
    }

    /** A page begins after the object that the continuation names. */
    JsonNode list(ResourcePath path, ApiRequest request) {
        Predicate<JsonNode> wanted = Selector.of(path.kind(), request);
        return store.atomically(() -> {
            String after = decode(request.parameter("continue"));
            List<ObjectNode> rest = store.list(path.kind().collection(), path.namespace()).stream()
                    .filter(wanted)
                    .filter(object -> key(object).compareTo(after) > 0)
                    .toList();
            int limit = request.parameter("limit").isEmpty() ? 0 : Integer.parseInt(request.parameter("limit"));
            boolean cut = limit > 0 && rest.size() > limit;
            List<ObjectNode> page = cut ? rest.subList(0, limit) : rest;
            ObjectNode metadata = Json.object().put("resourceVersion", String.valueOf(store.version()));
            if (cut) {
                metadata.put("continue", encode(key(page.getLast())));
                boolean selected = !(request.parameter("labelSelector") + request.parameter("fieldSelector")).isEmpty();
                if (!selected) {
                    metadata.put("remainingItemCount", rest.size() - limit);
                }
            }
            return forms.list(path.kind(), request, page, metadata);
        });
    }

    private static String key(JsonNode object) {
        return Store.namespace(object) + "/" + Store.name(object);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
