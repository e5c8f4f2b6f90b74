package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Item kind dashboard: there is a board where somebody on call will look, and it shows the golden signals. */
@ValidationRule(
        value = "!has(self.covers) || self.covers.all(s, self.covers.exists_one(t, t == s))",
        message = DashboardParams.NAMED_ONCE,
        fieldPath = ".covers")
@ValidationRule(
        value = "!has(self.panels) || self.panels.all(s, has(self.covers) ? self.covers.exists(t, t == s)"
                + " : s in ['Latency', 'Traffic', 'Errors', 'Saturation'])",
        message = DashboardParams.ONLY_COVERED,
        fieldPath = ".panels")
@ValidationRule(
        value =
                "!has(self.panels) || self.panels.all(s, self.panels[s].matches('^[^\\\\x00-\\\\x1f\\\\x7f-\\\\x9f]{1,200}$'))",
        message = DashboardParams.TITLES,
        fieldPath = ".panels")
public record DashboardParams(
        @JsonPropertyDescription("Where the board is.") @Required
        DashboardSource source,

        @JsonPropertyDescription(
                "Signals that the board must show; left out, all four. They are recognised by the queries of its panels:"
                        + " Latency by quantile, bucket, duration or latency, Traffic by the rate of a total, a count or"
                        + " requests, Errors by 5xx, error or fail, Saturation by cpu, memory, queue, limit or utilisation."
                        + " Hidden queries and library panels are not looked into.")
        @Size(min = 1, max = 4)
        List<GoldenSignal> covers,

        @JsonPropertyDescription(
                "Title of the panel that shows a signal, by signal, where its queries do not tell; the panel must be"
                        + " there.")
        @Size(max = 4)
        Map<String, @Size(min = 1, max = 200) String> panels)
        implements CheckParams {

    /** What is said of a signal that is listed twice. */
    public static final String NAMED_ONCE = "each signal once";
    /** What is said of a panel for a signal that nobody asks for. */
    public static final String ONLY_COVERED = "panels may name only signals that covers has";
    /** What is said of a title that no panel can have. */
    public static final String TITLES = "titles have 1 to 200 characters without control characters";

    public DashboardParams {
        source = source == null ? new DashboardSource(null, null, null) : source;
        covers = Lists.copyOr(covers, GoldenSignal.ALL);
        panels = Lists.copy(panels);
    }

    @Override
    public String kind() {
        return "dashboard";
    }
}
