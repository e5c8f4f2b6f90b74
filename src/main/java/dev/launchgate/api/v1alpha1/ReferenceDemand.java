package dev.launchgate.api.v1alpha1;

/** What is asked of an object that the pod template refers to. */
public enum ReferenceDemand {
    /** It is there and managed. */
    Managed,
    /** It is there. */
    Exists
}
