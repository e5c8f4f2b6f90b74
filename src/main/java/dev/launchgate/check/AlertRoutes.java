package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AlertsParams;
import dev.launchgate.check.AlertRulesResult.LoadedRule;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The half of the alerts kind that asks Alertmanager: where would these alerts arrive? No alert is sent to find out. */
final class AlertRoutes {
    /** By which a rule's label is computed from the series that fires. */
    private static final String TEMPLATE = "{{";

    private AlertRoutes() {}

    static Reference<Fetch> fetch(AlertsParams params, Facts facts) {
        return MonitoringApi.fetch(
                params.alertmanager(), MonitoringSystem.Alertmanager, "/api/v2/status", new AlertRoutesReader(), facts);
    }

    static void judge(AlertsParams params, List<LoadedRule> rules, Facts facts, Parts parts) {
        switch (fetch(params, facts)) {
            case Unresolved<Fetch>(Judgement why) -> parts.add(why);
            case Resolved<Fetch>(Fetch fetch) -> {
                String target = MonitoringApi.label(params.alertmanager(), MonitoringSystem.Alertmanager);
                switch (facts.answer(fetch)) {
                    case Measurement.NotYet() -> parts.add(ProbeJudgement.notYet());
                    case Measurement.TooOld() -> parts.add(ProbeJudgement.tooOld(target));
                    case Measurement.Failed(var failure) ->
                        parts.add(ProbeJudgement.of(failure, target, facts.timeout()));
                    case Measurement.Answered(Fetched(int status, AlertRoutesResult result)) ->
                        FetchJudgement.withoutContent(target, status)
                                .ifPresentOrElse(parts::add, () -> judge(result, target, params, rules, parts));
                    case Measurement.Answered(var other) ->
                        throw new IllegalStateException("not an answer about routes");
                }
            }
        }
    }

    private static void judge(
            AlertRoutesResult result, String target, AlertsParams params, List<LoadedRule> rules, Parts parts) {
        switch (result) {
            case AlertRoutesResult.Tree tree -> {
                RouteWalk walk = new RouteWalk(tree.root());
                rules.stream()
                        .flatMap(rule -> judge(rule, params, tree.notifying(), walk, target).stream())
                        .distinct()
                        .forEach(parts::add);
            }
            case AlertRoutesResult.TooLarge() -> parts.add(tooLarge(target));
            case AlertRoutesResult.Malformed(String position) ->
                parts.add(Judgement.unknown(
                        Reason.DataMalformed, "%s: not the state of an Alertmanager (%s)".formatted(target, position)));
        }
    }

    private static Optional<Judgement> judge(
            LoadedRule rule, AlertsParams params, Set<String> notifying, RouteWalk walk, String target) {
        Map<String, String> labels = labels(rule, params);
        Set<String> unknown = labels.entrySet().stream()
                .filter(label -> label.getValue().contains(TEMPLATE))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        RouteWalk.Arrival arrival = walk.arrival(labels, unknown);
        if (arrival.tooCostly()) {
            return Optional.of(tooLarge(target));
        }
        return arrival.undecided()
                .map(label -> Judgement.fail(
                        Reason.AlertNotRouted,
                        "%s: label %s is written by a template and decides the route; give its value in labels"
                                .formatted(rule.name(), Wording.cut(label))))
                .or(() -> judge(rule.name(), arrival.receivers(), params.receivers(), notifying));
    }

    private static Optional<Judgement> judge(
            String alert, Set<String> receivers, List<String> expected, Set<String> notifying) {
        Set<String> told = new LinkedHashSet<>(receivers);
        told.retainAll(notifying);
        if (!receivers.containsAll(expected)) {
            return Optional.of(Judgement.fail(
                    Reason.ReceiverMismatch,
                    "%s arrives at %s, expected %s; correct its labels or the routes"
                            .formatted(alert, Wording.list(receivers), Wording.list(expected))));
        }
        Set<String> silent = new LinkedHashSet<>(expected.isEmpty() ? receivers : expected);
        silent.removeAll(notifying);
        return told.isEmpty() || (!expected.isEmpty() && !silent.isEmpty())
                ? Optional.of(Judgement.fail(
                        Reason.AlertNotRouted,
                        "%s ends at '%s', which notifies nobody; route it elsewhere, or give that receiver an integration"
                                .formatted(alert, Wording.list(silent))))
                : Optional.empty();
    }

    /** The rule's own labels win, as they do in Prometheus, except where their value is not known. */
    private static Map<String, String> labels(LoadedRule rule, AlertsParams params) {
        Map<String, String> labels = new HashMap<>(params.labels());
        rule.labels().forEach((name, value) -> {
            if (value.contains(TEMPLATE)) {
                labels.putIfAbsent(name, value);
            } else {
                labels.put(name, value);
            }
        });
        labels.put("alertname", rule.name());
        return labels;
    }

    private static Judgement tooLarge(String target) {
        return Judgement.unknown(
                Reason.DataTooLarge, target + ": its routes take too long to compare; make their expressions smaller");
    }
}
