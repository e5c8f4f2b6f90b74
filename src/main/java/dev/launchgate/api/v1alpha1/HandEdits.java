package dev.launchgate.api.v1alpha1;

/** What a setting that a person wrote last means. */
public enum HandEdits {
    /** The item fails. */
    Fail,
    /** Nothing. */
    Ignore
}
