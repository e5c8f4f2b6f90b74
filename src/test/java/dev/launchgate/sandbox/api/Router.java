package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds out what a request asks for, and who answers it. */
final class Router {
    private static final List<String> HEALTH = List.of("healthz", "livez", "readyz");

    private final Kinds kinds;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final Objects objects;
    private final Deletion deletion;
    private final Scales scales;
    private final Reading reading;
    private final Watching watching;
    private final Store store;

    Router(Store store, Kinds kinds, Objects objects, Deletion deletion, InstantSource clock) {
        Forms forms = new Forms(clock);
        this.store = store;
        this.kinds = kinds;
        this.discovery = new Discovery(kinds);
        this.openApi = new OpenApi(kinds);
        this.objects = objects;
        this.deletion = deletion;
        this.scales = new Scales(objects);
        this.reading = new Reading(store, forms);
        this.watching = new Watching(store, forms);
    }

    void cutWatches() {
        watching.cut();
    }

    Reply answer(ApiRequest request) {
        try {
            return route(request);
        } catch (ApiFailure e) {
            return new Reply.Answer(e.code(), e.status());
        } catch (RuntimeException e) {
            ApiFailure failure = ApiFailure.internal(e);
            return new Reply.Answer(failure.code(), failure.status());
        }
    }

    private Reply route(ApiRequest request) {
        List<String> segments = request.segments();
        if (!segments.isEmpty() && HEALTH.contains(segments.getFirst())) {
            return new Reply.Text(200, "ok");
        }
        Optional<ObjectNode> review = Reviews.of(request);
        if (review.isPresent()) {
            return new Reply.Answer(201, review.get());
        }
        Optional<ObjectNode> told = discovery.of(segments).or(() -> openApi.of(segments));
        if (told.isPresent()) {
            return request.method().equals("GET") ? Reply.ok(told.get()) : refuseMethod();
        }
        return ResourcePath.of(segments, kinds)
                .map(path -> resource(path, request))
                .orElseGet(() -> new Reply.Text(404, "404 page not found\n"));
    }

    private static Reply refuseMethod() {
        throw ApiFailure.method();
    }

    private Reply resource(ResourcePath path, ApiRequest request) {
        if (path.subresource().equals("scale")) {
            return scale(path, request);
        }
        return path.name().isEmpty() ? collection(path, request) : object(path, request);
    }

    private Reply collection(ResourcePath path, ApiRequest request) {
        return switch (request.method()) {
            case "GET" -> request.flag("watch") ? watching.watch(path, request) : Reply.ok(reading.list(path, request));
            case "POST" -> {
                Kind kind = path.kind();
                ObjectNode made = objects.create(kind, path.namespace(), request.content(), Write.of(request, ""));
                yield new Reply.Answer(201, Forms.served(kind, made));
            }
            case "DELETE" -> Reply.ok(deleteAll(path, request));
            default -> refuseMethod();
        };
    }

    private Reply object(ResourcePath path, ApiRequest request) {
        return switch (request.method()) {
            case "GET" -> Reply.ok(reading.get(path, request));
            case "PUT" -> Reply.ok(replace(path, request));
            case "PATCH" -> patch(path, request);
            case "DELETE" ->
                Reply.ok(deletion.delete(
                        path.kind(), path.namespace(), path.name(), options(request), request.dryRun()));
            default -> refuseMethod();
        };
    }

    private JsonNode replace(ResourcePath path, ApiRequest request) {
        JsonNode body = request.content();
        if (!(body instanceof ObjectNode wanted)) {
            throw ApiFailure.badRequest("the object provided is unrecognized");
        }
        ObjectNode stored = EventForms.isEvent(path.kind()) ? EventForms.stored(path.kind(), wanted) : wanted;
        return Forms.served(
                path.kind(),
                objects.update(
                        path.kind(),
                        path.namespace(),
                        path.name(),
                        live -> stored,
                        Write.of(request, path.subresource())));
    }

    private Reply patch(ResourcePath path, ApiRequest request) {
        Kind kind = path.kind();
        Write write = Write.of(request, path.subresource());
        if (!request.contentType().equals(Patches.APPLY)) {
            ObjectNode patched = objects.update(kind, path.namespace(), path.name(), Patches.of(kind, request), write);
            return Reply.ok(Forms.served(kind, patched));
        }
        if (request.parameter("fieldManager").isEmpty()) {
            throw ApiFailure.noManager();
        }
        boolean exists =
                store.get(kind.collection(), path.namespace(), path.name()).isPresent();
        ObjectNode applied =
                objects.apply(kind, path.namespace(), path.name(), request.content(), request.flag("force"), write);
        return new Reply.Answer(exists ? 200 : 201, Forms.served(kind, applied));
    }

    private Reply scale(ResourcePath path, ApiRequest request) {
        Write write = Write.of(request, "");
        return switch (request.method()) {
            case "GET" -> Reply.ok(scales.get(path));
            case "PUT" -> Reply.ok(scales.update(path, before -> (ObjectNode) request.content(), write));
            case "PATCH" -> Reply.ok(scales.update(path, Patches.of(path.kind(), request), write));
            default -> refuseMethod();
        };
    }

    private JsonNode deleteAll(ResourcePath path, ApiRequest request) {
        JsonNode list = reading.list(path, request);
        Json.elements(list.path("items"))
                .forEach(object -> deletion.delete(
                        path.kind(), Store.namespace(object), Store.name(object), options(request), request.dryRun()));
        return list;
    }

    private static JsonNode options(ApiRequest request) {
        ObjectNode options =
                request.body().length == 0 ? Json.object() : request.content().deepCopy();
        if (!request.parameter("propagationPolicy").isEmpty()) {
            options.put("propagationPolicy", request.parameter("propagationPolicy"));
        }
        return options;
    }
}
