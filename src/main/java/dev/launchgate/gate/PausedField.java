package dev.launchgate.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns {@code spec.paused}, read from {@code metadata.managedFields}. The cache drops managed fields, so the owners are
 * kept in a member of our own beside the object.
 */
public final class PausedField {
    /** Field manager of everything that the gate applies. */
    public static final String MANAGER = "launchgate";
    /** Field manager of the annotations that tell people about the gate. */
    public static final String NOTES_MANAGER = "launchgate-notes";

    private static final String OWNERS = "launchgate.dev/pausedAppliedBy";
    private static final Set<String> CONTROLLERS = Set.of(MANAGER, NOTES_MANAGER, "kube-controller-manager");

    private PausedField() {}

    /** Notes in a cached object who applied {@code spec.paused}, before its managed fields are dropped. */
    public static void keepOwners(ObjectNode deployment) {
        ArrayNode owners = deployment.putArray(OWNERS);
        Resource.elements(deployment.at("/metadata/managedFields"))
                .filter(PausedField::ownsPaused)
                .filter(entry -> "Apply".equals(entry.path("operation").asText()))
                .forEach(entry -> owners.add(entry.path("manager").asText()));
    }

    static boolean appliedByUs(Resource deployment) {
        JsonNode kept = deployment.json().path(OWNERS);
        if (kept.isArray()) {
            return Resource.elements(kept).anyMatch(owner -> MANAGER.equals(owner.asText()));
        }
        return Resource.elements(deployment.at("/metadata/managedFields"))
                .anyMatch(entry -> ownsPaused(entry)
                        && MANAGER.equals(entry.path("manager").asText())
                        && "Apply".equals(entry.path("operation").asText()));
    }

    /** Managers other than ours that own the field of a live object: those that a conflict is with. */
    public static List<String> otherOwners(Resource live) {
        return Resource.elements(live.at("/metadata/managedFields"))
                .filter(PausedField::ownsPaused)
                .map(entry -> entry.path("manager").asText())
                .filter(manager -> !CONTROLLERS.contains(manager))
                .distinct()
                .toList();
    }

    /**
     * The manager that wrote a live object last, ours and the controllers aside: the best evidence of who cleared the
     * field, since a field that is gone has no owner.
     */
    public static Optional<String> lastWriter(Resource live) {
        return Resource.elements(live.at("/metadata/managedFields"))
                .filter(entry -> !CONTROLLERS.contains(entry.path("manager").asText()))
                .filter(entry -> entry.path("subresource").asText("").isEmpty())
                .max(Comparator.comparing(entry -> entry.path("time").asText("")))
                .map(entry -> entry.path("manager").asText());
    }

    private static boolean ownsPaused(JsonNode entry) {
        return entry.path("fieldsV1").path("f:spec").has("f:paused");
    }
}
