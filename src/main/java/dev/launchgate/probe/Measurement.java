package dev.launchgate.probe;

/** What is known of one probe at the time of a pass. */
public sealed interface Measurement {
    /** Nothing yet. */
    record NotYet() implements Measurement {}

    /** The latest answer. */
    record Answered(ProbeAnswer answer) implements Measurement {}

    /** The latest attempt failed. */
    record Failed(ProbeFailure failure) implements Measurement {}

    /** The latest answer is older than twice the interval plus the timeout, so that it proves nothing. */
    record TooOld() implements Measurement {}
}
