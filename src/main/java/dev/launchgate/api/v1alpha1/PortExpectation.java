package dev.launchgate.api.v1alpha1;

/** What a port should look like from the operator. */
public enum PortExpectation {
    /** It accepts connections. */
    Open,
    /** It does not. */
    Closed
}
