package dev.launchgate.gate;

/** How new revisions are held, as a dry run proved it. */
public enum Arming {
    /** The policies pause every template change in the same write; an idle Deployment is not paused. */
    AutoHold,
    /** The Deployment stays paused between promotions; the guard policy lets only Launchgate resume it. */
    AlwaysPaused,
    /** The same without guard policy: whoever may patch the Deployment can resume it. */
    AlwaysPausedUnguarded;

    /** Whether an idle Deployment is paused. */
    boolean pausesIdle() {
        return this != AutoHold;
    }
}
