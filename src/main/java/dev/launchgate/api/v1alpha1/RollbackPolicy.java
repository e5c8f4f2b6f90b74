package dev.launchgate.api.v1alpha1;

/** What happens to a revision that was promoted before. */
public enum RollbackPolicy {
    /** It goes out at once: recovery is never held. */
    Allow,
    /** It waits like any other. */
    Hold
}
