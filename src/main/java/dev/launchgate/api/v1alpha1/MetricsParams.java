package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind metrics: a PromQL query returns data within bounds. */
@ValidationRule(
        value =
                "!self.query.replace('${namespace}', '').replace('${name}', '').replace('${podTemplateHash}', '').contains('${')",
        message = MetricsParams.PLACEHOLDERS,
        fieldPath = ".query")
public record MetricsParams(
        @JsonPropertyDescription(
                "The Prometheus to ask, or a server that speaks its API, such as Thanos, Mimir or VictoriaMetrics; left"
                        + " out, the administrator's.")
        @Nullable
        MonitoringServer prometheus,

        @JsonPropertyDescription(
                "Instant query in PromQL that returns a scalar or a vector. ${namespace} and ${name} are replaced by the"
                        + " target's, ${podTemplateHash} by the label of the candidate's pods (only AfterRelease).")
        @Required
        @Size(min = 1, max = 2000)
        @Pattern(Patterns.QUERY)
        String query,

        @JsonPropertyDescription("Every series is at least this; left out, unbounded.")
        @Size(min = 1, max = 26)
        @Pattern(Patterns.DECIMAL)
        @Nullable
        String min,

        @JsonPropertyDescription("Every series is at most this; left out, unbounded.")
        @Size(min = 1, max = 26)
        @Pattern(Patterns.DECIMAL)
        @Nullable
        String max,

        @JsonPropertyDescription("Fewer series than this are a failure.") @Default("1") @Min(1) @Max(1000)
        Integer minSeries)
        implements CheckParams {

    /** What is said of a placeholder that nothing replaces. */
    public static final String PLACEHOLDERS =
            "the placeholders are ${namespace}, ${name} and ${podTemplateHash}; any other is not replaced";

    /** What is said of a query for the candidate's pods before they can be there. */
    public static final String NO_PODS_YET = "no pods of the candidate yet: set phase AfterRelease";

    public MetricsParams {
        query = query == null ? "" : query;
        minSeries = minSeries == null ? Integer.valueOf(1) : minSeries;
    }

    @Override
    public String kind() {
        return "metrics";
    }
}
