package dev.launchgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.e2e.FaultProxy.Asked;

/**
 * A write of an operator that the API server took.
 *
 * @param operator which of several processes made it
 * @param body what was sent
 * @param stored what the server answered: the object as it is from now on
 */
record Write(String operator, Asked asked, JsonNode body, JsonNode stored) {
    /** One count for all objects of a cluster, so that writes of different processes have an order. */
    long resourceVersion() {
        return stored.at("/metadata/resourceVersion").asLong();
    }

    String namespace() {
        return stored.at("/metadata/namespace").asText();
    }

    String uid() {
        return stored.at("/metadata/uid").asText();
    }

    String label() {
        return "%s of %s/%s at %d by %s"
                .formatted(
                        asked.method(), namespace(), stored.at("/metadata/name").asText(), resourceVersion(), operator);
    }
}
