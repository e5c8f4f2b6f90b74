package dev.launchgate.api.v1alpha1;

/** How answered values compare with the expected ones. */
public enum DnsMatch {
    /** The same set. */
    Exact,
    /** At least these. */
    Contains,
    /** Nothing but these. */
    Within
}
