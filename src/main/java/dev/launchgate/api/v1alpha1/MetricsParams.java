package dev.launchgate.api.v1alpha1;

/** Item kind metrics. */
public record MetricsParams() implements CheckParams {
    @Override
    public String kind() {
        return "metrics";
    }
}
