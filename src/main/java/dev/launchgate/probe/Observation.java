package dev.launchgate.probe;

/**
 * What is known of a probe.
 *
 * @param measurement NotYet, Answered or Failed
 * @param sequence number of completed asks, 0 if none
 * @param changedAt the sequence at which the present measurement was first given
 * @param startedAtNanos monotonic time at which the latest ask that was completed began
 * @param completedAtNanos monotonic time of its completion
 */
public record Observation(
        Measurement measurement, long sequence, long changedAt, long startedAtNanos, long completedAtNanos) {
    /** Of a probe that was never made. */
    public static final Observation NONE = new Observation(new Measurement.NotYet(), 0, 0, 0, 0);
}
