package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer;
import dev.launchgate.probe.ProbeRequest;

/**
 * Makes probes of one protocol.
 *
 * @param <R> what it is asked for
 */
@FunctionalInterface
public interface Adapter<R extends ProbeRequest> {
    /**
     * Makes one probe and waits for its answer.
     *
     * @throws ProbeException when there is none, at the deadline at the latest
     * @throws NotReadyException when the cluster objects that decide on egress are not read yet
     */
    ProbeAnswer ask(String namespace, R request, Deadline deadline) throws ProbeException, NotReadyException;
}
