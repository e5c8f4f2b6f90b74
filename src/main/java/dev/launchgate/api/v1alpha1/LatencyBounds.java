package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Upper bounds of response times, by percentile. */
@ValidationRule(
        value = "(!has(self.p50) || !has(self.p90) || duration(self.p50) <= duration(self.p90))"
                + " && (!has(self.p50) || !has(self.p95) || duration(self.p50) <= duration(self.p95))"
                + " && (!has(self.p50) || !has(self.p99) || duration(self.p50) <= duration(self.p99))"
                + " && (!has(self.p90) || !has(self.p95) || duration(self.p90) <= duration(self.p95))"
                + " && (!has(self.p90) || !has(self.p99) || duration(self.p90) <= duration(self.p99))"
                + " && (!has(self.p95) || !has(self.p99) || duration(self.p95) <= duration(self.p99))",
        message = LatencyBounds.MUST_NOT_FALL)
public record LatencyBounds(
        @JsonPropertyDescription("Bound of the median, such as 100ms.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String p50,

        @JsonPropertyDescription("Bound that 90% of the requests keep.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String p90,

        @JsonPropertyDescription("Bound that 95% of the requests keep.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String p95,

        @JsonPropertyDescription("Bound that 99% of the requests keep.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String p99) {
    /** What is said of a bound that is lower than that of a lower percentile. */
    public static final String MUST_NOT_FALL = "latency must not fall with the percentile";
}
