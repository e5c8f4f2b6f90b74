package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.DataWriters;
import dev.launchgate.cluster.Resource;
import dev.launchgate.probe.ProbeAnswer.DataWriter;
import dev.launchgate.probe.ProbeAnswer.Owner;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object that a pod template refers to. Values are known of ConfigMaps only, and never printed.
 *
 * @param texts keys that can become variables
 * @param binary further keys, which can become files only
 * @param values of the texts; empty for a Secret
 */
record ReferencedObject(
        Set<String> texts,
        Set<String> binary,
        Map<String, String> values,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Owner> owners,
        List<DataWriter> writers) {

    static ReferencedObject of(Resource resource) {
        Map<String, String> values = Resource.strings(resource.at("/data"));
        return new ReferencedObject(
                values.keySet(),
                keys(resource.at("/binaryData")),
                values,
                resource.labels(),
                resource.annotations(),
                resource.elements("/metadata/ownerReferences")
                        .map(owner -> new Owner(
                                owner.path("apiVersion").asText(),
                                owner.path("kind").asText(),
                                owner.path("name").asText()))
                        .toList(),
                DataWriters.kept(resource));
    }

    static ReferencedObject of(SecretSeen secret) {
        return new ReferencedObject(
                secret.keys(),
                Set.of(),
                Map.of(),
                secret.labels(),
                secret.annotations(),
                secret.owners(),
                secret.writers());
    }

    boolean has(String key, boolean text) {
        return texts.contains(key) || !text && binary.contains(key);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new HashSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return Set.copyOf(keys);
    }

    @Override
    public String toString() {
        return "ReferencedObject[redacted]";
    }
}
