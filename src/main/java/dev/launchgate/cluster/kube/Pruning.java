package dev.launchgate.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.DataWriters;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.PausedField;
import java.util.List;
import java.util.Map;

/** Keeps of an object what checks and the gate read; managed fields alone are three quarters of a typical one. */
final class Pruning {
    private static final List<String> METADATA = List.of(
            "name",
            "namespace",
            "uid",
            "generation",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "creationTimestamp",
            "deletionTimestamp");

    /** Members below the root that are kept, by kind; kinds that are not listed keep spec and status whole. */
    private static final Map<ResourceKind, List<String>> KEPT = Map.ofEntries(
            Map.entry(
                    ResourceKind.POD,
                    List.of(
                            "/spec/nodeName",
                            "/spec/containers",
                            "/spec/initContainers",
                            "/spec/hostNetwork",
                            "/status/podIP",
                            "/status/podIPs",
                            "/status/phase",
                            "/status/conditions",
                            "/status/containerStatuses",
                            "/status/initContainerStatuses")),
            Map.entry(ResourceKind.NODE, List.of("/spec/taints", "/spec/unschedulable")),
            Map.entry(ResourceKind.NAMESPACE, List.of()),
            Map.entry(ResourceKind.SERVICE_ACCOUNT, List.of()),
            Map.entry(ResourceKind.SECRET_PROVIDER_CLASS, List.of()),
            Map.entry(ResourceKind.APPLICATION, List.of("/status/sync/status")),
            Map.entry(
                    ResourceKind.KUSTOMIZATION,
                    List.of("/status/observedGeneration", "/status/conditions", "/status/inventory")),
            Map.entry(ResourceKind.HELM_RELEASE, List.of("/status/observedGeneration", "/status/conditions")),
            Map.entry(ResourceKind.LAUNCH_CHECKLIST, List.of("/spec/target")),
            Map.entry(ResourceKind.POSTMORTEM, List.of("/spec/checklists", "/spec/prevention")),
            Map.entry(
                    ResourceKind.REPLICA_SET,
                    List.of(
                            "/spec/replicas",
                            "/status/replicas",
                            "/status/availableReplicas",
                            PodTemplate.DIGEST_POINTER)),
            // what these say of the moment changes all the time, and nobody asks for it
            Map.entry(ResourceKind.HORIZONTAL_POD_AUTOSCALER, List.of("/spec/scaleTargetRef", "/spec/minReplicas")),
            Map.entry(
                    ResourceKind.SCALED_OBJECT,
                    List.of("/spec/scaleTargetRef", "/spec/minReplicaCount", "/spec/idleReplicaCount")),
            Map.entry(
                    ResourceKind.POD_DISRUPTION_BUDGET,
                    List.of("/spec/selector", "/spec/minAvailable", "/spec/maxUnavailable")),
            Map.entry(ResourceKind.PERSISTENT_VOLUME_CLAIM, List.of("/spec/accessModes", "/status/accessModes")),
            Map.entry(ResourceKind.STATEFUL_SET, List.of("/status/observedGeneration", "/status/readyReplicas")));

    private Pruning() {}

    /** Whether objects of this kind are large or many, so that elsewhere only a part of them is kept. */
    static boolean keptInPart(ResourceKind whole) {
        return KEPT.keySet().stream().anyMatch(kind -> kind.whole().equals(whole));
    }

    static ObjectNode prune(ResourceKind kind, ObjectNode live) {
        ObjectNode copy = live.deepCopy();
        if (kind.equals(ResourceKind.DEPLOYMENT)) {
            PausedField.keepOwners(copy);
        }
        if (kind.equals(ResourceKind.CONFIG_MAP)) {
            DataWriters.keep(copy);
        }
        if (kind.equals(ResourceKind.REPLICA_SET)) {
            PodTemplate.keepDigest(copy);
        }
        if (kind.equals(ResourceKind.POD)) {
            keep("name", copy.at("/spec/containers"));
            keep("name", copy.at("/spec/initContainers"));
        }
        if (kind.equals(ResourceKind.PROMETHEUS_RULE)) {
            copy.at("/spec/groups").forEach(group -> keep("alert", group.path("rules")));
        }
        ObjectNode metadata = copy.withObject("/metadata");
        metadata.retain(METADATA);
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        }
        copy.remove(List.of("apiVersion", "kind"));
        List<String> kept = KEPT.get(kind);
        return kept == null ? copy : retain(copy, metadata, kept);
    }

    /**
     * Of the containers of a pod only the names are read: which are there says whether an injector did its work. Of rules
     * only which alerts they are.
     */
    private static void keep(String member, JsonNode elements) {
        elements.forEach(element -> {
            if (element instanceof ObjectNode object) {
                object.retain(member);
            }
        });
    }

    private static ObjectNode retain(ObjectNode whole, ObjectNode metadata, List<String> pointers) {
        ObjectNode kept = whole.objectNode();
        kept.set("metadata", metadata);
        for (String pointer : pointers) {
            JsonNode value = whole.at(pointer);
            if (!value.isMissingNode()) {
                int last = pointer.lastIndexOf('/');
                ObjectNode parent = last == 0 ? kept : kept.withObject(pointer.substring(0, last));
                parent.set(pointer.substring(last + 1), value);
            }
        }
        return kept;
    }
}
