package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.PlainText;
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
    private static final int WORDS_LIMIT = 256;

    private Unpausing() {}

    /** The object as it is now, if it still has this UID and template. */
    static Optional<Resource> unchanged(Optional<Resource> live, String uid, String templateIdentity) {
        return live.filter(now -> now.uid().equals(uid))
                .filter(now ->
                        PodTemplate.of(now.at("/spec/template")).identity().equals(templateIdentity));
    }

    /**
     * Clears the field.
     *
     * @param live the object as it was just read
     */
    static Written release(KubernetesClient client, Resource live) {
        return write(client, live, sameAs(live).add(cleared()));
    }

    /**
     * Clears the field of what is paused, and removes members. What is not paused stays as it is, because somebody may pause
     * it meanwhile.
     *
     * @param live the object as it was just read
     * @param removed JSON Pointers of members that exist
     */
    static Written letGo(KubernetesClient client, Resource live, List<String> removed) {
        ArrayNode patch = sameAs(live);
        if (live.at("/spec/paused").asBoolean()) {
            patch.add(cleared());
        }
        removed.forEach(pointer -> patch.add(operation("remove", pointer)));
        return write(client, live, patch);
    }

    private static ArrayNode sameAs(Resource live) {
        return MAPPER.createArrayNode()
                .add(operation("test", "/metadata/uid").put("value", live.uid()))
                .add(operation("test", "/spec/template").set("value", live.at("/spec/template")));
    }

    private static ObjectNode cleared() {
        return operation("add", "/spec/paused").put("value", false);
    }

    private static Written write(KubernetesClient client, Resource live, ArrayNode patch) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(Deployments.MANAGER)
                .build();
        try {
            GenericKubernetesResource answer =
                    Deployments.of(client, live.namespace(), live.name()).patch(context, patch.toString());
            return answer == null ? new Written.Overtaken() : new Written.Stored(Deployments.json(answer));
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case 404, 409 -> new Written.Overtaken();
                case 403, 422 -> refusedOrOvertaken(client, live, e);
                default -> throw e;
            };
        }
    }

    /** A test that failed and a policy that refuses answer alike; only another look tells them apart. */
    private static Written refusedOrOvertaken(KubernetesClient client, Resource live, KubernetesClientException e) {
        boolean same = Deployments.get(client, live.namespace(), live.name())
                .filter(now -> now.uid().equals(live.uid()))
                .filter(now -> now.at("/spec/template").equals(live.at("/spec/template")))
                .isPresent();
        return same ? new Written.Refused(words(e)) : new Written.Overtaken();
    }

    /** What the API server said, cut. */
    static String words(KubernetesClientException e) {
        String said = Optional.ofNullable(e.getStatus())
                .map(status -> status.getMessage())
                .orElse("");
        return PlainText.of(said.isEmpty() ? "code " + e.getCode() : said, WORDS_LIMIT);
    }

    private static ObjectNode operation(String op, String path) {
        return MAPPER.createObjectNode().put("op", op).put("path", path);
    }

    /** What became of the write. */
    sealed interface Written {
        /** It went through; what the server stored. */
        record Stored(ObjectNode json) implements Written {}

        /** The object is gone, or another by now. */
        record Overtaken() implements Written {}

        /** The object is the same, and somebody does not let it go; in the words of the API server, cut. */
        record Refused(String words) implements Written {}
    }
}
