package dev.launchgate.probe;

import java.util.Collection;

/** What a pass needs of the prober: wishes in, latest answers out. Nothing here waits. */
public interface ProbeSchedule {
    /** Replaces all wishes of an owner; probes that nobody wishes for any more are forgotten. */
    void subscribe(String owner, String namespace, Collection<Subscription> wanted);

    /** Drops all wishes of an owner. */
    void unsubscribe(String owner);

    /** The latest answer to a probe of a namespace. */
    Observation latest(String namespace, ProbeRequest request);

    /** Makes all probes of an owner at once, each at most every five seconds. */
    void askNow(String owner);
}
