package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.ResourceKind;

/**
 * What a route attaches to, with the defaults of Gateway API filled in, so that spec and status can be compared.
 *
 * @param section name of a listener, empty for any
 * @param port of listeners, 0 for any
 */
record ParentRef(String group, String kind, String namespace, String name, String section, int port) {

    static ParentRef of(JsonNode reference, String routeNamespace) {
        return new ParentRef(
                reference.path("group").asText(ResourceKind.GATEWAY.group()),
                reference.path("kind").asText(ResourceKind.GATEWAY.kind()),
                reference.path("namespace").asText(routeNamespace),
                reference.path("name").asText(),
                reference.path("sectionName").asText(""),
                reference.path("port").asInt(0));
    }

    boolean gateway() {
        return group.equals(ResourceKind.GATEWAY.group()) && kind.equals(ResourceKind.GATEWAY.kind());
    }

    /** Whether the route names this listener, rather than whichever suit it. */
    boolean picks() {
        return !section.isEmpty() || port != 0;
    }

    boolean attachesTo(JsonNode listener) {
        return (section.isEmpty() || section.equals(listener.path("name").asText()))
                && (port == 0 || port == listener.path("port").asInt());
    }

    String show(String routeNamespace) {
        return kind + " "
                + (namespace.equals(routeNamespace) ? "" : namespace + "/")
                + name
                + (section.isEmpty() ? "" : " listener " + section)
                + (port == 0 ? "" : " port " + port);
    }
}
