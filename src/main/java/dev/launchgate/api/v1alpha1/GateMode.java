package dev.launchgate.api.v1alpha1;

/** What the gate does with its verdict. */
public enum GateMode {
    /** Hold the Deployment by spec.paused. */
    Pause,
    /** Publish the verdict only. */
    Signal,
    /** Record what would have been held and released. */
    Audit
}
