package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.util.List;

/** Keeps, for every Service with a selector, one EndpointSlice of the pods that it selects. */
final class EndpointSlices implements Controller {
    private static final String SERVICE = "kubernetes.io/service-name";

    @Override
    public void run(World world) {
        world.all("Service").stream()
                .filter(service -> !service.at("/spec/selector").isEmpty())
                .forEach(service -> sync(world, service));
    }

    private static void sync(World world, ObjectNode service) {
        List<ObjectNode> pods = world.all("Pod").stream()
                .filter(pod -> Store.namespace(pod).equals(Store.namespace(service)))
                .filter(pod -> World.selects(service.at("/spec/selector"), pod.at("/metadata/labels")))
                .filter(pod -> !pod.at("/status/podIP").asText().isEmpty())
                .toList();
        String name = Store.name(service) + "-" + Hashes.letters(Store.uid(service), 5);
        if (world.get("EndpointSlice", Store.namespace(service), name).isEmpty()) {
            world.create("EndpointSlice", Store.namespace(service), empty(service, name));
        }
        ObjectNode slice =
                world.get("EndpointSlice", Store.namespace(service), name).orElseThrow();
        world.update("EndpointSlice", slice, live -> {
            ArrayNode endpoints = live.putArray("endpoints");
            pods.forEach(pod -> endpoints.add(endpoint(pod)));
            ports(live.putArray("ports"), service, pods);
            return live;
        });
    }

    private static ObjectNode empty(ObjectNode service, String name) {
        ObjectNode slice = Json.object().put("addressType", "IPv4");
        ObjectNode labels = Json.object()
                .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                .put(SERVICE, Store.name(service));
        slice.set("metadata", World.ownedMetadata(service, name, labels));
        slice.putArray("endpoints");
        return slice;
    }

    private static ObjectNode endpoint(ObjectNode pod) {
        ObjectNode endpoint = Json.object();
        endpoint.putArray("addresses").add(pod.at("/status/podIP").asText());
        boolean ready = World.ready(pod);
        endpoint.putObject("conditions")
                .put("ready", ready)
                .put("serving", ready)
                .put("terminating", false);
        endpoint.put("nodeName", pod.at("/spec/nodeName").asText());
        endpoint.putObject("targetRef")
                .put("kind", "Pod")
                .put("name", Store.name(pod))
                .put("namespace", Store.namespace(pod))
                .put("uid", Store.uid(pod));
        return endpoint;
    }

    private static void ports(ArrayNode into, ObjectNode service, List<ObjectNode> pods) {
        for (JsonNode port : service.at("/spec/ports")) {
            JsonNode target = port.path("targetPort");
            int number = target.isInt() ? target.asInt() : named(target.asText(), pods);
            if (number > 0) {
                into.addObject()
                        .put("name", port.path("name").asText(""))
                        .put("port", number)
                        .put("protocol", port.path("protocol").asText());
            }
        }
    }

    private static int named(String name, List<ObjectNode> pods) {
        return pods.stream()
                .flatMap(pod -> Json.elements(pod.at("/spec/containers")))
                .flatMap(container -> Json.elements(container.path("ports")))
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElse(0);
    }
}
