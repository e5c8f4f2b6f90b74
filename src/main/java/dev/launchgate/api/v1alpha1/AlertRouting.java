package dev.launchgate.api.v1alpha1;

/** Whether the way of an alert to people is judged. */
public enum AlertRouting {
    Required,
    Skip
}
