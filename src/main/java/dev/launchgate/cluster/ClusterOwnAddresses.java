package dev.launchgate.cluster;

import dev.launchgate.probe.net.OwnAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a namespace's own addresses from the caches of cluster objects. What was found out is kept for a second, because it
 * is asked for on each probe of a private address and takes a look at all pods of the namespace.
 */
public final class ClusterOwnAddresses implements OwnAddresses {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    /** Namespaces beyond which those that are not fresh are forgotten. */
    private static final int MANY = 1_000;

    private final ClusterView view;
    private final LongSupplier nanoTime;
    private final Map<String, NamespaceAddresses> found = new ConcurrentHashMap<>();

    /** @param view one that records no reads: probes are no passes */
    public ClusterOwnAddresses(ClusterView view, LongSupplier nanoTime) {
        this.view = view;
        this.nanoTime = nanoTime;
    }

    @Override
    public Ownership of(String namespace, InetAddress address, int port) {
        long now = nanoTime.getAsLong();
        if (found.size() > MANY) {
            found.values().removeIf(old -> !isFresh(old, now));
        }
        return found.compute(namespace, (key, old) -> current(key, old, now)).of(address, port);
    }

    private NamespaceAddresses current(String namespace, @Nullable NamespaceAddresses old, long now) {
        return old != null && old.settled() && isFresh(old, now)
                ? old
                : NamespaceAddresses.read(view, namespace, now, Optional.ofNullable(old));
    }

    private static boolean isFresh(NamespaceAddresses addresses, long now) {
        return now - addresses.takenAt() < FRESH;
    }
}
