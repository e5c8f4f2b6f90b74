package dev.launchgate.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The Deployment controller of Kubernetes as far as the gate depends on it, one step at a time: no new ReplicaSet while
 * paused, scaling of what is active (the newest when nothing is), removal of old ReplicaSets once the new one is saturated
 * even while paused, rolling updates with one pod more and none less.
 */
final class ModelController {
    private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";

    private final GateWorld world;
    /** Told the template of every ReplicaSet that gets its first pods. */
    private final Consumer<PodTemplate> starts;

    private final Set<String> broken = new HashSet<>();
    private int names;

    ModelController(GateWorld world, Consumer<PodTemplate> starts) {
        this.world = world;
        this.starts = starts;
    }

    /** Pods of this template never become available. */
    void breaks(PodTemplate template) {
        broken.add(template.identity());
    }

    /** Runs until nothing changes any more, at most as long as a rollout can take. */
    void settle() {
        for (int i = 0; i < 100 && step(); i++) {
            // one step after the other
        }
    }

    /** One sync of the controllers; whether it changed anything. */
    boolean step() {
        boolean podsChanged = pods();
        int wanted = world.deployment().at("/spec/replicas").asInt();
        Optional<ObjectNode> current = current();
        boolean scaled = owned().stream()
                .filter(set -> replicas(set) > 0)
                .anyMatch(set -> set.at("/metadata/annotations").path(DESIRED).asInt() != wanted);
        boolean changed = world.paused() || scaled ? scale(current, wanted) : roll(current, wanted);
        if (changed) {
            world.condition("ReplicaSetUpdated");
        }
        return podsChanged || changed;
    }

    // ---- scaling: while paused, and after a change of size ----

    private boolean scale(Optional<ObjectNode> current, int wanted) {
        List<ObjectNode> active =
                owned().stream().filter(set -> replicas(set) > 0).toList();
        if (active.size() <= 1) {
            Optional<ObjectNode> only =
                    active.stream().findFirst().or(() -> current).or(this::newest);
            return only.map(set -> resize(set, wanted, wanted)).orElse(false);
        }
        if (current.filter(set -> saturated(set, wanted)).isPresent()) {
            return active.stream()
                    .filter(set -> set != current.get())
                    .map(set -> resize(set, 0, wanted))
                    .reduce(false, Boolean::logicalOr);
        }
        int total = active.stream().mapToInt(ModelController::replicas).sum();
        int allowed = wanted == 0 ? 0 : wanted + 1;
        boolean changed = false;
        int left = allowed - total;
        for (ObjectNode set : active) {
            int was = set.at("/metadata/annotations").path(DESIRED).asInt();
            int share = was == wanted ? 0 : Math.max(-replicas(set), left);
            left -= share;
            changed |= resize(set, replicas(set) + share, wanted);
        }
        return changed;
    }

    private boolean saturated(ObjectNode set, int wanted) {
        return replicas(set) == wanted
                && set.at("/metadata/annotations").path(DESIRED).asInt() == wanted
                && available(set) == wanted;
    }

    private Optional<ObjectNode> newest() {
        return owned().stream().max(Comparator.comparing(ModelController::created));
    }

    // ---- rolling update: at most one pod more, none less ----

    private boolean roll(Optional<ObjectNode> current, int wanted) {
        if (current.isEmpty()) {
            ObjectNode set = create();
            world.add(set);
            resize(set, Math.min(wanted, Math.max(0, wanted + 1 - total())), wanted);
            return true;
        }
        ObjectNode set = current.get();
        int room = wanted + 1 - total();
        int grown = Math.min(wanted, replicas(set) + Math.max(0, room));
        if (grown != replicas(set)) {
            return resize(set, grown, wanted);
        }
        int spare = owned().stream().mapToInt(ModelController::available).sum() - wanted;
        for (ObjectNode old : owned()) {
            if (old == set || replicas(old) == 0) {
                continue;
            }
            int unavailable = replicas(old) - available(old);
            int less = unavailable > 0 ? unavailable : Math.min(replicas(old), Math.max(0, spare));
            if (less > 0) {
                return resize(old, replicas(old) - less, wanted);
            }
        }
        return false;
    }

    private int total() {
        return owned().stream().mapToInt(ModelController::replicas).sum();
    }

    /** The ReplicaSet of exactly the wanted template, the oldest of several. */
    private Optional<ObjectNode> current() {
        String wanted = world.template().hash();
        return owned().stream()
                .filter(set -> template(set).hash().equals(wanted))
                .min(Comparator.comparing(ModelController::created));
    }

    private List<ObjectNode> owned() {
        return world.replicaSets().stream()
                .map(Resource::json)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private ObjectNode create() {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = set.putObject("metadata");
        metadata.put("name", "ml-scoring-" + names++)
                .put("namespace", "ml")
                .put("uid", "set-uid-" + names)
                .put("creationTimestamp", world.createdAt());
        metadata.putObject("annotations");
        metadata.putArray("ownerReferences").addObject().put("uid", world.uid()).put("controller", true);
        ObjectNode template = world.deployment().at("/spec/template").deepCopy();
        template.withObject("/metadata/labels").put("pod-template-hash", "hash-" + names);
        set.putObject("spec").put("replicas", 0).set("template", template);
        set.putObject("status").put("replicas", 0).put("availableReplicas", 0);
        PodTemplate.keepDigest(set);
        return set;
    }

    private boolean resize(ObjectNode set, int replicas, int desired) {
        boolean changed = replicas(set) != replicas
                || set.at("/metadata/annotations").path(DESIRED).asInt(-1) != desired;
        if (replicas(set) == 0 && replicas > 0) {
            starts.accept(template(set));
        }
        set.withObject("/spec").put("replicas", replicas);
        set.withObject("/metadata/annotations").put(DESIRED, desired);
        return changed;
    }

    /** The ReplicaSet controller and the kubelets: pods appear, and in the step after serve. */
    private boolean pods() {
        boolean changed = false;
        for (ObjectNode set : owned()) {
            ObjectNode status = set.withObject("/status");
            boolean breaks = broken.contains(template(set).identity());
            int available = breaks ? 0 : Math.min(status.path("replicas").asInt(), replicas(set));
            changed |= available != available(set) || status.path("replicas").asInt() != replicas(set);
            status.put("availableReplicas", available).put("replicas", replicas(set));
        }
        return changed;
    }

    private static PodTemplate template(ObjectNode set) {
        return PodTemplate.ofReplicaSet(new Resource(ResourceKind.REPLICA_SET, set));
    }

    private static int replicas(JsonNode set) {
        return set.at("/spec/replicas").asInt();
    }

    private static int available(JsonNode set) {
        return set.at("/status/availableReplicas").asInt();
    }

    private static String created(JsonNode set) {
        return set.at("/metadata/creationTimestamp").asText();
    }
}
