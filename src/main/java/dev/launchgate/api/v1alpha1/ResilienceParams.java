package dev.launchgate.api.v1alpha1;

/** Item kind resilience. */
public record ResilienceParams() implements CheckParams {
    @Override
    public String kind() {
        return "resilience";
    }
}
