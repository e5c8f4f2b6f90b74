package dev.launchgate.probe;

import java.time.Duration;

/** Told of every answer, for meters. */
@FunctionalInterface
public interface ProbeListener {
    /**
     * A probe came to an end.
     *
     * @param protocol {@link ProbeRequest#protocol()}
     * @param outcome {@code Answered} or the name of a {@link ProbeFailure.Cause}
     * @param took from its start
     */
    void completed(String protocol, String outcome, Duration took);
}
