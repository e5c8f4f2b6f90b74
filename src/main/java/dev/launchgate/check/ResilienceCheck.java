package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.api.v1alpha1.ResilienceParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Spread;
import java.util.OptionalInt;

/**
 * Item kind resilience: one pod, node or zone can go away without an outage. Almost all of it is known from what is
 * declared, before any pod exists.
 */
public final class ResilienceCheck implements Check<ResilienceParams> {
    @Override
    public Class<ResilienceParams> params() {
        return ResilienceParams.class;
    }

    @Override
    public Section section() {
        return Section.FailureModes;
    }

    @Override
    public void refuse(ResilienceParams params, Refusals refusals) {
        refusals.require(
                params.minReplicas() >= 1 && params.minReplicas() <= 1000, "minReplicas", "must be from 1 to 1000");
        refusals.require(
                params.minReplicas() != 1 || params.spread() == Spread.None,
                "spread",
                ResilienceParams.ONE_CANNOT_BE_SPREAD);
    }

    @Override
    public Judgement judge(ResilienceParams params, Facts facts) {
        Parts parts = new Parts();
        ServingWorkload.of(facts, parts).ifPresent(workload -> judge(workload, params, facts, parts));
        return parts.whole(
                "%s %s".formatted(facts.target().kind(), facts.target().name()));
    }

    /** In the order of the fields. */
    private static void judge(ServingWorkload workload, ResilienceParams params, Facts facts, Parts parts) {
        OptionalInt wanted = ReplicaFloor.judge(workload.scaled(), params.minReplicas(), facts, parts);
        int atLeast = Math.max(wanted.orElse(0), params.minReplicas());
        ReleaseStrategy.judge(workload.declared(), wanted, parts);
        if (atLeast > 1) {
            PodWeaknesses.claims(workload.template(), facts, parts);
        }
        DisruptionBudgets.judge(workload, params.disruptionBudget(), wanted, facts, parts);
        if (params.spread() != Spread.None) {
            spread(workload, params.spread(), atLeast, facts, parts);
        }
        if (params.readinessProbe() == Requirement.Required) {
            PodWeaknesses.readiness(workload.template(), parts);
        }
    }

    /** Pods of a primary without the rules are left alone where the candidate brings the rules. */
    private static void spread(ServingWorkload workload, Spread spread, int replicas, Facts facts, Parts parts) {
        SpreadRules rules = new SpreadRules(workload.template(), facts.namespace(), spread, replicas);
        if (!rules.enforced()) {
            parts.add(rules.missing(workload.declared().label(), spread));
        }
        boolean mended = rules.enforced()
                && !workload.scaled().equals(workload.declared())
                && !new SpreadRules(workload.serving(), facts.namespace(), spread, replicas).enforced();
        if (!mended) {
            PodPlacement.judge(workload, spread, facts, parts);
        }
    }
}
