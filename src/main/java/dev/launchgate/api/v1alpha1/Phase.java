package dev.launchgate.api.v1alpha1;

/** When an item is judged. */
public enum Phase {
    /** While the candidate is held. */
    BeforeRelease,
    /** While it rolls out: the item needs pods of the new revision. */
    AfterRelease
}
