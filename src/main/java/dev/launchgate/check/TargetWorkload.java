package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The target's own objects: labels alone do not make a pod its, only the chain of owners does. */
final class TargetWorkload {
    private TargetWorkload() {}

    /** The candidate; when there is none, the reason is a part of its own. */
    static Optional<PodTemplate> candidate(Facts facts, Parts parts) {
        if (facts.candidate().isEmpty() && workload(facts, parts).isPresent()) {
            parts.add(Judgement.pending(
                    Reason.NotMeasuredYet,
                    "the pod template of %s is not read yet"
                            .formatted(facts.target().name())));
        }
        return facts.candidate();
    }

    /** Pods that serve or are about to, of every revision. */
    static Optional<List<Resource>> pods(Facts facts, Parts parts) {
        Optional<Resource> workload = workload(facts, parts);
        if (workload.isEmpty()) {
            return Optional.empty();
        }
        List<Resource> pods = new ArrayList<>();
        for (Resource owner : owners(workload.get(), facts)) {
            Optional<List<Resource>> own =
                    replicaSets(owner, facts, parts).flatMap(sets -> pods(owner, sets, facts, parts));
            if (own.isEmpty()) {
                return own;
            }
            pods.addAll(own.get());
        }
        return Optional.of(pods);
    }

    /** Pods that were made from the candidate's template. */
    static Optional<List<Resource>> pods(PodTemplate candidate, Facts facts, Parts parts) {
        return workload(facts, parts).flatMap(owner -> pods(owner, candidate, facts, parts));
    }

    /** Pods of an owner that were made from a template of it. */
    static Optional<List<Resource>> pods(Resource owner, PodTemplate template, Facts facts, Parts parts) {
        return replicaSets(owner, set -> set.identity().equals(template.identity()), facts, parts)
                .flatMap(sets -> pods(owner, sets, facts, parts));
    }

    /** The value of the label by which the candidate's pods are told from those of other templates. */
    static Reference<String> podTemplateHash(Facts facts) {
        Parts parts = new Parts();
        String label = facts.target().kind() == TargetKind.Rollout
                ? PodTemplate.ROLLOUT_TEMPLATE_HASH
                : PodTemplate.POD_TEMPLATE_HASH;
        Optional<List<Resource>> sets = candidate(facts, parts)
                .flatMap(candidate -> workload(facts, parts)
                        .flatMap(
                                owner -> replicaSets(owner, set -> set.hash().equals(candidate.hash()), facts, parts)));
        String target = facts.target().name();
        if (sets.isEmpty()) {
            return new Unresolved<>(parts.whole(target));
        }
        return sets.get().stream()
                .flatMap(set -> Optional.ofNullable(set.labels().get(label)).stream())
                .findFirst()
                .<Reference<String>>map(Resolved::new)
                .orElseGet(() -> new Unresolved<>(
                        Judgement.pending(Reason.NotMeasuredYet, target + " has no ReplicaSet of the candidate yet")));
    }

    /** ReplicaSets of an owner whose template is the one that is meant. */
    private static Optional<List<Resource>> replicaSets(
            Resource owner, Predicate<PodTemplate> meant, Facts facts, Parts parts) {
        return owner.kind().equals(ResourceKind.ROLLOUT)
                ? presentSetOfRollout(owner, facts, parts)
                : replicaSets(owner, facts, parts)
                        .map(sets -> sets.stream()
                                .filter(set -> meant.test(PodTemplate.ofReplicaSet(set)))
                                .toList());
    }

    /** Argo Rollouts adds to the templates of its ReplicaSets, so its status tells which of them is the present one. */
    private static Optional<List<Resource>> presentSetOfRollout(Resource rollout, Facts facts, Parts parts) {
        long seen = rollout.at("/status/observedGeneration").asLong();
        if (seen < rollout.generation()) {
            parts.add(ObservedConditions.outdated(rollout.label(), seen, rollout.generation()));
            return Optional.empty();
        }
        String hash = rollout.text("/status/currentPodHash");
        return replicaSets(rollout, facts, parts)
                .map(sets -> sets.stream()
                        .filter(set ->
                                !hash.isEmpty() && hash.equals(set.labels().get(PodTemplate.ROLLOUT_TEMPLATE_HASH)))
                        .toList());
    }

    /** Pods that a workload controls, those that are ending left out. */
    static List<Resource> controlled(List<Resource> pods, Set<String> owners) {
        return pods.stream()
                .filter(pod -> pod.controller()
                        .filter(owner -> owners.contains(owner.path("uid").asText()))
                        .isPresent())
                .filter(pod -> pod.text("/metadata/deletionTimestamp").isEmpty())
                .filter(pod -> !Set.of("Succeeded", "Failed").contains(pod.text("/status/phase")))
                .toList();
    }

    private static Optional<List<Resource>> pods(Resource owner, List<Resource> sets, Facts facts, Parts parts) {
        Set<String> uids = new HashSet<>();
        sets.forEach(set -> uids.add(set.uid()));
        return parts.listed(facts.objects(ResourceKind.POD, facts.namespace(), labels(owner)))
                .map(pods -> controlled(pods, uids));
    }

    /** ReplicaSets of a Deployment or Rollout, told by their owner. */
    static Optional<List<Resource>> replicaSets(Resource owner, Facts facts, Parts parts) {
        return parts.listed(facts.objects(ResourceKind.REPLICA_SET, facts.namespace(), labels(owner)))
                .map(sets -> sets.stream()
                        .filter(set -> set.controller()
                                .filter(by -> by.path("uid").asText().equals(owner.uid()))
                                .isPresent())
                        .toList());
    }

    /** What is owned carries at least these labels, so fewer objects need to be looked at. */
    private static Map<String, String> labels(Resource owner) {
        return Resource.strings(owner.at("/spec/selector/matchLabels"));
    }

    /** Flagger serves users from a copy of the workload, and from the workload itself while it analyses it. */
    private static List<Resource> owners(Resource workload, Facts facts) {
        return Stream.concat(Stream.of(workload), primary(workload, facts).stream())
                .toList();
    }

    /** The copy that serves users in place of the workload, once Flagger has made it. */
    static Optional<Resource> primary(Resource workload, Facts facts) {
        return facts.target().kind() == TargetKind.Canary
                        && facts.object(ResourceKind.DEPLOYMENT, workload.name() + "-primary")
                                instanceof Lookup.Found primary
                ? Optional.of(primary.resource())
                : Optional.empty();
    }

    /** The object that the checklist names as its target. */
    static Optional<Resource> named(Facts facts, Parts parts) {
        ResourceKind kind = switch (facts.target().kind()) {
            case Deployment -> ResourceKind.DEPLOYMENT;
            case Rollout -> ResourceKind.ROLLOUT;
            case Canary -> ResourceKind.FLAGGER_CANARY;
        };
        return parts.found(facts.object(kind, facts.target().name()));
    }

    /** The object that has the replicas; when it could not be read, that is a part of its own. */
    static Optional<Resource> workload(Facts facts, Parts parts) {
        Optional<Resource> named = named(facts, parts);
        return facts.target().kind() == TargetKind.Canary
                ? named.flatMap(canary ->
                        parts.found(facts.object(ResourceKind.DEPLOYMENT, canary.text("/spec/targetRef/name"))))
                : named;
    }
}
