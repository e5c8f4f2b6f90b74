package dev.launchgate.probe;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much may run at once: a bound overall, a smaller one for probes that may be slow, and eight for each item. However
 * many endpoints stay silent, a quarter of the room stays free for probes that are quick.
 */
final class Room {
    static final int PER_ITEM = 8;

    private final int capacity;
    private final int[] running = new int[Lane.values().length];
    private final Map<Item, Integer> items = new HashMap<>();

    Room(int capacity) {
        this.capacity = capacity;
    }

    boolean has(Lane lane) {
        int slow = running[Lane.Slow.ordinal()];
        int uncertain = slow + running[Lane.New.ordinal()];
        boolean forUncertain = uncertain < Math.max(1, capacity * 3 / 4);
        return running() < capacity
                && switch (lane) {
                    case Quick -> true;
                    case New -> forUncertain;
                    case Slow -> forUncertain && slow < Math.max(1, capacity / 2);
                };
    }

    /** An item that wishes for the probe and has room for it; null if there is none. */
    @Nullable
    Item itemFor(Probe probe) {
        return probe.items().stream()
                .filter(item -> items.getOrDefault(item, 0) < PER_ITEM)
                .findFirst()
                .orElse(null);
    }

    void enter(Lane lane, Item item) {
        running[lane.ordinal()]++;
        items.merge(item, 1, Integer::sum);
    }

    void leave(Lane lane, Item item) {
        running[lane.ordinal()]--;
        items.computeIfPresent(item, (key, count) -> count == 1 ? null : count - 1);
    }

    int running() {
        int sum = 0;
        for (int each : running) {
            sum += each;
        }
        return sum;
    }

    int capacity() {
        return capacity;
    }

    /** An item of a checklist. */
    record Item(String owner, String name) {}
}
