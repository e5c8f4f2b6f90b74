package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses that a controller wrote to the status of a Service, Ingress or Gateway. */
final class StatusAddresses {
    /** More are not followed, or whoever may write a status would decide how much is probed. */
    private static final int MOST = 16;

    private StatusAddresses() {}

    /** In their order; literal addresses and host names, of which the text is proven. */
    static Reference<List<String>> of(Resource object) {
        if (object.kind().equals(ResourceKind.GATEWAY)) {
            Optional<Judgement> outdated = ObservedGeneration.outdated(object, object.condition("Programmed"));
            return outdated.<Reference<List<String>>>map(Unresolved::new)
                    .orElseGet(() -> read(object, "/status/addresses"));
        }
        return read(object, "/status/loadBalancer/ingress");
    }

    private static Reference<List<String>> read(Resource object, String pointer) {
        List<String> addresses = new ArrayList<>();
        int position = 0;
        for (JsonNode entry : object.at(pointer)) {
            position++;
            String address = text(entry);
            if (!address.isEmpty() && !HostNames.validOrAddress(address)) {
                return malformed(object, position);
            }
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return addresses.size() > MOST ? tooMany(object, addresses.size()) : new Resolved<>(List.copyOf(addresses));
    }

    /** Service and Ingress say ip or hostname; a Gateway says value and type, of which only these two can be reached. */
    private static String text(JsonNode entry) {
        String type = entry.path("type").asText("IPAddress");
        if (entry.has("value")) {
            return type.equals("IPAddress") || type.equals("Hostname")
                    ? entry.path("value").asText()
                    : "";
        }
        String address = entry.path("ip").asText("");
        return address.isEmpty() ? entry.path("hostname").asText("") : address;
    }

    private static Reference<List<String>> malformed(Resource object, int position) {
        return new Unresolved<>(Judgement.unknown(
                Reason.DataMalformed,
                "%s: not an address (entry %d of its status)".formatted(object.label(), position)));
    }

    private static Reference<List<String>> tooMany(Resource object, int count) {
        return new Unresolved<>(Judgement.unknown(
                Reason.DataTooLarge,
                "%s: expected at most %d addresses in its status, saw %d".formatted(object.label(), MOST, count)));
    }
}
