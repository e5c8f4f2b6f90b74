package dev.launchgate.checklist;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When each checklist had its last pass. A checklist that the framework forgot shows here, and nowhere else: liveness reads
 * it.
 */
public final class PassLog {
    private final LongSupplier nanoTime;
    private final Map<String, Long> latest = new ConcurrentHashMap<>();

    public PassLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void passed(String owner) {
        latest.put(owner, nanoTime.getAsLong());
    }

    /** Forgets all but these; and expects a pass of those that had none yet. */
    public void keep(Set<String> owners) {
        latest.keySet().retainAll(owners);
        owners.forEach(owner -> latest.putIfAbsent(owner, nanoTime.getAsLong()));
    }

    /** A new leader owes every checklist a pass from now on. */
    public void restart() {
        latest.replaceAll((owner, at) -> nanoTime.getAsLong());
    }

    /** How long the most neglected checklist has waited. */
    public Duration longestWait() {
        long now = nanoTime.getAsLong();
        return Duration.ofNanos(
                latest.values().stream().mapToLong(at -> now - at).max().orElse(0));
    }
}
