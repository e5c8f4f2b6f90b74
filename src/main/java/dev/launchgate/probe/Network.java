package dev.launchgate.probe;

import java.time.Duration;

/** Port to the network: makes one probe. */
@FunctionalInterface
public interface Network {
    /**
     * Makes a probe and waits for its end, at most {@code timeout}: name resolution, connect, handshake and body included.
     *
     * @param namespace namespace of the checklist that asks; decides which addresses are open
     * @return Answered or Failed; NotYet when the cluster objects that decide on egress are not read yet, so that it should
     *     be asked again soon
     */
    Measurement ask(String namespace, ProbeRequest request, Duration timeout);
}
