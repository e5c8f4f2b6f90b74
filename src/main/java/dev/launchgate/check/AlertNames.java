package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AlertRuleSource;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;

/** The names of the alerts that an item means. */
final class AlertNames {
    private AlertNames() {}

    /** At least one, each once, in the order of the spec or of the object. */
    static Reference<List<String>> of(AlertRuleSource source, Facts facts) {
        return source.prometheusRule() == null
                ? new Resolved<>(source.names().stream().distinct().toList())
                : Reference.follow(
                        facts.object(
                                ResourceKind.PROMETHEUS_RULE,
                                source.prometheusRule().name()),
                        AlertNames::of);
    }

    private static Reference<List<String>> of(Resource object) {
        List<String> names = object.elements("/spec/groups")
                .flatMap(group -> Resource.elements(group.path("rules")))
                .map(rule -> rule.path("alert").asText(""))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return names.isEmpty()
                ? new Unresolved<>(Judgement.fail(
                        Reason.AlertRuleMissing,
                        object.label() + ": expected at least one alert, saw none; add one, or name the alerts"))
                : new Resolved<>(names);
    }
}
