package dev.launchgate.api.v1alpha1;

/** How far a postmortem has come, and with it what it must say. */
public enum PostmortemState {
    /** Being written: anything may be missing, and is named. */
    Draft,
    /** To be discussed: says what was hurt, when, and why. */
    Review,
    /** Agreed: says everything. */
    Final
}
