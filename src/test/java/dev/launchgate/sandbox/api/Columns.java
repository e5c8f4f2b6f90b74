package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code kubectl get} shows of each kind. */
final class Columns {
    private static final List<Column> EVENT = List.of(
            new Column("Last Seen", "string", "", "", 0, (event, now) -> Ages.since(lastSeen(event), now)),
            Column.text("Type", 0, event -> event.path("type").asText()),
            Column.text("Reason", 0, event -> event.path("reason").asText()),
            Column.text("Object", 0, Columns::involved),
            Column.text("Message", 0, event -> event.path("message").asText()));

    private Columns() {}

    static List<Column> of(Kind kind) {
        if (EventForms.isEvent(kind)) {
            return EVENT;
        }
        List<Column> columns = new ArrayList<>(List.of(Column.objectName()));
        if (kind.custom()) {
            kind.columns().stream().map(Column::custom).forEach(columns::add);
            return columns;
        }
        builtIn(kind.kind()).forEach(columns::add);
        columns.add(Column.age());
        wide(kind.kind()).forEach(columns::add);
        return columns;
    }

    private static Stream<Column> builtIn(String kind) {
        return switch (kind) {
            case "Deployment" ->
                Stream.of(
                        Column.text(
                                "Ready",
                                0,
                                of -> count(of, "readyReplicas") + "/"
                                        + of.at("/spec/replicas").asInt()),
                        Column.number("Up-to-date", "/status/updatedReplicas"),
                        Column.number("Available", "/status/availableReplicas"));
            case "ReplicaSet" ->
                Stream.of(
                        Column.number("Desired", "/spec/replicas"),
                        Column.number("Current", "/status/replicas"),
                        Column.number("Ready", "/status/readyReplicas"));
            case "DaemonSet" ->
                Stream.of(
                        Column.number("Desired", "/status/desiredNumberScheduled"),
                        Column.number("Current", "/status/currentNumberScheduled"),
                        Column.number("Ready", "/status/numberReady"),
                        Column.number("Up-to-date", "/status/updatedNumberScheduled"),
                        Column.number("Available", "/status/numberAvailable"));
            case "Pod" ->
                Stream.of(
                        Column.text("Ready", 0, Columns::readyContainers),
                        Column.text("Status", 0, Columns::podStatus),
                        Column.text("Restarts", 0, pod -> "0"));
            case "Node" ->
                Stream.of(
                        Column.text(
                                "Status", 0, node -> condition(node, "Ready").equals("True") ? "Ready" : "NotReady"),
                        Column.text("Roles", 0, node -> "<none>"));
            case "Namespace" ->
                Stream.of(Column.text("Status", 0, of -> of.at("/status/phase").asText()));
            case "Service" ->
                Stream.of(
                        Column.text("Type", 0, of -> of.at("/spec/type").asText()),
                        Column.text(
                                "Cluster-IP", 0, of -> of.at("/spec/clusterIP").asText("<none>")),
                        Column.text("Port(s)", 0, of -> ports(of.at("/spec/ports"))));
            case "Ingress" ->
                Stream.of(
                        Column.text(
                                "Class",
                                0,
                                of -> of.at("/spec/ingressClassName").asText("<none>")),
                        Column.text("Hosts", 0, of -> joined(of.at("/spec/rules"), "/host")),
                        Column.text("Address", 0, of -> joined(of.at("/status/loadBalancer/ingress"), "/ip")));
            case "ConfigMap", "Secret" ->
                Stream.of(Column.text("Data", 0, of -> "" + of.path("data").size()));
            case "EndpointSlice" ->
                Stream.of(Column.text("Endpoints", 0, of -> joined(of.path("endpoints"), "/addresses/0")));
            case "Lease" ->
                Stream.of(Column.text(
                        "Holder", 0, of -> of.at("/spec/holderIdentity").asText()));
            case "CustomResourceDefinition" ->
                Stream.of(Column.text(
                        "Created At",
                        0,
                        of -> of.at("/metadata/creationTimestamp").asText()));
            default -> Stream.of();
        };
    }

    private static Stream<Column> wide(String kind) {
        return switch (kind) {
            case "Deployment", "ReplicaSet", "DaemonSet" ->
                Stream.of(
                        Column.text("Containers", 1, of -> joined(of.at("/spec/template/spec/containers"), "/name")),
                        Column.text("Images", 1, of -> joined(of.at("/spec/template/spec/containers"), "/image")),
                        Column.text("Selector", 1, of -> labels(of.at("/spec/selector/matchLabels"))));
            case "Pod" ->
                Stream.of(
                        Column.text("IP", 1, of -> of.at("/status/podIP").asText("<none>")),
                        Column.text("Node", 1, of -> of.at("/spec/nodeName").asText("<none>")));
            case "Service" -> Stream.of(Column.text("Selector", 1, of -> labels(of.at("/spec/selector"))));
            default -> Stream.of();
        };
    }

    private static int count(JsonNode object, String member) {
        return object.path("status").path(member).asInt();
    }

    private static String readyContainers(JsonNode pod) {
        long ready = Json.elements(pod.at("/status/containerStatuses"))
                .filter(status -> status.path("ready").asBoolean())
                .count();
        return ready + "/" + pod.at("/spec/containers").size();
    }

    private static String podStatus(JsonNode pod) {
        return pod.at("/metadata").has("deletionTimestamp")
                ? "Terminating"
                : pod.at("/status/phase").asText("Pending");
    }

    private static String condition(JsonNode object, String type) {
        return Json.elements(object.at("/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals(type))
                .map(condition -> condition.path("status").asText())
                .findFirst()
                .orElse("Unknown");
    }

    private static JsonNode lastSeen(JsonNode event) {
        return Stream.of("lastTimestamp", "eventTime")
                .map(event::path)
                .filter(JsonNode::isTextual)
                .findFirst()
                .orElse(event.at("/metadata/creationTimestamp"));
    }

    private static String involved(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        return (object.path("kind").asText() + "/" + object.path("name").asText()).toLowerCase(Locale.ROOT);
    }

    private static String ports(JsonNode ports) {
        return Json.elements(ports)
                .map(port ->
                        port.path("port").asText() + "/" + port.path("protocol").asText())
                .collect(Collectors.joining(","));
    }

    private static String joined(JsonNode list, String pointer) {
        return Json.elements(list).map(element -> element.at(pointer).asText()).collect(Collectors.joining(","));
    }

    private static String labels(JsonNode labels) {
        String text = Json.names(labels)
                .map(name -> name + "=" + labels.get(name).asText())
                .collect(Collectors.joining(","));
        return text.isEmpty() ? "<none>" : text;
    }
}
