package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AlertRouting;
import dev.launchgate.api.v1alpha1.AlertsParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.AlertRulesResult.LoadedRule;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.ProbeRequest.Fetch;
import java.util.List;

/** Item kind alerts: will somebody be told? */
public final class AlertsCheck implements Check<AlertsParams> {
    @Override
    public Class<AlertsParams> params() {
        return AlertsParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public void refuse(AlertsParams params, Refusals refusals) {
        AlertsRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(AlertsParams params, Facts facts, Needs needs) {
        if (AlertNames.of(params.rules(), facts) instanceof Resolved<List<String>>(List<String> names)
                && AlertRules.fetch(params, names, facts) instanceof Resolved<Fetch>(Fetch rules)) {
            needs.probe(rules);
        }
        if (params.routing() == AlertRouting.Required
                && AlertRoutes.fetch(params, facts) instanceof Resolved<Fetch>(Fetch routes)) {
            needs.probe(routes);
        }
    }

    @Override
    public Judgement judge(AlertsParams params, Facts facts) {
        Parts parts = new Parts();
        String subject = "alerts";
        List<LoadedRule> loaded = List.of();
        switch (AlertNames.of(params.rules(), facts)) {
            case Unresolved<List<String>>(Judgement why) -> parts.add(why);
            case Resolved<List<String>>(List<String> names) -> {
                subject = Wording.list(names);
                loaded = AlertRules.judge(params, names, facts, parts);
            }
        }
        if (params.routing() == AlertRouting.Required) {
            AlertRoutes.judge(params, loaded, facts, parts);
        }
        return parts.whole(subject);
    }
}
