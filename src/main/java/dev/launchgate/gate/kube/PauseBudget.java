package dev.launchgate.gate.kube;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * At most three pauses of one object between two releases, then one a minute: somebody who disagrees is named, not fought.
 * It starts anew when others own the field than at the last try, since then the dispute is another, or over.
 */
final class PauseBudget {
    private static final int IN_A_ROW = 3;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Spent> spent = new ConcurrentHashMap<>();

    PauseBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes one write for the object with this UID; false when none is left now.
     *
     * @param owners other managers that own the field
     */
    boolean take(String uid, List<String> owners) {
        long now = nanoTime.getAsLong();
        // as good as never seen: what is this old changes no answer, and its object may be gone
        spent.values().removeIf(old -> now - old.at() >= 2 * MINUTE);
        boolean[] granted = new boolean[1];
        spent.compute(uid, (key, last) -> {
            boolean same = last != null && last.owners().equals(owners);
            Spent before = same ? last : new Spent(0, now - 2 * MINUTE, owners);
            granted[0] = now - before.at() >= MINUTE || before.count() < IN_A_ROW;
            if (!granted[0]) {
                return before;
            }
            return new Spent(before.count() + 1, now, owners);
        });
        return granted[0];
    }

    /** We cleared the field ourselves, so that pausing it again is no dispute. */
    void reset(String uid) {
        spent.remove(uid);
    }

    /** Objects that are remembered. */
    int size() {
        return spent.size();
    }

    private record Spent(int count, long at, List<String> owners) {}
}
