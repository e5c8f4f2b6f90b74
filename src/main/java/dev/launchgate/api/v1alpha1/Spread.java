package dev.launchgate.api.v1alpha1;

/** Over what pods must be spread. */
public enum Spread {
    /** Over nothing. */
    None,
    /** Over nodes. */
    Host,
    /** Over zones, and so over nodes too. */
    Zone
}
