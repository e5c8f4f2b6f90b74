package dev.launchgate.api.v1alpha1;

/** What happens when a rollout that the gate released goes wrong. */
public enum OnRegression {
    /** Pause it midway, so that what serves keeps serving. */
    Freeze,
    /** Say so only. */
    Report
}
