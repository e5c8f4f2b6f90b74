package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind goldenSignals: latency, traffic, errors and saturation can each be seen. */
@ValidationRule(value = "has(self.latency)", message = "latency: " + SignalQuery.QUERY_OR_EXEMPT)
@ValidationRule(value = "has(self.traffic)", message = "traffic: " + SignalQuery.QUERY_OR_EXEMPT)
@ValidationRule(value = "has(self.errors)", message = "errors: " + SignalQuery.QUERY_OR_EXEMPT)
@ValidationRule(value = "has(self.saturation)", message = "saturation: " + SignalQuery.QUERY_OR_EXEMPT)
@ValidationRule(
        value =
                "!(has(self.latency) && has(self.latency.exempt) && has(self.traffic) && has(self.traffic.exempt) && has(self.errors) && has(self.errors.exempt) && has(self.saturation) && has(self.saturation.exempt))",
        message = GoldenSignalsParams.ALL_EXEMPT)
public record GoldenSignalsParams(
        @JsonPropertyDescription(
                "The Prometheus to ask, or a server that speaks its API; left out, the administrator's.")
        @Nullable
        MonitoringServer prometheus,

        @JsonPropertyDescription("How long users wait.") @Nullable
        SignalQuery latency,

        @JsonPropertyDescription("How much they ask for.") @Nullable
        SignalQuery traffic,

        @JsonPropertyDescription(
                "How often it fails. A counter without errors has no series: add a zero term to the query.")
        @Nullable
        SignalQuery errors,

        @JsonPropertyDescription("How full the service is.") @Nullable
        SignalQuery saturation)
        implements CheckParams {

    /** What is said of an item that measures nothing. */
    public static final String ALL_EXEMPT = "all four are exempt, so nothing is measured: leave the item out";

    @Override
    public String kind() {
        return "goldenSignals";
    }
}
