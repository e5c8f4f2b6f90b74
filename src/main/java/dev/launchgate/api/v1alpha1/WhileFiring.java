package dev.launchgate.api.v1alpha1;

/** What an alert that fires means for the item. */
public enum WhileFiring {
    Ignore,
    Fail
}
