package dev.launchgate.api.v1alpha1;

/** Whether something must be there. */
public enum Requirement {
    /** It must. */
    Required,
    /** It may. */
    Optional
}
