package dev.launchgate.api.v1alpha1;

/** Item kind alerts. */
public record AlertsParams() implements CheckParams {
    @Override
    public String kind() {
        return "alerts";
    }
}
