package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The PodDisruptionBudgets of a workload: exactly one, that lets some pods go but not all. What they allow is computed as
 * the disruption controller does, from the spec and the wanted replicas, so that it is known before any pod exists.
 */
final class DisruptionBudgets {
    private DisruptionBudgets() {}

    /** @param wanted replicas; empty or zero when there is nothing to compute with */
    static void judge(ServingWorkload workload, Requirement required, OptionalInt wanted, Facts facts, Parts parts) {
        parts.listed(facts.objects(ResourceKind.POD_DISRUPTION_BUDGET, facts.namespace(), Map.of()))
                .map(all -> all.stream()
                        .filter(budget -> selects(budget, workload.labels()))
                        .toList())
                .ifPresent(own -> {
                    if (own.size() > 1) {
                        parts.add(conflict(own));
                    } else if (own.isEmpty() && required == Requirement.Required) {
                        parts.add(missing(workload));
                    } else if (!own.isEmpty() && wanted.orElse(0) > 0) {
                        judge(own.getFirst(), required, wanted.getAsInt(), parts);
                    }
                });
    }

    /** An absent selector selects no pod, an empty one all of the namespace. */
    private static boolean selects(Resource budget, Map<String, String> labels) {
        JsonNode selector = budget.at("/spec/selector");
        return selector.isObject() && LabelSelector.of(selector).matches(labels);
    }

    private static void judge(Resource budget, Requirement required, int wanted, Parts parts) {
        int allowed = allowed(budget.at("/spec"), wanted);
        if (allowed <= 0) {
            parts.add(Judgement.fail(
                    Reason.BudgetBlocksDrains,
                    "%s: %s of %s allows no disruption, so no node can be drained; let one pod go"
                            .formatted(budget.label(), limit(budget), Wording.count(wanted, "replica"))));
        } else if (allowed >= wanted && required == Requirement.Required) {
            parts.add(Judgement.fail(
                    Reason.BudgetAllowsAll,
                    "%s: %s of %s allows losing every pod; keep at least one"
                            .formatted(budget.label(), limit(budget), Wording.count(wanted, "replica"))));
        }
    }

    /** How many pods may go while all are healthy. Percentages of both limits are rounded up, and without a limit none may. */
    static int allowed(JsonNode spec, int wanted) {
        if (spec.hasNonNull("maxUnavailable")) {
            return CountOrPercent.roundedUp(spec.path("maxUnavailable"), wanted).stream()
                    .map(most -> Math.clamp(most, 0, wanted))
                    .findFirst()
                    .orElse(0);
        }
        return CountOrPercent.roundedUp(spec.path("minAvailable"), wanted).stream()
                .map(least -> Math.clamp((long) wanted - least, 0, wanted))
                .findFirst()
                .orElse(0);
    }

    private static String limit(Resource budget) {
        for (String field : List.of("maxUnavailable", "minAvailable")) {
            JsonNode value = budget.at("/spec/" + field);
            if (!value.isMissingNode() && !value.isNull()) {
                return field + " " + Wording.cut(value.asText());
            }
        }
        return "no limit";
    }

    private static Judgement missing(ServingWorkload workload) {
        return Judgement.fail(
                Reason.BudgetMissing,
                "%s: no PodDisruptionBudget selects its pods, which have %s; create one with maxUnavailable 1"
                        .formatted(workload.scaled().label(), LabelSelector.show(workload.labels())));
    }

    private static Judgement conflict(List<Resource> budgets) {
        return Judgement.fail(
                Reason.BudgetConflict,
                "PodDisruptionBudgets %s select the same pods, so that no eviction succeeds; keep one"
                        .formatted(Wording.list(
                                budgets.stream().map(Resource::name).collect(Collectors.toList()))));
    }
}
