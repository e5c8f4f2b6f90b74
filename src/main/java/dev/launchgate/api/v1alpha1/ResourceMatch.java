package dev.launchgate.api.v1alpha1;

/** How many of the selected objects must satisfy an expression. */
public enum ResourceMatch {
    /** Every one, and at least one must exist. */
    All,
    /** At least one. */
    Any,
    /** None: there must be no such object. */
    None
}
