package dev.launchgate.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pod templates of tests, told apart by the tag of their one image. */
public final class Templates {
    private static final Map<String, PodTemplate> KNOWN = new ConcurrentHashMap<>();

    private Templates() {}

    /** A template whose revision is called {@code tag}. */
    public static PodTemplate template(String tag) {
        return KNOWN.computeIfAbsent(tag, key -> PodTemplate.of(json(key)));
    }

    /** The same template after {@code kubectl rollout restart}. */
    public static PodTemplate restarted(String tag, String at) {
        return KNOWN.computeIfAbsent(tag + "@" + at, key -> PodTemplate.of(restartedJson(tag, at)));
    }

    public static ObjectNode json(String tag) {
        return (ObjectNode) Serialization.unmarshal("""
                metadata:
                  labels: {app: ml-scoring, app.kubernetes.io/version: %s}
                spec:
                  containers: [{name: app, image: "registry.example.com/ml/scoring:%s"}]
                """.formatted(tag, tag), JsonNode.class);
    }

    public static ObjectNode restartedJson(String tag, String at) {
        ObjectNode json = json(tag);
        json.withObject("/metadata/annotations").put("kubectl.kubernetes.io/restartedAt", at);
        return json;
    }
}
