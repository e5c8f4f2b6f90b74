package dev.launchgate.api.v1alpha1;

/** When a script or report job runs. */
public enum RunMode {
    /** By its schedule. */
    Scheduled,
    /** When a person starts it. */
    AdHoc,
    /** Once for each revision. */
    Once
}
