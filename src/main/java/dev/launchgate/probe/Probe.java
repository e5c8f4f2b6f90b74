package dev.launchgate.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One probe: who wishes for it, when it is due, and what is known. */
final class Probe {
    private final ProbeKey key;
    private final Peer peer;
    private final long id;
    private final Map<String, List<Subscription>> wishes = new HashMap<>();
    private List<Room.Item> items = List.of();
    private Duration interval = Duration.ZERO;
    private Duration timeout = Duration.ZERO;

    /** When it is to be asked next. Part of its place in the queue: changed only while it is in none. */
    long dueAt;
    /** Whether there was an attempt. */
    boolean tried;
    /** When the latest attempt began; meaningless before the first. */
    long startedAt;

    Lane lane = Lane.New;

    @Nullable
    Attempt attempt;

    Observation observation = Observation.NONE;

    /** @param id orders probes that are due at the same time */
    Probe(ProbeKey key, Peer peer, long id) {
        this.key = key;
        this.peer = peer;
        this.id = id;
    }

    ProbeKey key() {
        return key;
    }

    Peer peer() {
        return peer;
    }

    long id() {
        return id;
    }

    /** The shortest interval that anybody wishes for. */
    Duration interval() {
        return interval;
    }

    /** The longest timeout that anybody wishes for. */
    Duration timeout() {
        return timeout;
    }

    List<Room.Item> items() {
        return items;
    }

    Set<String> owners() {
        return Set.copyOf(wishes.keySet());
    }

    /** Owners to whom an answer is news. */
    Set<String> owners(boolean changed) {
        return wishes.entrySet().stream()
                .filter(wish -> changed || everyAnswer(wish.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Replaces the wishes of an owner.
     *
     * @return whether the owner wants to know more than before
     */
    boolean wish(String owner, List<Subscription> wanted) {
        List<Subscription> before = wishes.put(owner, List.copyOf(wanted));
        sumUp();
        return before == null || !everyAnswer(before) && everyAnswer(wanted);
    }

    void drop(String owner) {
        wishes.remove(owner);
        sumUp();
    }

    private void sumUp() {
        interval = all().map(Subscription::interval).min(Duration::compareTo).orElse(Duration.ZERO);
        timeout = all().map(Subscription::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
        items = wishes.entrySet().stream()
                .flatMap(wish -> wish.getValue().stream().map(each -> new Room.Item(wish.getKey(), each.item())))
                .distinct()
                .toList();
    }

    private Stream<Subscription> all() {
        return wishes.values().stream().flatMap(Collection::stream);
    }

    private static boolean everyAnswer(List<Subscription> wishes) {
        return wishes.stream().anyMatch(Subscription::wakeOnEveryAnswer);
    }
}
