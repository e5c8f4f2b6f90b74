package dev.launchgate.api.v1alpha1;

/** Request methods without side effects. */
public enum HttpMethod {
    /** With body. */
    GET,
    /** Without body. */
    HEAD
}
