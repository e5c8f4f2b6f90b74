package dev.launchgate.api.v1alpha1;

/** Whether the thresholds that are written in a load test count. */
public enum OwnThresholds {
    /** A crossed one fails the item. */
    Judge,
    /** They are not looked at. */
    Ignore
}
