package dev.launchgate.probe;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The waiting probes of one lane. The namespace of which least is running comes first, so that nobody waits for the crowd
 * of somebody else; within a namespace, a host or an item at its bound keeps no other one waiting.
 */
final class Line {
    private final Room room;
    private final HostPace pace;
    private final Map<String, Share> shares = new HashMap<>();
    private final TreeSet<Share> waiting = new TreeSet<>(
            Comparator.comparingInt((Share share) -> share.running).thenComparingLong(share -> share.turn));
    private long turns;
    private boolean paced;
    private long clearAt;

    Line(Room room, HostPace pace) {
        this.room = room;
        this.pace = pace;
    }

    void add(Probe probe) {
        Share share = share(probe);
        share.turn = share.hosts.isEmpty() ? ++turns : share.turn;
        share.hosts
                .computeIfAbsent(probe.peer().name(), key -> new ArrayDeque<>())
                .add(probe);
        waiting.add(share);
    }

    /** @return whether it waited here */
    boolean remove(Probe probe) {
        Share share = share(probe);
        Deque<Probe> queue = share.hosts.getOrDefault(probe.peer().name(), new ArrayDeque<>());
        boolean removed = queue.remove(probe);
        if (queue.isEmpty()) {
            share.hosts.remove(probe.peer().name());
        }
        tidy(share);
        return removed;
    }

    /** The probe that may start now and is next in turn; null if there is none. */
    @Nullable
    Choice choose(long now) {
        paced = false;
        for (Share share : waiting) {
            for (Deque<Probe> queue : share.hosts.values()) {
                Choice choice = clear(queue.element().peer(), now) ? first(queue) : null;
                if (choice != null) {
                    return choice;
                }
            }
        }
        return null;
    }

    void started(Probe probe) {
        Share share = share(probe);
        waiting.remove(share);
        share.running++;
        share.turn = ++turns;
        share.rotate(probe.peer().name());
        tidy(share);
    }

    void ended(Probe probe) {
        Share share = share(probe);
        waiting.remove(share);
        share.running--;
        tidy(share);
    }

    /** When a host that {@link #choose} passed over may be asked again; {@code latest} if there was none before then. */
    long clearAt(long latest) {
        return paced && clearAt - latest < 0 ? clearAt : latest;
    }

    private Share share(Probe probe) {
        return shares.computeIfAbsent(probe.key().namespace(), Share::new);
    }

    private void tidy(Share share) {
        if (!share.hosts.isEmpty()) {
            waiting.add(share);
            return;
        }
        waiting.remove(share);
        if (share.running == 0) {
            shares.remove(share.namespace);
        }
    }

    private boolean clear(Peer peer, long now) {
        long at = pace.clearAt(peer, now);
        if (at - now <= 0) {
            return true;
        }
        clearAt = paced && clearAt - at < 0 ? clearAt : at;
        paced = true;
        return false;
    }

    private @Nullable Choice first(Deque<Probe> queue) {
        for (Probe probe : queue) {
            Room.Item item = room.itemFor(probe);
            if (item != null) {
                return new Choice(probe, item);
            }
        }
        return null;
    }

    /** A probe to be started, and the item in whose name it runs. */
    record Choice(Probe probe, Room.Item item) {}

    /** What one namespace has in this lane. */
    private static final class Share {
        private final String namespace;
        private final Map<String, Deque<Probe>> hosts = new LinkedHashMap<>();
        private int running;
        /** Its place among those of which equally much is running; behind all others when it came or had its turn. */
        private long turn;

        private Share(String namespace) {
            this.namespace = namespace;
        }

        /** The host had its turn. */
        private void rotate(String host) {
            Deque<Probe> queue = hosts.remove(host);
            if (queue != null) {
                hosts.put(host, queue);
            }
        }
    }
}
