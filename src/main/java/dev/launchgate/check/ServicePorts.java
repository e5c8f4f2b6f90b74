package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ports of a Service. */
record ServicePorts(List<Port> ports) {
    ServicePorts {
        ports = List.copyOf(ports);
    }

    static ServicePorts of(Resource service) {
        return new ServicePorts(
                service.elements("/spec/ports").map(ServicePorts::port).toList());
    }

    private static Port port(JsonNode port) {
        JsonNode target = port.path("targetPort");
        return new Port(
                port.path("name").asText(""),
                port.path("port").asInt(),
                port.path("protocol").asText("TCP"),
                PortRef.of(target.isValueNode() && !target.isNull() ? target : port.path("port")));
    }

    /** The ports of that name or number; several when protocols share a number. */
    List<Port> find(PortRef ref) {
        return ports.stream().filter(port -> port.is(ref)).toList();
    }

    /** Whether a reference in an Ingress or route and one in an item mean the same port; without the second, any does. */
    boolean same(PortRef actual, Optional<PortRef> wanted) {
        return wanted.isEmpty()
                || wanted.get().equals(actual)
                || find(actual).stream().anyMatch(port -> port.is(wanted.get()));
    }

    String show() {
        return ports.isEmpty() ? "none" : ports.stream().map(Port::show).collect(Collectors.joining(", "));
    }

    /**
     * One port.
     *
     * @param name empty when it has none
     * @param target where it leads to in the pods
     */
    record Port(String name, int number, String protocol, PortRef target) {
        private boolean is(PortRef ref) {
            return ref.number() ? Integer.toString(number).equals(ref.text()) : name.equals(ref.text());
        }

        private String show() {
            return name.isEmpty() ? Integer.toString(number) : name + " (" + number + ")";
        }
    }
}
