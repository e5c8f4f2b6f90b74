package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.checklist.ReferencedTemplate.Resolved;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.Delivery;
import dev.launchgate.gate.OwnedReplicaSet;
import dev.launchgate.gate.Workload;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The target as a pass sees it.
 *
 * @param workload empty when it does not exist or could not be read
 * @param acceptance whether it can be gated by this checklist
 */
record TargetReading(String namespace, Optional<Workload> workload, Acceptance acceptance) {

    static TargetReading read(LaunchChecklist checklist, Plan plan, ClusterView view) {
        String namespace = checklist.getMetadata().getNamespace();
        String name = plan.target().name();
        boolean deployment = plan.target().kind() == TargetKind.Deployment;
        ResourceKind kind = switch (plan.target().kind()) {
            case Deployment -> ResourceKind.DEPLOYMENT;
            case Rollout -> ResourceKind.ROLLOUT;
            case Canary -> ResourceKind.FLAGGER_CANARY;
        };
        Lookup lookup = view.get(kind, namespace, name);
        Optional<Resource> canary = Optional.empty();
        if (plan.target().kind() == TargetKind.Canary && lookup instanceof Lookup.Found found) {
            canary = Optional.of(found.resource());
            lookup = view.get(
                    ResourceKind.DEPLOYMENT, namespace, found.resource().text("/spec/targetRef/name"));
        }
        return switch (lookup) {
            case Lookup.Missing missing ->
                unknown(
                        namespace,
                        Reason.TargetNotFound,
                        "%s %s not found in %s; create it or correct spec.target"
                                .formatted(missing.kind().kind(), missing.name(), namespace));
            case Lookup.Unreadable unreadable -> unreadable(namespace, unreadable);
            case Lookup.Found found -> {
                TargetReading reading = whole(checklist, plan, view, found.resource(), deployment);
                yield canary.map(engine -> reading.delivered(delivery(engine, found.resource(), view)))
                        .orElse(reading);
            }
        };
    }

    private static Delivery delivery(Resource canary, Resource target, ClusterView view) {
        Lookup primary = view.get(ResourceKind.DEPLOYMENT, target.namespace(), target.name() + Delivery.PRIMARY);
        return Delivery.of(
                canary,
                target,
                primary instanceof Lookup.Found found ? Optional.of(found.resource()) : Optional.empty());
    }

    private TargetReading delivered(Delivery delivery) {
        return new TargetReading(namespace, workload.map(seen -> seen.delivered(delivery)), acceptance);
    }

    private static TargetReading whole(
            LaunchChecklist checklist, Plan plan, ClusterView view, Resource target, boolean deployment) {
        if (!ReferencedTemplate.isNeeded(target)) {
            return found(checklist, plan, view, target, deployment);
        }
        return switch (ReferencedTemplate.resolve(target, view)) {
            case Resolved.Whole whole -> found(checklist, plan, view, whole.rollout(), deployment);
            case Resolved.Unknown unknown -> new TargetReading(target.namespace(), Optional.empty(), unknown.why());
        };
    }

    /** The Deployment alone, for a checklist that is switched off: what it says of itself is told, and nothing is decided. */
    static TargetReading glance(LaunchChecklist checklist, Plan plan, ClusterView view) {
        String namespace = checklist.getMetadata().getNamespace();
        if (plan.target().kind() != TargetKind.Deployment) {
            return new TargetReading(namespace, Optional.empty(), Acceptance.ACCEPTED);
        }
        return switch (view.get(
                ResourceKind.DEPLOYMENT, namespace, plan.target().name())) {
            case Lookup.Missing missing -> new TargetReading(namespace, Optional.empty(), Acceptance.ACCEPTED);
            case Lookup.Unreadable unreadable -> unreadable(namespace, unreadable);
            case Lookup.Found found ->
                new TargetReading(
                        namespace, Optional.of(Workload.of(found.resource(), List.of())), Acceptance.ACCEPTED);
        };
    }

    private static TargetReading found(
            LaunchChecklist checklist, Plan plan, ClusterView view, Resource target, boolean deployment) {
        String namespace = target.namespace();
        Lookup.Listing sets = view.list(ResourceKind.REPLICA_SET, namespace, Map.of(Resource.CONTROLLER, target.uid()));
        if (sets instanceof Lookup.Unreadable unreadable) {
            return unreadable(namespace, unreadable);
        }
        Workload workload = Workload.of(target, ((Lookup.Listed) sets).resources());
        boolean pauses = plan.gate().mode() == GateMode.Pause && deployment;
        Acceptance acceptance = Siblings.taken(checklist, plan.target(), view)
                .or(() -> pauses ? TargetSuitability.refusal(target, view) : Optional.empty())
                .orElse(Acceptance.ACCEPTED);
        return new TargetReading(namespace, Optional.of(workload), acceptance);
    }

    private static TargetReading unreadable(String namespace, Lookup.Unreadable unreadable) {
        Reason reason = unreadable.obstacle().reason() == Reason.NotMeasuredYet
                ? Reason.NotMeasuredYet
                : Reason.UnsupportedTarget;
        return unknown(namespace, reason, unreadable.obstacle().message());
    }

    private static TargetReading unknown(String namespace, Reason reason, String message) {
        return new TargetReading(namespace, Optional.empty(), new Acceptance(reason, message));
    }

    Optional<PodTemplate> candidate() {
        return workload.map(Workload::template);
    }

    /** What serves beside the candidate, if that is another template. */
    Optional<PodTemplate> running() {
        return workload.flatMap(seen -> seen.running()
                .filter(running -> !running.identity().equals(seen.template().identity())));
    }

    /** Nothing was promoted before, and no ReplicaSet of the target has pods. */
    boolean firstLaunch(@Nullable GateStatus gate) {
        boolean nothingPromoted = gate == null || gate.promoted().isEmpty();
        return nothingPromoted
                && workload.map(Workload::active).map(List::isEmpty).orElse(true);
    }

    /**
     * Whether items that need pods of the candidate cannot be judged yet: where the gate holds it until one of them serves,
     * or an engine that steers it has not taken it over, and elsewhere while it is paused without pods. Before that they would
     * judge the revision that still runs.
     */
    boolean awaitsRelease(GateMode mode) {
        return workload.filter(seen -> {
                    Optional<OwnedReplicaSet> pods = seen.setOf(seen.template().identity());
                    return mode == GateMode.Pause || seen.delivery() == Delivery.UnderWay
                            ? pods.filter(set -> set.available() > 0).isEmpty()
                            : seen.paused()
                                    && pods.filter(OwnedReplicaSet::active).isEmpty();
                })
                .isPresent();
    }
}
