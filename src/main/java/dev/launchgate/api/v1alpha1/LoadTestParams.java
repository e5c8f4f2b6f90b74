package dev.launchgate.api.v1alpha1;

/** Item kind loadTest. */
public record LoadTestParams() implements CheckParams {
    @Override
    public String kind() {
        return "loadTest";
    }
}
