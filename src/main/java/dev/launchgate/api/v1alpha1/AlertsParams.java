package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Item kind alerts: somebody will be told. */
@ValidationRule(
        value =
                "!(has(self.routing) && self.routing == 'Skip') || !(has(self.alertmanager) || (has(self.receivers) && size(self.receivers) > 0))",
        message = AlertsParams.NEEDS_ROUTING,
        fieldPath = ".routing")
@ValidationRule(
        value =
                "!has(self.labels) || self.labels.all(l, l.matches('^[a-zA-Z_][a-zA-Z0-9_]{0,127}$') && l != 'alertname')",
        message = AlertsParams.LABEL_NAMES,
        fieldPath = ".labels")
public record AlertsParams(
        @JsonPropertyDescription("The alerts.") @Required AlertRuleSource rules,

        @JsonPropertyDescription(
                "The Prometheus that must have loaded them, or a ruler that speaks its API; left out, the"
                        + " administrator's.")
        @Nullable
        MonitoringServer prometheus,

        @JsonPropertyDescription("The Alertmanager that must route them; left out, the administrator's.") @Nullable
        MonitoringServer alertmanager,

        @JsonPropertyDescription(
                "Required: each alert must lead to a receiver that notifies somebody, by the routes of the Alertmanager."
                        + " Skip: only the rules are judged.")
        @Default("Required")
        AlertRouting routing,

        @JsonPropertyDescription(
                "Labels that the alerts will carry beside their rules' own, such as those of their series and external"
                        + " labels; they decide the route. A label that a rule writes by a template needs its value here.")
        @Size(max = 20)
        Map<String, @Size(max = 256) @Pattern(Patterns.PLAIN_TEXT) String> labels,

        @JsonPropertyDescription(
                "Receivers of the Alertmanager: each alert must arrive at all of them. Left out, any that notifies.")
        @Size(max = 10)
        List<@Size(min = 1, max = 200) @Pattern(Patterns.PLAIN_TEXT) String> receivers,

        @JsonPropertyDescription(
                "Fail: the item fails while one of the alerts fires; suits phase AfterRelease. Ignore: firing is no fault.")
        @Default("Ignore")
        WhileFiring whileFiring)
        implements CheckParams {

    /** What is said of fields that only a judged route reads. */
    public static final String NEEDS_ROUTING = "receivers and alertmanager are for routing Required";

    /** What is said of the names of labels. */
    public static final String LABEL_NAMES = "names of labels are letters, digits and underscores, and not alertname";

    public AlertsParams {
        rules = rules == null ? new AlertRuleSource(null, null) : rules;
        routing = routing == null ? AlertRouting.Required : routing;
        labels = Lists.copy(labels);
        receivers = Lists.copy(receivers);
        whileFiring = whileFiring == null ? WhileFiring.Ignore : whileFiring;
    }

    @Override
    public String kind() {
        return "alerts";
    }
}
