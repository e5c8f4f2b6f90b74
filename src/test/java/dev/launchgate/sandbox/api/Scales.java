package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The scale subresource: a workload seen as a number of replicas. */
final class Scales {
    private final Objects objects;

    Scales(Objects objects) {
        this.objects = objects;
    }

    JsonNode get(ResourcePath path) {
        return scale(objects.live(path.kind(), path.namespace(), path.name()));
    }

    JsonNode update(ResourcePath path, UnaryOperator<ObjectNode> change, Write write) {
        ObjectNode written = objects.update(
                path.kind(),
                path.namespace(),
                path.name(),
                live -> {
                    ObjectNode before = scale(live);
                    ObjectNode wanted = change.apply(before.deepCopy());
                    ((ObjectNode) live.path("metadata")).set("resourceVersion", wanted.at("/metadata/resourceVersion"));
                    live.withObject("/spec")
                            .put("replicas", wanted.at("/spec/replicas").asInt());
                    return live;
                },
                write);
        return scale(written);
    }

    private static ObjectNode scale(ObjectNode object) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = (ObjectNode) object.path("metadata").deepCopy();
        metadata.retain("name", "namespace", "uid", "resourceVersion", "creationTimestamp");
        scale.set("metadata", metadata);
        scale.putObject("spec").put("replicas", object.at("/spec/replicas").asInt());
        JsonNode labels = object.at("/spec/selector/matchLabels");
        String selector = Json.names(labels)
                .map(name -> name + "=" + labels.get(name).asText())
                .collect(Collectors.joining(","));
        scale.putObject("status")
                .put("replicas", object.at("/status/replicas").asInt())
                .put("selector", selector);
        return scale;
    }
}
