package dev.launchgate.probe.net;

import java.net.InetAddress;

/** Port to the cluster: which addresses belong to a namespace, so that its checklists may reach them. */
@FunctionalInterface
public interface OwnAddresses {
    /**
     * Whether an address is one of the namespace's own: the {@code podIP} of a pod without {@code hostNetwork}, the cluster
     * address of a Service with a selector whose endpoints are all such pods, or an address in the status of a load balancer
     * Service, Ingress or Gateway. That one may be a node's, so that only the ports that are balanced belong to it.
     */
    Ownership of(String namespace, InetAddress address, int port);

    /** Answer to {@link #of}. */
    enum Ownership {
        Own,
        Foreign,
        /** The objects that decide are not read yet. */
        NotReadYet
    }
}
