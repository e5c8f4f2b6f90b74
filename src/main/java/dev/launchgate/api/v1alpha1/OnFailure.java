package dev.launchgate.api.v1alpha1;

/** What an application does while something it calls is away. */
public enum OnFailure {
    /** It tries again until it is back. */
    Retries,
    /** It goes on with less. */
    Degrades,
    /** It keeps the work for later. */
    Queues,
    /** It fails too. */
    Fails
}
