package dev.launchgate.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * What a cache keeps of the pod template of a ReplicaSet: names of the revision, images, and what the template refers to, as
 * the template spells it. Values of settings are left out.
 */
final class TemplateEssence {
    /** Set where a template refers to more than is kept. */
    static final String CUT = "referencesCut";

    private static final int LARGEST = 64 * 1024;
    private static final Set<String> CONTAINER = Set.of("name", "env", "envFrom");
    private static final Set<String> VARIABLE = Set.of("name", "valueFrom");
    private static final List<String> OBJECTS = List.of("configMapKeyRef", "secretKeyRef");
    /** Sources of a volume that name no object. */
    private static final Set<String> NAMELESS = Set.of(
            "emptyDir", "hostPath", "downwardAPI", "ephemeral", "image", "gitRepo", "nfs", "awsElasticBlockStore");

    private TemplateEssence() {}

    /** @param revisionKeys labels and annotations that name the revision */
    static ObjectNode of(PodTemplate template, List<String> revisionKeys) {
        ObjectNode essence = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = essence.putObject("metadata");
        for (String field : List.of("labels", "annotations")) {
            if (template.json().at("/metadata/" + field) instanceof ObjectNode entries) {
                metadata.set(field, entries.deepCopy().retain(revisionKeys));
            }
        }
        ObjectNode references = references(template.json().path("spec"));
        boolean cut = references.toString().length() > LARGEST;
        if (cut) {
            essence.put(CUT, true);
        }
        ObjectNode spec = essence.putObject("spec");
        ArrayNode containers = spec.putArray("containers");
        List<String> images = template.images();
        for (int i = 0; i < images.size(); i++) {
            ObjectNode container = containers.addObject().put("image", images.get(i));
            if (!cut && references.at("/containers/" + i) instanceof ObjectNode names) {
                container.setAll(names);
            }
        }
        if (!cut) {
            references.remove("containers");
            spec.setAll(references);
        }
        return essence;
    }

    private static ObjectNode references(JsonNode spec) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        ArrayNode containers = kept.putArray("containers");
        Resource.elements(spec.path("containers")).forEach(container -> containers.add(container(container)));
        ArrayNode initial = JsonNodeFactory.instance.arrayNode();
        Resource.elements(spec.path("initContainers"))
                .map(TemplateEssence::container)
                .filter(container -> !container.isEmpty())
                .forEach(initial::add);
        ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
        Resource.elements(spec.path("volumes"))
                .filter(volume -> volume.properties().stream().noneMatch(source -> NAMELESS.contains(source.getKey())))
                .forEach(volumes::add);
        set(kept, "initContainers", initial);
        set(kept, "volumes", volumes);
        set(kept, "imagePullSecrets", spec.path("imagePullSecrets"));
        if (spec.path("serviceAccountName").isTextual()) {
            kept.set("serviceAccountName", spec.path("serviceAccountName"));
        }
        return kept;
    }

    /** Empty for a container that refers to nothing. */
    private static ObjectNode container(JsonNode container) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        ArrayNode variables = JsonNodeFactory.instance.arrayNode();
        Resource.elements(container.path("env"))
                .filter(variable -> OBJECTS.stream()
                        .anyMatch(object -> variable.path("valueFrom").has(object)))
                .forEach(variable ->
                        variables.add(((ObjectNode) variable).deepCopy().retain(VARIABLE)));
        set(kept, "env", variables);
        set(kept, "envFrom", container.path("envFrom"));
        if (!kept.isEmpty()) {
            kept.set("name", container.path("name"));
        }
        return kept.retain(CONTAINER);
    }

    private static void set(ObjectNode parent, String member, JsonNode array) {
        if (array.isArray() && !array.isEmpty()) {
            parent.set(member, array);
        }
    }
}
