package dev.launchgate.api.v1alpha1;

/** Which nodes an agent must run on. */
public enum NodeScope {
    /** Nodes that run the application. */
    Used,
    /** Every node that the candidate may use. */
    Eligible
}
