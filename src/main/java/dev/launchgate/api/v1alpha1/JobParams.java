package dev.launchgate.api.v1alpha1;

/** Item kind job. */
public record JobParams() implements CheckParams {
    @Override
    public String kind() {
        return "job";
    }
}
