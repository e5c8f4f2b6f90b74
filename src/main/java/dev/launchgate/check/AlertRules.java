package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AlertsParams;
import dev.launchgate.api.v1alpha1.WhileFiring;
import dev.launchgate.check.AlertRulesResult.Health;
import dev.launchgate.check.AlertRulesResult.LoadedRule;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The half of the alerts kind that asks Prometheus: are the rules loaded, and do they work? */
final class AlertRules {
    private static final int LONGEST_FILTER = 2_000;

    private AlertRules() {}

    static Reference<Fetch> fetch(AlertsParams params, List<String> names, Facts facts) {
        // A server that knows these parameters answers with less, one that does not ignores them.
        String filter = names.stream()
                .map(name -> "&rule_name%5B%5D=" + encoded(name))
                .collect(Collectors.joining("", "&exclude_alerts=true", ""));
        return MonitoringApi.fetch(
                params.prometheus(),
                MonitoringSystem.Prometheus,
                "/api/v1/rules?type=alert" + (filter.length() > LONGEST_FILTER ? "" : filter),
                new AlertRulesReader(Set.copyOf(names), params.whileFiring() == WhileFiring.Fail),
                facts);
    }

    /** Judges the rules, and returns those that are loaded. */
    static List<LoadedRule> judge(AlertsParams params, List<String> names, Facts facts, Parts parts) {
        switch (fetch(params, names, facts)) {
            case Unresolved<Fetch>(Judgement why) -> parts.add(why);
            case Resolved<Fetch>(Fetch fetch) -> {
                String target = MonitoringApi.label(params.prometheus(), MonitoringSystem.Prometheus);
                switch (facts.answer(fetch)) {
                    case Measurement.NotYet() -> parts.add(ProbeJudgement.notYet());
                    case Measurement.TooOld() -> parts.add(ProbeJudgement.tooOld(target));
                    case Measurement.Failed(var failure) ->
                        parts.add(ProbeJudgement.of(failure, target, facts.timeout()));
                    case Measurement.Answered(Fetched(int status, AlertRulesResult result)) -> {
                        return FetchJudgement.withoutContent(target, status)
                                .map(why -> nothing(why, parts))
                                .orElseGet(() -> judge(result, target, names, parts));
                    }
                    case Measurement.Answered(var other) ->
                        throw new IllegalStateException("not an answer about rules");
                }
            }
        }
        return List.of();
    }

    private static List<LoadedRule> judge(AlertRulesResult result, String target, List<String> names, Parts parts) {
        return switch (result) {
            case AlertRulesResult.Loaded(List<LoadedRule> rules, boolean partial) -> {
                judge(rules, partial, names, parts);
                yield rules;
            }
            case AlertRulesResult.Refused() ->
                nothing(
                        Judgement.unknown(
                                Reason.ServerError,
                                target + ": answers with an error instead of rules; check the server"),
                        parts);
            case AlertRulesResult.TooLarge() ->
                nothing(
                        Judgement.unknown(
                                Reason.DataTooLarge,
                                target + ": too many rules of these names, or labels too long; name fewer"),
                        parts);
            case AlertRulesResult.Malformed(String position) ->
                nothing(
                        Judgement.unknown(
                                Reason.DataMalformed, "%s: not a list of rules (%s)".formatted(target, position)),
                        parts);
        };
    }

    private static void judge(List<LoadedRule> rules, boolean partial, List<String> names, Parts parts) {
        Set<String> loaded = rules.stream().map(LoadedRule::name).collect(Collectors.toSet());
        List<String> missing =
                names.stream().filter(name -> !loaded.contains(name)).toList();
        if (!missing.isEmpty()) {
            parts.add(
                    partial
                            ? Judgement.unknown(
                                    Reason.DataPartial,
                                    "%s not in an answer that carries warnings; check the server"
                                            .formatted(Wording.list(missing)))
                            : Judgement.fail(
                                    Reason.AlertRuleMissing,
                                    "%s not loaded; does the Prometheus select the rule object?"
                                            .formatted(Wording.list(missing))));
        }
        tell(
                rules,
                rule -> rule.health() == Health.Failing,
                parts,
                Judgement::fail,
                Reason.AlertRuleUnhealthy,
                "evaluation fails; the server's own page says why");
        tell(
                rules,
                rule -> rule.health() == Health.NotEvaluated,
                parts,
                Judgement::unknown,
                Reason.AlertRuleNotEvaluated,
                "loaded, not evaluated yet; judged after the first evaluation");
        tell(
                rules,
                LoadedRule::firing,
                parts,
                Judgement::fail,
                Reason.AlertFiring,
                "expected not to fire, saw it firing; mend what it tells of");
    }

    private static void tell(
            List<LoadedRule> rules,
            Predicate<LoadedRule> faulty,
            Parts parts,
            Verdicts verdict,
            Reason reason,
            String message) {
        List<String> names =
                rules.stream().filter(faulty).map(LoadedRule::name).distinct().toList();
        if (!names.isEmpty()) {
            parts.add(verdict.of(reason, Wording.list(names) + ": " + message));
        }
    }

    private static List<LoadedRule> nothing(Judgement why, Parts parts) {
        parts.add(why);
        return List.of();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Makes a judgement of one verdict. */
    @FunctionalInterface
    private interface Verdicts {
        Judgement of(Reason reason, String message);
    }
}
