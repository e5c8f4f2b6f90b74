package dev.launchgate.api.v1alpha1;

/** How bad an incident was, as its authors see it. */
public enum IncidentSeverity {
    Low,
    Medium,
    High,
    Critical
}
