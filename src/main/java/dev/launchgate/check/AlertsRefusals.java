package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.AlertRouting;
import dev.launchgate.api.v1alpha1.AlertRuleSource;
import dev.launchgate.api.v1alpha1.AlertsParams;
import dev.launchgate.api.v1alpha1.Patterns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is refused of alerts parameters. */
final class AlertsRefusals {
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_LABEL = 256;
    private static final int MOST_RECEIVERS = 10;
    private static final Pattern LABEL = Pattern.compile(Patterns.METRIC_LABEL);

    private AlertsRefusals() {}

    static void refuse(AlertsParams params, Refusals refusals) {
        refuse(params.rules(), refusals);
        MonitoringApi.refuse(params.prometheus(), "prometheus", refusals);
        MonitoringApi.refuse(params.alertmanager(), "alertmanager", refusals);
        refusals.require(
                params.routing() == AlertRouting.Required
                        || (params.alertmanager() == null && params.receivers().isEmpty()),
                "routing",
                AlertsParams.NEEDS_ROUTING);
        refuse(params.labels(), refusals);
        SpecBounds.count(params.receivers(), 0, MOST_RECEIVERS, "receivers", refusals);
        texts(params.receivers(), "receivers", refusals);
    }

    private static void refuse(AlertRuleSource rules, Refusals refusals) {
        SpecBounds.exactlyOne(
                "names, prometheusRule",
                "rules",
                refusals,
                rules.names().isEmpty() ? null : rules.names(),
                rules.prometheusRule());
        SpecBounds.count(rules.names(), 0, MOST_NAMES, "rules.names", refusals);
        texts(rules.names(), "rules.names", refusals);
        if (rules.prometheusRule() != null) {
            ObjectNames.refuse(rules.prometheusRule(), "rules.prometheusRule", refusals);
        }
    }

    private static void refuse(Map<String, String> labels, Refusals refusals) {
        SpecBounds.count(labels.keySet(), 0, MOST_LABELS, "labels", refusals);
        // in one order, so that every process says the same
        new TreeMap<>(labels).forEach((name, value) -> {
            boolean valid = LABEL.matches(name) && !name.equals("alertname");
            refusals.require(valid, "labels", AlertsParams.LABEL_NAMES);
            SpecBounds.text(value, 0, LONGEST_LABEL, valid ? "labels[" + name + "]" : "labels", refusals);
        });
    }

    private static void texts(List<String> texts, String path, Refusals refusals) {
        for (int i = 0; i < texts.size(); i++) {
            SpecBounds.text(texts.get(i), 1, LONGEST_NAME, path + "[" + i + "]", refusals);
        }
    }
}
