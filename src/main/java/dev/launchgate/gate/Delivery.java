package dev.launchgate.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.Optional;
import java.util.Set;

/** How far an engine that steers the pods is with the wanted template: pods that it still judges have not taken over. */
public enum Delivery {
    /** No engine steers them, or it says that it runs nothing but this template: then the pods tell. */
    ByItself,
    /** An engine has not taken the template over, or says nothing of it. */
    UnderWay,
    /** An engine has taken it over. */
    Finished;

    /** What Flagger puts behind the names of what it copies. */
    public static final String PRIMARY = "-primary";

    private static final String FLAGGER_ID = "flagger-id";
    private static final Set<String> TAKEN_OVER = Set.of("Succeeded", "Initialized");

    /** What the target says of itself: a Rollout that its present template is the stable one. */
    static Delivery of(Resource target) {
        if (!target.kind().equals(ResourceKind.ROLLOUT)) {
            return ByItself;
        }
        String current = target.text("/status/currentPodHash");
        return !current.isEmpty() && current.equals(target.text("/status/stableRS")) ? ByItself : UnderWay;
    }

    /**
     * Of a Canary of Flagger. Its phase says nothing of a template that came a moment ago; what the primary runs does.
     *
     * @param target the Deployment that it watches
     * @param primary the Deployment that serves, which Flagger makes and keeps
     */
    public static Delivery of(Resource canary, Resource target, Optional<Resource> primary) {
        boolean runs = primary.filter(serving -> like(serving).equals(like(target)))
                .filter(serving ->
                        serving.text("/status/observedGeneration").equals(Long.toString(serving.generation())))
                .isPresent();
        return runs && TAKEN_OVER.contains(canary.text("/status/phase")) ? Finished : UnderWay;
    }

    /** The template without what tells the copy from the original. */
    private static JsonNode like(Resource deployment) {
        JsonNode template = deployment.at("/spec/template").deepCopy();
        if (template.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove(FLAGGER_ID);
            if (annotations.isEmpty()) {
                ((ObjectNode) template.path("metadata")).remove("annotations");
            }
        }
        return withoutSuffix(template);
    }

    private static JsonNode withoutSuffix(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText();
            return text.endsWith(PRIMARY)
                    ? TextNode.valueOf(text.substring(0, text.length() - PRIMARY.length()))
                    : node;
        }
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> all.add(withoutSuffix(element)));
            return all;
        }
        if (node.isObject()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> all.set(member.getKey(), withoutSuffix(member.getValue())));
            return all;
        }
        return node;
    }
}
