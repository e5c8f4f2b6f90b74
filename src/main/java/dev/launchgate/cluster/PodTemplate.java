package dev.launchgate.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.launchgate.status.PlainText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A pod template as stored, unknown fields kept. It is what identifies a revision: never the generation, never the
 * revision annotation, which moves while nothing runs.
 *
 * @param json {@code spec.template} of a live object
 * @param hash SHA-256 of the canonical template, hex, 64 digits: without the label {@code pod-template-hash}
 * @param identity the same without the annotation that {@code kubectl rollout restart} sets: equal for a mere restart
 */
public record PodTemplate(JsonNode json, String hash, String identity) {
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
    /** By this label a Deployment tells its ReplicaSets and their pods apart. */
    public static final String POD_TEMPLATE_HASH = "pod-template-hash";
    /** The label by which Argo Rollouts tells its ReplicaSets apart. */
    public static final String ROLLOUT_TEMPLATE_HASH = "rollouts-pod-template-hash";

    private static final List<String> REVISION_KEYS = List.of("launchgate.dev/revision", "app.kubernetes.io/version");
    private static final int REVISION_LIMIT = 128;
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    /** Where {@link #keepDigest} leaves what identifies the template of a cached ReplicaSet. */
    public static final String DIGEST_POINTER = "/templateDigest";

    private static final String DIGEST = "templateDigest";

    /** Notes in a ReplicaSet what identifies its template, so that a cache need not keep the template itself. */
    public static void keepDigest(ObjectNode replicaSet) {
        PodTemplate template = ofSet(replicaSet);
        ObjectNode digest = replicaSet.putObject(DIGEST);
        digest.put("hash", template.hash()).put("identity", template.identity());
        digest.set("template", TemplateEssence.of(template, REVISION_KEYS));
    }

    /**
     * The template of a ReplicaSet. Of a cached one only hashes, images, revision and references are known: enough to tell it
     * apart, to name it, and to say whether it could run.
     */
    public static PodTemplate ofReplicaSet(Resource replicaSet) {
        JsonNode digest = replicaSet.json().path(DIGEST);
        return digest.isMissingNode()
                ? ofSet(replicaSet.json())
                : new PodTemplate(
                        digest.path("template"),
                        digest.path("hash").asText(),
                        digest.path("identity").asText());
    }

    /** Only in what a Rollout made the label is the engine's; anywhere else it is somebody's, and counts. */
    private static PodTemplate ofSet(JsonNode replicaSet) {
        JsonNode template = replicaSet.at("/spec/template");
        boolean ofRollout = Resource.elements(replicaSet.at("/metadata/ownerReferences"))
                .anyMatch(owner -> owner.path("controller").asBoolean()
                        && owner.path("kind").asText().equals(ResourceKind.ROLLOUT.kind()));
        return of(ofRollout ? without(template, "labels", ROLLOUT_TEMPLATE_HASH) : template);
    }

    /** Reads {@code spec.template} of a Deployment, ReplicaSet or any object of that shape. */
    public static PodTemplate of(JsonNode template) {
        JsonNode stored = without(template, "labels", POD_TEMPLATE_HASH);
        return new PodTemplate(stored, sha256(stored), sha256(without(stored, "annotations", RESTARTED_AT)));
    }

    /** Whether the template refers to more objects than the cache keeps of it. */
    public boolean referencesCut() {
        return json.path(TemplateEssence.CUT).asBoolean();
    }

    public Map<String, String> labels() {
        return Resource.strings(json.at("/metadata/labels"));
    }

    public Map<String, String> annotations() {
        return Resource.strings(json.at("/metadata/annotations"));
    }

    /** Containers and init containers, init containers last. */
    public Stream<JsonNode> containers() {
        return Stream.concat(
                Resource.elements(json.at("/spec/containers")), Resource.elements(json.at("/spec/initContainers")));
    }

    /** Images of the containers (not of init containers), in order. */
    public List<String> images() {
        return Resource.elements(json.at("/spec/containers"))
                .map(container -> container.path("image").asText())
                .toList();
    }

    /**
     * The revision's name for people: annotation launchgate.dev/revision, else app.kubernetes.io/version as annotation or
     * label. Anybody may write these, so they are bounded here.
     */
    public Optional<String> revision() {
        return REVISION_KEYS.stream()
                .flatMap(key -> Stream.of(annotations().getOrDefault(key, ""), labels().getOrDefault(key, "")))
                .map(value -> PlainText.of(value, REVISION_LIMIT))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The container that is meant where none is named: kubectl's default-container annotation, else the first. */
    public Optional<JsonNode> defaultContainer() {
        String named = annotations().getOrDefault(DEFAULT_CONTAINER, "");
        return Resource.elements(json.at("/spec/containers"))
                .filter(container ->
                        named.isEmpty() || named.equals(container.path("name").asText()))
                .findFirst();
    }

    /** What people call this template: its revision, else the first 12 digits of its identity, as the status shows it. */
    public String displayName() {
        return revision().orElse(identity.substring(0, 12));
    }

    private static JsonNode without(JsonNode template, String field, String key) {
        JsonNode entries = template.path("metadata").path(field);
        if (!entries.has(key)) {
            return template;
        }
        ObjectNode copy = template.deepCopy();
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        ObjectNode kept = (ObjectNode) metadata.path(field);
        kept.remove(key);
        if (kept.isEmpty()) {
            metadata.remove(field);
        }
        return copy;
    }

    private static String sha256(JsonNode node) {
        StringBuilder canonical = new StringBuilder();
        write(node, canonical);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Canonical JSON: members in the order of their names, no white space, null members left out. */
    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            String separator = "{";
            TreeSet<String> names = new TreeSet<>();
            node.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty()) {
                out.append('{');
            }
            for (String name : names) {
                if (node.get(name).isNull()) {
                    continue;
                }
                out.append(separator).append(TextNode.valueOf(name)).append(':');
                write(node.get(name), out);
                separator = ",";
            }
            out.append(separator.equals("{") && !names.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "";
            out.append('[');
            for (JsonNode element : node) {
                out.append(separator);
                write(element, out);
                separator = ",";
            }
            out.append(']');
        } else {
            out.append(node);
        }
    }
}
