package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One of the four golden signals: a query that shows it, or why this service has none. */
@ValidationRule(value = "has(self.query) != has(self.exempt)", message = SignalQuery.QUERY_OR_EXEMPT)
@ValidationRule(value = "has(self.query) || !(has(self.min) || has(self.max))", message = SignalQuery.BOUNDS_OF_QUERY)
@ValidationRule(
        value =
                "!has(self.query) || !self.query.replace('${namespace}', '').replace('${name}', '').replace('${podTemplateHash}', '').contains('${')",
        message = MetricsParams.PLACEHOLDERS,
        fieldPath = ".query")
public record SignalQuery(
        @JsonPropertyDescription(
                "Instant query in PromQL that returns a scalar or a vector. ${namespace} and ${name} are replaced by the"
                        + " target's, ${podTemplateHash} by the label of the candidate's pods (only AfterRelease).")
        @Size(min = 1, max = 2000)
        @Pattern(Patterns.QUERY)
        @Nullable
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

        @JsonPropertyDescription("Instead of a query: why this service has no such signal.")
        @Size(min = 1, max = 300)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String exempt) {

    /** What is said of a signal that is missing, or is nothing or two things at once. */
    public static final String QUERY_OR_EXEMPT = "give a query, or exempt with the reason";

    /** What is said of bounds of nothing. */
    public static final String BOUNDS_OF_QUERY = "min and max go with a query";
}
