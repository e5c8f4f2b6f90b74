package dev.launchgate.api.v1alpha1;

/** What says that a way back works. */
public enum Rehearsal {
    /** Launchgate saw it. */
    Observed,
    /** The spec says when. */
    Declared,
    /** Nothing needs to. */
    None
}
