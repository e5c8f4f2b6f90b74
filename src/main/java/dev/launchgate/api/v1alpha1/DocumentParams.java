package dev.launchgate.api.v1alpha1;

/** Item kind document. */
public record DocumentParams() implements CheckParams {
    @Override
    public String kind() {
        return "document";
    }
}
