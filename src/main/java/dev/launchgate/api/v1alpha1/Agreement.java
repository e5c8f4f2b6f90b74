package dev.launchgate.api.v1alpha1;

/** How many resolvers must answer as expected. */
public enum Agreement {
    /** Every one. */
    All,
    /** More than half. */
    Majority
}
