package dev.launchgate.postmortem.draft.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.cluster.ResourceKind;

/** Requests that the client has no method for: paths, and what they answer. */
final class RawObjects {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RawObjects() {}

    /** Path of the objects of a kind in a namespace. */
    static String path(ResourceKind kind, String namespace) {
        String root = kind.group().isEmpty() ? "/api/" : "/apis/";
        return root + kind.apiVersion() + "/namespaces/" + namespace + "/" + kind.plural();
    }

    /** Reads what a raw request answered. */
    static JsonNode read(String answer) {
        try {
            return MAPPER.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API server answered what is no JSON", e);
        }
    }
}
