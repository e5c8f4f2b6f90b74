package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports that a pod template declares: what names in Services and monitors can refer to. */
record ContainerPorts(List<Port> ports) {
    ContainerPorts {
        ports = List.copyOf(ports);
    }

    static ContainerPorts of(PodTemplate template) {
        return new ContainerPorts(lasting(template)
                .flatMap(container -> Resource.elements(container.path("ports")))
                .map(port -> new Port(
                        port.path("name").asText(""),
                        port.path("containerPort").asInt(),
                        port.path("protocol").asText("TCP")))
                .toList());
    }

    /** Containers that run as long as the pod does: of the init containers only those that are restarted. */
    static Stream<JsonNode> lasting(PodTemplate template) {
        return Stream.concat(
                Resource.elements(template.json().at("/spec/containers")),
                Resource.elements(template.json().at("/spec/initContainers"))
                        .filter(container ->
                                container.path("restartPolicy").asText().equals("Always")));
    }

    /** The number of a named port; a Service looks for its own protocol only. */
    OptionalInt number(String name, String protocol) {
        return ports.stream()
                .filter(port -> port.name().equals(name) && port.protocol().equals(protocol))
                .mapToInt(Port::number)
                .findFirst();
    }

    boolean hasName(String name) {
        return ports.stream().anyMatch(port -> port.name().equals(name));
    }

    boolean hasNumber(int number) {
        return ports.stream().anyMatch(port -> port.number() == number);
    }

    /** Names, and numbers of ports without one. */
    String show() {
        return ports.isEmpty()
                ? "none"
                : ports.stream()
                        .map(port -> port.name().isEmpty() ? Integer.toString(port.number()) : port.name())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    /** @param name empty when it has none */
    record Port(String name, int number, String protocol) {}
}
