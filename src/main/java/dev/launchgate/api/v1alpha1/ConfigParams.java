package dev.launchgate.api.v1alpha1;

/** Item kind config. */
public record ConfigParams() implements CheckParams {
    @Override
    public String kind() {
        return "config";
    }
}
