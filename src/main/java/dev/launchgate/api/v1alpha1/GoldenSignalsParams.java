package dev.launchgate.api.v1alpha1;

/** Item kind goldenSignals. */
public record GoldenSignalsParams() implements CheckParams {
    @Override
    public String kind() {
        return "goldenSignals";
    }
}
