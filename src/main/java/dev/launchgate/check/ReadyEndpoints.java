package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the ready endpoints in the EndpointSlices of one Service. */
final class ReadyEndpoints {
    private ReadyEndpoints() {}

    /** Endpoints that answer on a port of the Service, by its name, empty for a port without one. */
    static int of(List<Resource> slices, String port) {
        return count(slices.stream()
                .filter(slice -> slice.elements("/ports")
                        .anyMatch(has -> has.path("name").asText("").equals(port)))
                .toList());
    }

    /** Endpoints of a Service that has no ports. */
    static int of(List<Resource> slices) {
        return count(slices);
    }

    /** Each address once; a pod with an IPv4 and an IPv6 address stands in slices of both families, so the larger counts. */
    private static int count(List<Resource> slices) {
        Map<String, Set<String>> families = new HashMap<>();
        slices.forEach(slice -> slice.elements("/endpoints")
                .filter(ReadyEndpoints::ready)
                .forEach(endpoint -> families.computeIfAbsent(slice.text("/addressType"), family -> new HashSet<>())
                        .add(endpoint.path("addresses").path(0).asText())));
        return families.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    /** Unset readiness counts as ready, as the API says consumers should take it. */
    private static boolean ready(JsonNode endpoint) {
        JsonNode conditions = endpoint.path("conditions");
        return conditions.path("ready").asBoolean(true)
                && !conditions.path("terminating").asBoolean(false);
    }
}
