package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;

/**
 * The one write that clears {@code spec.paused}: a JSON Patch that tests UID and template as they were read live, so that it
 * fails when anything else stands there by then.
 */
final class Unpausing {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Unpausing() {}

    /** The object as it is now, if it still has this UID and template. */
    static Optional<Resource> unchanged(Optional<Resource> live, String uid, String templateIdentity) {
        return live.filter(now -> now.uid().equals(uid))
                .filter(now ->
                        PodTemplate.of(now.at("/spec/template")).identity().equals(templateIdentity));
    }

    /**
     * Clears the field, and removes these members where there are any.
     *
     * @param live the object as it was just read
     * @param removed JSON Pointers of members that exist
     * @return what the server stored; empty when the object is another by now
     */
    static Optional<ObjectNode> write(KubernetesClient client, Resource live, List<String> removed) {
        ArrayNode patch = MAPPER.createArrayNode()
                .add(operation("test", "/metadata/uid").put("value", live.uid()))
                .add(operation("test", "/spec/template").set("value", live.at("/spec/template")))
                .add(operation("add", "/spec/paused").put("value", false));
        removed.forEach(pointer -> patch.add(operation("remove", pointer)));
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(Deployments.MANAGER)
                .build();
        try {
            GenericKubernetesResource answer =
                    Deployments.of(client, live.namespace(), live.name()).patch(context, patch.toString());
            return Optional.ofNullable(answer).map(Deployments::json);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 422 || e.getCode() == 404 || e.getCode() == 409) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ObjectNode operation(String op, String path) {
        return MAPPER.createObjectNode().put("op", op).put("path", path);
    }
}
