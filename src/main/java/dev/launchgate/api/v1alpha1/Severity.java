package dev.launchgate.api.v1alpha1;

/** Whether an item can hold the gate. */
public enum Severity {
    /** Holds the gate until it passes. */
    Blocking,
    /** Shown, never holds. */
    Advisory
}
