package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Server-side apply of a few fields of an existing Deployment. */
final class Apply {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Apply() {}

    /** What an apply must say to mean exactly this object and never create another. */
    static ObjectNode identity(Resource live) {
        ObjectNode applied =
                MAPPER.createObjectNode().put("apiVersion", "apps/v1").put("kind", "Deployment");
        applied.withObject("/metadata")
                .put("name", live.name())
                .put("namespace", live.namespace())
                .put("uid", live.uid());
        return applied;
    }

    static PatchContext context(String manager, boolean force) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force)
                .build();
    }
}
