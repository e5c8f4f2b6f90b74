package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deletes what is owned by objects that are all gone. */
final class GarbageCollector implements Controller {
    @Override
    public void run(World world) {
        Set<String> alive = new HashSet<>();
        world.kinds().forEach(kind -> world.all(kind).stream().map(Store::uid).forEach(alive::add));
        world.kinds().forEach(kind -> {
            for (ObjectNode object : world.all(kind)) {
                List<JsonNode> owners =
                        Json.elements(object.at("/metadata/ownerReferences")).toList();
                boolean orphaned = !owners.isEmpty()
                        && owners.stream()
                                .noneMatch(owner ->
                                        alive.contains(owner.path("uid").asText()));
                if (orphaned && !object.path("metadata").has("deletionTimestamp")) {
                    world.delete(kind, object);
                }
            }
        });
    }
}
