package dev.launchgate.endpoint;

/** At which point of a delivery somebody asks. */
public enum Stage {
    /** Before pods of the candidate start. */
    Rollout,
    /** Before what was started takes over: items that are judged after the release count too. */
    Promotion
}
