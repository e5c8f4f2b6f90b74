package dev.launchgate.api.v1alpha1;

/** Where an entry of a timeline comes from. */
public enum TimelineSource {
    /** Somebody remembers or wrote it down. */
    Human,
    /** An object or event of the cluster. */
    Cluster,
    Metric,
    Log,
    Alert,
    Other
}
