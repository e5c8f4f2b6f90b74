package dev.launchgate.api.v1alpha1;

/** Item kind dashboard. */
public record DashboardParams() implements CheckParams {
    @Override
    public String kind() {
        return "dashboard";
    }
}
