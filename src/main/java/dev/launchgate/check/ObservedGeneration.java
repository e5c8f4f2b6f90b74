package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.Optional;

/** Whether what a controller says is about the present spec of its object. */
final class ObservedGeneration {
    private ObservedGeneration() {}

    /** Unknown unless the condition is there and was made for the present generation. */
    static Optional<Judgement> outdated(Resource object, Optional<JsonNode> condition) {
        long seen = condition
                .map(present -> present.path("observedGeneration").asLong())
                .orElse(0L);
        return seen == object.generation()
                ? Optional.empty()
                : Optional.of(Judgement.unknown(
                        Reason.StatusOutdated,
                        "%s: status is for generation %d, spec is %d; its controller has not looked yet"
                                .formatted(object.label(), seen, object.generation())));
    }
}
