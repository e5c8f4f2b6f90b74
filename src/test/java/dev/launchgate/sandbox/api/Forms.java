package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import java.time.InstantSource;
import java.util.List;

/** In which form an answer is sent: the object itself, or a Table of what people look at. */
final class Forms {
    private final InstantSource clock;

    Forms(InstantSource clock) {
        this.clock = clock;
    }

    static ObjectNode served(Kind kind, ObjectNode stored) {
        ObjectNode served = EventForms.isEvent(kind) ? EventForms.served(kind, stored) : stored.deepCopy();
        return served.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    }

    JsonNode one(Kind kind, ApiRequest request, ObjectNode stored) {
        return request.wantsTable() ? table(kind, request, List.of(stored)) : served(kind, stored);
    }

    /** @param metadata version and continuation of the list */
    JsonNode list(Kind kind, ApiRequest request, List<ObjectNode> stored, ObjectNode metadata) {
        ObjectNode list = request.wantsTable() ? table(kind, request, stored) : Json.object();
        list.set("metadata", metadata);
        if (!request.wantsTable()) {
            list.put("apiVersion", kind.apiVersion()).put("kind", kind.kind() + "List");
            var items = list.putArray("items");
            stored.forEach(object -> items.add(item(kind, object)));
        }
        return list;
    }

    /** The list says what its elements are; those of built-in kinds do not say it again. */
    private static ObjectNode item(Kind kind, ObjectNode stored) {
        ObjectNode item = served(kind, stored);
        if (!kind.custom()) {
            item.remove(List.of("apiVersion", "kind"));
        }
        return item;
    }

    private ObjectNode table(Kind kind, ApiRequest request, List<ObjectNode> stored) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata");
        List<Column> columns = Columns.of(kind);
        var definitions = table.putArray("columnDefinitions");
        columns.forEach(column -> definitions.add(column.definition()));
        var rows = table.putArray("rows");
        for (ObjectNode object : stored) {
            ObjectNode row = rows.addObject();
            var cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().of(object, clock.instant())));
            row.set("object", rowObject(kind, request, object));
        }
        return table;
    }

    private static ObjectNode rowObject(Kind kind, ApiRequest request, ObjectNode stored) {
        if (request.parameter("includeObject").equals("Object")) {
            return served(kind, stored);
        }
        ObjectNode partial = Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", stored.path("metadata").deepCopy());
        return partial;
    }
}
