package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A query over a window of time, asked once: what it answers is kept. */
@ValidationRule(
        value = "timestamp(self.start) < timestamp(self.end)",
        message = "end must be after start",
        fieldPath = ".end")
@ValidationRule(
        value = "timestamp(self.end) - timestamp(self.start) <= duration('744h')",
        message = "the window must be at most 31 days",
        fieldPath = ".end")
@ValidationRule(
        value = "!has(self.step) || (duration(self.step) >= duration('1s') && duration(self.step) <= duration('24h'))",
        message = "step must be from 1s to 24h",
        fieldPath = ".step")
public record RangeQuery(
        @JsonPropertyDescription("PromQL.") @Required @Size(min = 1, max = 2000) @Pattern(Patterns.QUERY)
        String query,

        @JsonPropertyDescription("First moment of the window, RFC 3339 with zone.")
        @Required
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        String start,

        @JsonPropertyDescription("Last moment of the window, RFC 3339 with zone; after start, at most 31 days later.")
        @Required
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        String end,

        @JsonPropertyDescription(
                "Distance between two points, 1s to 24h; left out, chosen by the length of the window.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String step,

        @JsonPropertyDescription("What the values count, as written at the axis: s, requests/s, %.")
        @Size(min = 1, max = 32)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String unit,

        @JsonPropertyDescription("Who is asked; left out, the administrator's Prometheus.") @Nullable
        MonitoringServer server) {
    public RangeQuery {
        query = query == null ? "" : query;
        start = start == null ? "" : start;
        end = end == null ? "" : end;
    }
}
