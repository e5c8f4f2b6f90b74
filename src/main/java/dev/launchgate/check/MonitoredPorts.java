package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** Judges the ports that a monitor scrapes: each must be one of the candidate, declared there or named by a Service. */
final class MonitoredPorts {
    private final Resource monitor;
    private final List<JsonNode> endpoints;
    private final ContainerPorts containers;
    private final Parts parts;

    MonitoredPorts(Resource monitor, MonitorKind kind, ContainerPorts containers, Parts parts) {
        this.monitor = monitor;
        this.endpoints = monitor.elements(kind.endpoints()).toList();
        this.containers = containers;
        this.parts = parts;
        if (endpoints.isEmpty()) {
            missing("it lists no endpoint, so nothing is scraped; add one");
        }
    }

    /** Endpoints of a ServiceMonitor name ports of Services. */
    void ofServices(List<Resource> services) {
        for (JsonNode endpoint : endpoints) {
            String name = endpoint.path("port").asText("");
            if (name.isEmpty()) {
                targetPort(endpoint);
            } else if (!named(services, name)) {
                String saw = services.stream()
                        .map(service -> service.label() + " with "
                                + ServicePorts.of(service).show())
                        .collect(Collectors.joining("; "));
                missing(
                        "expected a port named %s that leads to the candidate, saw %s; name the port, or correct the endpoint"
                                .formatted(name, saw));
            }
        }
    }

    /** Endpoints of a PodMonitor name container ports. */
    void ofPods() {
        for (JsonNode endpoint : endpoints) {
            String name = endpoint.path("port").asText("");
            int number = endpoint.path("portNumber").asInt();
            if (!name.isEmpty()) {
                declared(new PortRef(name, false));
            } else if (number != 0) {
                declared(PortRef.of(number));
            } else {
                targetPort(endpoint);
            }
        }
    }

    private boolean named(List<Resource> services, String name) {
        return services.stream()
                .flatMap(service -> ServicePorts.of(service).find(new PortRef(name, false)).stream())
                .anyMatch(port ->
                        port.target().resolve(containers, port.protocol()).isPresent());
    }

    /** An endpoint that names no port at all scrapes every one. */
    private void targetPort(JsonNode endpoint) {
        JsonNode target = endpoint.path("targetPort");
        if (target.isValueNode()) {
            declared(PortRef.of(target));
        }
    }

    /** Prometheus finds only ports that the pod declares. */
    private void declared(PortRef port) {
        boolean there =
                port.number() ? containers.hasNumber(Integer.parseInt(port.text())) : containers.hasName(port.text());
        if (!there) {
            missing("expected container port %s on the candidate, saw %s; declare the port, or correct the endpoint"
                    .formatted(port.text(), containers.show()));
        }
    }

    private void missing(String what) {
        parts.add(Judgement.fail(Reason.MonitorPortMissing, monitor.label() + ": " + what));
    }
}
