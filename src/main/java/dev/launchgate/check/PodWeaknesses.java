package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What in a pod template itself stands in the way of a second replica. */
final class PodWeaknesses {
    private static final Set<String> SHARED = Set.of("ReadWriteMany", "ReadOnlyMany");

    private PodWeaknesses() {}

    /** Claims that several nodes cannot attach at once. */
    static void claims(PodTemplate template, Facts facts, Parts parts) {
        TreeSet<String> names = new TreeSet<>();
        Resource.elements(template.json().at("/spec/volumes"))
                .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText(""))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.forEach(name -> parts.found(facts.object(ResourceKind.PERSISTENT_VOLUME_CLAIM, name))
                .ifPresent(claim -> claim(claim, parts)));
    }

    /** What the volume can counts more than what was asked for, once there is one. */
    private static void claim(Resource claim, Parts parts) {
        List<String> bound = claim.texts("/status/accessModes");
        List<String> modes = bound.isEmpty() ? claim.texts("/spec/accessModes") : bound;
        if (modes.stream().noneMatch(SHARED::contains)) {
            parts.add(Judgement.fail(
                    Reason.SingleAttachVolume,
                    "%s: expected access mode ReadWriteMany or ReadOnlyMany, since several replicas mount it, saw %s;"
                                    .formatted(claim.label(), modes.isEmpty() ? "none" : Wording.list(modes))
                            + " share it, or give each replica its own"));
        }
    }

    /** Containers with a port get requests as soon as they start, unless a probe says when they can answer. */
    static void readiness(PodTemplate template, Parts parts) {
        List<String> without = ContainerPorts.lasting(template)
                .filter(container -> !container.path("ports").isEmpty())
                .filter(container -> !container.path("readinessProbe").isObject())
                .map(container -> container.path("name"))
                .map(JsonNode::asText)
                .toList();
        if (!without.isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.ReadinessProbeMissing,
                    "container %s: a port and no readinessProbe; add one".formatted(Wording.list(without))));
        }
    }
}
