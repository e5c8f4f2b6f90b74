package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one rule of a router shares its users between the canary and the rest.
 *
 * @param where the rule, for messages
 * @param chosen whether only users who ask for it, by header or cookie, come here, so that weights say nothing of all users
 */
record CanarySplit(String where, boolean chosen, List<Part> parts) {
    CanarySplit {
        parts = List.copyOf(parts);
    }

    /** One backend and its weight. */
    record Part(CanaryBackend backend, long weight, boolean canary) {}

    boolean hasCanary() {
        return parts.stream().anyMatch(Part::canary);
    }

    /** Whether everybody else is kept apart from the canary, and the first users are few enough. */
    private Judgement weights(CanaryBounds bounds) {
        if (chosen) {
            return Judgement.pass(where);
        }
        long all = parts.stream().mapToLong(Part::weight).sum();
        long canary =
                parts.stream().filter(Part::canary).mapToLong(Part::weight).sum();
        if (parts.stream().allMatch(Part::canary)) {
            return Judgement.fail(
                    Reason.NoWayBack,
                    where + ": has no backend but the canary; keep the stable one beside it, with a weight");
        }
        if (all == 0) {
            return invalid("all weights are 0; give the stable backend a weight");
        }
        if (canary == 0) {
            return invalid("the canary has weight 0 of %d; give it a share of the users".formatted(all));
        }
        if (canary == all) {
            return invalid("the canary has weight %d of %d; give the stable backend a weight".formatted(canary, all));
        }
        return bounds.firstStep(where, new CanaryShare(canary, all), "lower the weight of the canary");
    }

    private Judgement invalid(String why) {
        return Judgement.fail(Reason.WeightsInvalid, where + ": " + why);
    }

    /** Of a rule with a weight that no engine takes. */
    static Judgement unweighable(String where) {
        return Judgement.fail(
                Reason.WeightsInvalid, where + ": a weight is no whole number from 0 to 1000000; correct it");
    }

    /** The backends that get any traffic; who asks for the canary gets it whatever its weight. */
    private List<CanaryBackend> serving() {
        return parts.stream()
                .filter(part -> part.weight() > 0 || (chosen && part.canary()))
                .map(Part::backend)
                .toList();
    }

    /**
     * Judges a router by all of its rules: the target stands behind one of the backends, and where the canary is among them,
     * weights are right and backends ready. Nothing is known of pauses and analysis: who shifts weights by hand waits as long
     * as they like, and judges themselves.
     */
    static List<Judgement> judge(String subject, List<CanarySplit> rules, CanaryBounds bounds, Facts facts) {
        List<CanarySplit> splits = rules.stream().filter(CanarySplit::hasCanary).toList();
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(Judgement.pass(subject));
        splits.forEach(split -> judgements.add(split.weights(bounds)));
        judgements.add(target(subject, rules, facts));
        judgements.add(bounds.analysis(
                subject, false, "let Argo Rollouts or Flagger shift the weights, or set analysis: Optional"));
        splits.stream()
                .flatMap(split -> split.serving().stream())
                .distinct()
                .map(backend -> backend.ready(facts))
                .forEach(judgements::add);
        return judgements.stream().distinct().toList();
    }

    private static Judgement target(String subject, List<CanarySplit> rules, Facts facts) {
        Target target = facts.target();
        Optional<PodTemplate> candidate = facts.candidate();
        if (candidate.isEmpty()) {
            return absent(target, facts);
        }
        List<Judgement> backends = rules.stream()
                .flatMap(rule -> rule.parts().stream())
                .map(part -> part.backend().selects(candidate.get(), facts))
                .distinct()
                .toList();
        if (backends.stream().anyMatch(backend -> backend.verdict() == Verdict.Pass)) {
            return Judgement.pass(subject);
        }
        List<Judgement> unreadable = backends.stream()
                .filter(backend -> backend.reason() != Reason.TargetMismatch)
                .toList();
        return unreadable.isEmpty()
                ? Judgement.fail(
                        Reason.TargetMismatch,
                        "%s: expected a backend whose Service selects %s %s, saw none; correct the selector or the item"
                                .formatted(subject, target.kind(), target.name()))
                : unreadable.getFirst();
    }

    private static Judgement absent(Target target, Facts facts) {
        ResourceKind kind = switch (target.kind()) {
            case Deployment -> ResourceKind.DEPLOYMENT;
            case Rollout -> ResourceKind.ROLLOUT;
            case Canary -> ResourceKind.FLAGGER_CANARY;
        };
        return switch (facts.object(kind, target.name())) {
            case Lookup.Missing missing -> Judgement.missing(missing);
            case Lookup.Unreadable unreadable -> Judgement.unreadable(unreadable.obstacle());
            case Lookup.Found found ->
                Judgement.fail(
                        Reason.ObjectMissing,
                        "%s: names a workload that was not found; create it or correct the name"
                                .formatted(found.resource().label()));
        };
    }
}
