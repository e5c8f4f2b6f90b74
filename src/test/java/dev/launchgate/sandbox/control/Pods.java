package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Scheduler and kubelet: puts each pod on a node that it may use, and starts it. A pod without such a node waits. */
final class Pods implements Controller {
    private final Duration startTime;
    private final Map<String, Instant> seen = new HashMap<>();
    private final AtomicInteger nextAddress = new AtomicInteger(10);

    /** @param startTime how long a pod takes to become ready */
    Pods(Duration startTime) {
        this.startTime = startTime;
    }

    @Override
    public void run(World world) {
        List<ObjectNode> nodes = world.all("Node");
        List<ObjectNode> pods = world.all("Pod");
        seen.keySet().retainAll(pods.stream().map(Store::uid).toList());
        for (ObjectNode pod : pods) {
            Instant since = seen.computeIfAbsent(Store.uid(pod), uid -> world.now());
            if (!pod.at("/spec/nodeName").asText().isEmpty()) {
                if (!World.ready(pod) && !world.now().isBefore(since.plus(startTime))) {
                    world.updateStatus("Pod", pod, live -> started(live, world.time()));
                }
            } else {
                Optional<ObjectNode> node = nodeFor(pod, nodes, world.all("Pod"));
                if (node.isPresent()) {
                    world.update("Pod", pod, live -> {
                        live.withObject("/spec").put("nodeName", Store.name(node.get()));
                        return live;
                    });
                } else {
                    world.updateStatus("Pod", pod, live -> waiting(live, nodes.size(), world.time()));
                }
            }
        }
    }

    /** The node with the fewest pods of all that have the labels asked for. */
    private static Optional<ObjectNode> nodeFor(ObjectNode pod, List<ObjectNode> nodes, List<ObjectNode> pods) {
        return nodes.stream()
                .filter(node -> !node.at("/spec/unschedulable").asBoolean())
                .filter(node -> World.selects(pod.at("/spec/nodeSelector"), node.at("/metadata/labels")))
                .min(Comparator.<ObjectNode>comparingLong(node -> pods.stream()
                                .filter(other ->
                                        other.at("/spec/nodeName").asText().equals(Store.name(node)))
                                .count())
                        .thenComparing(Store::name));
    }

    private ObjectNode started(ObjectNode pod, String now) {
        ObjectNode status = pod.putObject("status").put("phase", "Running");
        ArrayNode conditions = status.putArray("conditions");
        for (String type : List.of("PodScheduled", "Initialized", "ContainersReady", "Ready")) {
            conditions.addObject().put("type", type).put("status", "True").put("lastTransitionTime", now);
        }
        int address = nextAddress.getAndIncrement();
        String ip = "10.244.%d.%d".formatted(address / 250, address % 250 + 1);
        status.put("podIP", ip).put("startTime", now);
        status.putArray("podIPs").addObject().put("ip", ip);
        ArrayNode containers = status.putArray("containerStatuses");
        for (JsonNode container : pod.at("/spec/containers")) {
            ObjectNode state = containers
                    .addObject()
                    .put("name", container.path("name").asText())
                    .put("image", container.path("image").asText())
                    .put("imageID", "")
                    .put("ready", true)
                    .put("started", true)
                    .put("restartCount", 0);
            state.putObject("state").putObject("running").put("startedAt", now);
            state.putObject("lastState");
        }
        return pod;
    }

    private static ObjectNode waiting(ObjectNode pod, int nodes, String now) {
        boolean known = Json.elements(pod.at("/status/conditions"))
                .anyMatch(condition -> condition.path("reason").asText().equals("Unschedulable"));
        if (known) {
            return pod;
        }
        ObjectNode status = pod.putObject("status").put("phase", "Pending");
        status.putArray("conditions")
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "False")
                .put("lastTransitionTime", now)
                .put("reason", "Unschedulable")
                .put(
                        "message",
                        "0/%d nodes are available: %d node(s) didn't match Pod's node affinity/selector."
                                .formatted(nodes, nodes));
        return pod;
    }
}
