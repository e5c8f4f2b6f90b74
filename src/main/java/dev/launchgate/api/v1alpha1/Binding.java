package dev.launchgate.api.v1alpha1;

/** What a word or a report must have been given for. */
public enum Binding {
    /** The revision name of the pod template. */
    Revision,
    /** The exact pod template. */
    Template,
    /** Any candidate. */
    None
}
