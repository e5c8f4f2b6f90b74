package dev.launchgate.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Deployment and its ReplicaSets as they are.
 *
 * @param paused {@code spec.paused}
 * @param ownsPaused whether our field manager applied {@code spec.paused}, so that a manifest that drops it cannot resume
 * @param template the pod template that is wanted
 * @param replicas wanted replicas
 * @param sets ReplicaSets owned by UID
 * @param progressDeadlineExceeded the controller gave up waiting for progress
 * @param progressDeadlineSeconds how long it waits
 * @param delivery what an engine that steers it says of the wanted template
 */
public record Workload(
        String namespace,
        String name,
        String uid,
        boolean paused,
        boolean ownsPaused,
        PodTemplate template,
        int replicas,
        List<OwnedReplicaSet> sets,
        boolean progressDeadlineExceeded,
        int progressDeadlineSeconds,
        Map<String, String> labels,
        Map<String, String> annotations,
        Delivery delivery) {

    public Workload {
        sets = List.copyOf(sets);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** Reads a Deployment and, of the ReplicaSets given, those that it owns. */
    public static Workload of(Resource deployment, List<Resource> replicaSets) {
        return new Workload(
                deployment.namespace(),
                deployment.name(),
                deployment.uid(),
                deployment.at("/spec/paused").asBoolean(),
                PausedField.appliedByUs(deployment),
                PodTemplate.of(deployment.at("/spec/template")),
                deployment.at("/spec/replicas").asInt(1),
                replicaSets.stream()
                        .filter(set -> set.controller()
                                .map(owner -> owner.path("uid").asText())
                                .filter(deployment.uid()::equals)
                                .isPresent())
                        .map(set -> OwnedReplicaSet.of(set, deployment))
                        .sorted(Comparator.comparing(OwnedReplicaSet::created).thenComparing(OwnedReplicaSet::name))
                        .toList(),
                deployment
                        .condition("Progressing")
                        .map(condition -> condition.path("reason"))
                        .map(JsonNode::asText)
                        .filter("ProgressDeadlineExceeded"::equals)
                        .isPresent(),
                deployment.at("/spec/progressDeadlineSeconds").asInt(600),
                deployment.labels(),
                deployment.annotations(),
                Delivery.of(deployment));
    }

    /** The same, where another object says how far its delivery is. */
    public Workload delivered(Delivery other) {
        return new Workload(
                namespace,
                name,
                uid,
                paused,
                ownsPaused,
                template,
                replicas,
                sets,
                progressDeadlineExceeded,
                progressDeadlineSeconds,
                labels,
                annotations,
                other);
    }

    /** The ReplicaSets that have pods, or are about to. */
    public List<OwnedReplicaSet> active() {
        return sets.stream().filter(OwnedReplicaSet::active).toList();
    }

    /** The ReplicaSet of a template, newest if there are several. */
    public Optional<OwnedReplicaSet> setOf(String identity) {
        return sets.stream()
                .filter(set -> set.template().identity().equals(identity))
                .max(Comparator.comparing(OwnedReplicaSet::active).thenComparing(OwnedReplicaSet::created));
    }

    /** The ReplicaSet of exactly the wanted template, restarts told apart. */
    private Optional<OwnedReplicaSet> exactSet() {
        return sets.stream()
                .filter(set -> set.template().hash().equals(template.hash()))
                .max(Comparator.comparing(OwnedReplicaSet::active).thenComparing(OwnedReplicaSet::created));
    }

    /** What serves: the template of the largest active ReplicaSet, the oldest of equals. */
    public Optional<PodTemplate> running() {
        return runningSet().map(OwnedReplicaSet::template);
    }

    /** The largest active ReplicaSet, the oldest of equals. */
    Optional<OwnedReplicaSet> runningSet() {
        return largest(active().stream());
    }

    /** What serves with at least one pod. */
    Optional<PodTemplate> serving() {
        return largest(active().stream().filter(set -> set.available() > 0)).map(OwnedReplicaSet::template);
    }

    /** What serves with at least one pod, this template left out. */
    Optional<PodTemplate> servingBeside(PodTemplate other) {
        return largest(active().stream()
                        .filter(set -> set.available() > 0)
                        .filter(set -> !set.template().identity().equals(other.identity())))
                .map(OwnedReplicaSet::template);
    }

    private static Optional<OwnedReplicaSet> largest(Stream<OwnedReplicaSet> sets) {
        return sets.max(Comparator.comparingInt(OwnedReplicaSet::available)
                .thenComparing(OwnedReplicaSet::created, Comparator.reverseOrder()));
    }

    /** How many different templates have pods, restarts not counted. */
    long activeIdentities() {
        return active().stream()
                .map(set -> set.template().identity())
                .distinct()
                .count();
    }

    /** Whether the wanted template, and nothing else, runs at full size. */
    public boolean complete() {
        return exactSet()
                .filter(set -> set.replicas() == replicas && set.available() >= replicas)
                .filter(set -> active().stream().allMatch(set::equals))
                .isPresent();
    }

    /** The same with pods: a Deployment of no size is complete, but serves nobody. */
    boolean serves() {
        return complete() && replicas > 0;
    }

    /** Whether the wanted template has taken over for good: pods of a candidate that an engine still judges are no proof. */
    boolean promotedByItself() {
        return switch (delivery) {
            case ByItself -> serves();
            case UnderWay -> false;
            case Finished -> true;
        };
    }

    /** Whether all pods that are wanted exist, some are, and all are of exactly the wanted template, serving or not. */
    boolean runsAlone() {
        return replicas > 0
                && exactSet()
                        .filter(set -> set.desired() == replicas && set.replicas() == replicas)
                        .filter(set -> active().stream().allMatch(set::equals))
                        .isPresent();
    }

    /** Whether no pods are wanted and none exist. */
    boolean asleep() {
        return replicas == 0 && active().isEmpty();
    }

    /** Whether scaling up would start the wanted template even while paused: its ReplicaSet exists, and no other has pods. */
    boolean wakesWhenScaled() {
        return active().isEmpty() && setOf(template.identity()).isPresent();
    }

    /** Whether nothing would start if it were resumed: exactly the wanted template runs, or would if pods were wanted. */
    boolean idle() {
        return settled() && (replicas == 0 || exactSet().isPresent());
    }

    /** Whether only pods of exactly the wanted template exist, so that no rollout is under way. */
    boolean settled() {
        return active().stream().allMatch(set -> set.template().hash().equals(template.hash()));
    }

    /** Whether pods of another template than the wanted one exist. */
    public boolean mixed() {
        return active().stream().anyMatch(set -> !set.template().identity().equals(template.identity()));
    }

    /** Whether all that runs, or ran last, differs from the wanted template by the restart annotation at most, and some does. */
    public boolean restartOnly() {
        boolean asleep = active().isEmpty();
        return asleep ? exactSet().isEmpty() && setOf(template.identity()).isPresent() : !mixed() && !settled();
    }

    /**
     * Whether pausing still keeps the old revision: once the new one has its full size and serves, the controller removes
     * the old ones even while paused.
     */
    public boolean pausingProtects() {
        boolean oldServes = active().stream()
                .anyMatch(set -> !set.template().identity().equals(template.identity()) && set.available() > 0);
        boolean newIsFull = setOf(template.identity())
                .filter(set -> set.available() >= replicas)
                .isPresent();
        return oldServes && !newIsFull;
    }

    /**
     * Whether scaling to zero and back while held may wake another ReplicaSet than the running one: the controller scales
     * the newest when none is active, or all that are.
     */
    public boolean wrongReplicaSetRisk() {
        List<OwnedReplicaSet> active = active();
        if (active.size() != 1) {
            return active.size() > 1;
        }
        OwnedReplicaSet running = active.getFirst();
        return sets.stream().anyMatch(set -> !set.active() && set.created().compareTo(running.created()) > 0)
                || setOf(template.identity()).filter(set -> !set.active()).isPresent();
    }
}
