package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Optional;

/** Which revisions the target could return to. */
sealed interface WayBack {
    /** Those that are left, the one promoted last first; at least one. */
    record Revisions(List<PodTemplate> templates) implements WayBack {}

    /** Nothing was promoted before, so that the way back is to remove it. */
    record First() implements WayBack {}

    /** There is none, or nothing is known. */
    record None(Judgement why) implements WayBack {}

    static WayBack of(Facts facts) {
        return facts.target().kind() == TargetKind.Canary ? primary(facts) : promoted(facts);
    }

    /** Flagger keeps what serves as a Deployment of its own, and returns to that. */
    private static WayBack primary(Facts facts) {
        Parts parts = new Parts();
        Optional<Resource> workload = TargetWorkload.workload(facts, parts);
        if (workload.isEmpty()) {
            return none(parts, facts);
        }
        String name = workload.get().name() + "-primary";
        return switch (facts.object(ResourceKind.DEPLOYMENT, name)) {
            case Lookup.Found found ->
                new Revisions(List.of(PodTemplate.of(found.resource().at("/spec/template"))));
            case Lookup.Missing missing when facts.firstLaunch() -> new First();
            case Lookup.Missing missing ->
                new None(Judgement.fail(
                        Reason.NoPreviousRevision,
                        "Deployment %s, which Flagger returns to, not found; let the Canary initialize"
                                .formatted(name)));
            case Lookup.Unreadable unreadable -> new None(Judgement.unreadable(unreadable.obstacle()));
        };
    }

    private static WayBack promoted(Facts facts) {
        Parts parts = new Parts();
        Optional<PodTemplate> candidate = TargetWorkload.candidate(facts, parts);
        Optional<Resource> workload = candidate.flatMap(template -> TargetWorkload.workload(facts, parts));
        if (candidate.isEmpty() || workload.isEmpty()) {
            return none(parts, facts);
        }
        String identity = candidate.get().identity();
        List<String> promoted = facts.history().promoted();
        if (facts.firstLaunch() || !promoted.isEmpty() && promoted.stream().allMatch(identity::equals)) {
            return new First();
        }
        if (workload.get().at("/spec/revisionHistoryLimit").asInt(1) <= 0) {
            return new None(Judgement.fail(
                    Reason.HistoryDisabled,
                    "%s: expected revisions to be kept, saw revisionHistoryLimit 0; set it to 1 or more"
                            .formatted(workload.get().label())));
        }
        return TargetWorkload.replicaSets(workload.get(), facts, parts)
                .map(sets -> left(promoted, identity, sets, workload.get()))
                .orElseGet(() -> none(parts, facts));
    }

    private static WayBack left(List<String> promoted, String candidate, List<Resource> sets, Resource workload) {
        List<PodTemplate> kept = sets.stream().map(PodTemplate::ofReplicaSet).toList();
        List<PodTemplate> revisions = promoted.reversed().stream()
                .filter(identity -> !identity.equals(candidate))
                .flatMap(identity -> kept.stream()
                        .filter(template -> template.identity().equals(identity))
                        .limit(1))
                .toList();
        int others = (int) kept.stream()
                .filter(template -> !template.identity().equals(candidate))
                .count();
        return revisions.isEmpty()
                ? new None(Judgement.fail(
                        Reason.NoPreviousRevision,
                        "%s: expected the ReplicaSet of a revision that was promoted before, saw %s; keep more of them with"
                                        .formatted(workload.label(), Wording.count(others, "other"))
                                + " revisionHistoryLimit"))
                : new Revisions(revisions);
    }

    private static WayBack none(Parts parts, Facts facts) {
        return new None(parts.whole("rollback of " + facts.target().name()));
    }
}
