package dev.launchgate.gate.kube;

import dev.launchgate.cluster.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Writes of one sort that somebody else's policy, or a missing right, refused: tried again after a second, doubling to a
 * minute, and at once when the object changes.
 */
final class RefusedWrites {
    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LAST = Duration.ofMinutes(1).toNanos();
    private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    RefusedWrites(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The last refusal of this very object, while it is too early to try again. */
    Optional<Pending> pending(Resource live) {
        long now = nanoTime.getAsLong();
        return Optional.ofNullable(refusals.get(live.uid()))
                .filter(refusal -> refusal.object().equals(Fingerprint.of(live)))
                .filter(refusal -> refusal.until() - now > 0)
                .map(refusal -> new Pending(refusal.words(), Duration.ofNanos(refusal.until() - now)));
    }

    /** Notes a refusal; says when to try again. */
    Pending refused(Resource live, String words) {
        long now = nanoTime.getAsLong();
        refusals.values().removeIf(old -> now - old.until() > FORGOTTEN);
        Fingerprint object = Fingerprint.of(live);
        Refusal noted = refusals.compute(live.uid(), (uid, before) -> {
            boolean again = before != null && before.object().equals(object);
            long delay = again ? Math.min(LAST, 2 * before.delay()) : FIRST;
            return new Refusal(object, words, delay, now + delay);
        });
        return new Pending(words, Duration.ofNanos(noted.delay()));
    }

    /** It went through. */
    void forget(String uid) {
        refusals.remove(uid);
    }

    /**
     * A refusal that stands.
     *
     * @param words what the API server said
     * @param again how long until the next try
     */
    record Pending(String words, Duration again) {}

    private record Refusal(Fingerprint object, String words, long delay, long until) {}

    /** What a policy could judge by; our notes and the status aside, which change without anybody's doing. */
    private record Fingerprint(long generation, Map<String, String> labels, Map<String, String> annotations) {
        static Fingerprint of(Resource live) {
            Map<String, String> annotations = new HashMap<>(live.annotations());
            annotations.keySet().removeAll(DeploymentNotes.KEYS);
            return new Fingerprint(live.generation(), live.labels(), annotations);
        }
    }
}
