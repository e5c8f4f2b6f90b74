package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that changes the number of replicas of a workload.
 *
 * @param floor how far down it may go
 * @param field where that is said
 */
record Autoscaler(Resource object, int floor, String field) {
    private static final String PAUSED = "autoscaling.keda.sh/paused";
    private static final String PAUSED_AT = "autoscaling.keda.sh/paused-replicas";

    /** The autoscalers of a workload, those of KEDA first; when they could not be read, that is a part of its own. */
    static Optional<List<Autoscaler>> of(Resource scaled, Facts facts, Parts parts) {
        Optional<List<Resource>> objects = installed(ResourceKind.SCALED_OBJECT, facts, parts);
        Optional<List<Resource>> plain = installed(ResourceKind.HORIZONTAL_POD_AUTOSCALER, facts, parts);
        return objects.flatMap(keda -> plain.map(hpas -> Stream.concat(
                        keda.stream()
                                .filter(object -> steers(object, "Deployment", "apps/v1", scaled))
                                .map(object -> keda(object, scaled)),
                        hpas.stream()
                                .filter(object -> steers(object, "", "", scaled))
                                .map(object -> new Autoscaler(
                                        object, object.at("/spec/minReplicas").asInt(1), "minReplicas")))
                .toList()));
    }

    /** A kind that is not installed has no objects: the item does not ask for an autoscaler. */
    private static Optional<List<Resource>> installed(ResourceKind kind, Facts facts, Parts parts) {
        Lookup.Listing listing = facts.objects(kind, facts.namespace(), Map.of());
        return listing instanceof Lookup.Unreadable unreadable
                        && unreadable.obstacle().reason() == Reason.KindNotInstalled
                ? Optional.of(List.of())
                : parts.listed(listing);
    }

    /** The version does not matter, the group does. */
    private static boolean steers(Resource object, String defaultKind, String defaultVersion, Resource scaled) {
        JsonNode reference = object.at("/spec/scaleTargetRef");
        String apiVersion = reference.path("apiVersion").asText(defaultVersion);
        String group = apiVersion.substring(0, Math.max(apiVersion.indexOf('/'), 0));
        return reference.path("name").asText().equals(scaled.name())
                && reference
                        .path("kind")
                        .asText(defaultKind)
                        .equals(scaled.kind().kind())
                && group.equals(scaled.kind().group());
    }

    /** Unlike a HorizontalPodAutoscaler, KEDA goes down to nothing unless it is told not to. */
    private static Autoscaler keda(Resource object, Resource scaled) {
        int least = object.at("/spec/minReplicaCount").asInt(0);
        int idle = object.at("/spec/idleReplicaCount").asInt(least);
        Map<String, String> annotations = object.annotations();
        String pausedAt = annotations.getOrDefault(PAUSED_AT, "");
        if (Numbers.within(pausedAt, 0, Integer.MAX_VALUE)) {
            return new Autoscaler(object, Integer.parseInt(pausedAt), "annotation " + PAUSED_AT);
        }
        int replicas = scaled.at("/spec/replicas").asInt(1);
        if (annotations.getOrDefault(PAUSED, "").equals("true") && replicas < Math.min(least, idle)) {
            return new Autoscaler(object, replicas, "spec.replicas, since it is paused");
        }
        return idle < least
                ? new Autoscaler(object, idle, "idleReplicaCount")
                : new Autoscaler(object, least, "minReplicaCount");
    }
}
