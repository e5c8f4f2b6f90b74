package dev.launchgate.api.v1alpha1;

/** What happens to the very first revision. */
public enum FirstLaunch {
    /** It waits like any other. */
    Hold,
    /** It starts at once. */
    Allow
}
