package dev.launchgate.probe;

import dev.launchgate.probe.ProbeFailure.Cause;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Told of every answer, for meters. */
@FunctionalInterface
public interface ProbeListener {
    /** Outcome of a probe that was answered, whatever the answer says. */
    String ANSWERED = "Answered";

    /** What {@link ProbeRequest#protocol()} may say. */
    List<String> PROTOCOLS = List.of("dns", "tcp", "tls", "http", "secret");

    /** What a probe may come to. */
    List<String> OUTCOMES = Stream.concat(
                    Stream.of(ANSWERED), Stream.of(Cause.values()).map(Cause::name))
            .toList();

    /**
     * A probe came to an end.
     *
     * @param protocol {@link ProbeRequest#protocol()}
     * @param outcome one of {@link #OUTCOMES}
     * @param took from its start
     */
    void completed(String protocol, String outcome, Duration took);
}
