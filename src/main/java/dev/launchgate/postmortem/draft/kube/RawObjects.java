package dev.launchgate.postmortem.draft.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** How objects are addressed that are read and written as they are stored. */
final class RawObjects {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RawObjects() {}

    static ResourceDefinitionContext context(ResourceKind kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.namespaced())
                .build();
    }

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
