package dev.launchgate.api.v1alpha1;

/** What a release does to stored data. */
public enum DataChange {
    /** Nothing. */
    None,
    /** It can be undone. */
    Reversible,
    /** It cannot be undone. */
    Irreversible
}
