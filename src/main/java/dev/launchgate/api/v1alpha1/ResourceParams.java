package dev.launchgate.api.v1alpha1;

/** Item kind resource. */
public record ResourceParams() implements CheckParams {
    @Override
    public String kind() {
        return "resource";
    }
}
