package dev.launchgate.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which probe is made when: wishes, due times and answers. Times are those of a monotonic clock and are compared by
 * difference. Knows no thread; the {@link Prober} guards it.
 */
final class Timetable {
    /** A probe is made again at request at most this often. */
    static final Duration ASK_NOW = Duration.ofSeconds(5);
    /** How soon to ask again when the network could not be asked at all. */
    static final Duration AGAIN = Duration.ofSeconds(1);
    /** First probes are spread over this much time for each of them: one at once, 100,000 over 50 seconds. */
    static final Duration FIRST_SPACING = Duration.ofNanos(500_000);

    /** How far a worker that hangs came is not known, so nothing may be concluded from the silence. */
    static final Measurement GIVEN_UP =
            new Measurement.Failed(new ProbeFailure(ProbeFailure.Cause.Timeout, ProbeFailure.Phase.Resolve, ""));

    private static final Comparator<Probe> BY_TIME =
            ((Comparator<Probe>) (a, b) -> Long.signum(a.dueAt - b.dueAt)).thenComparingLong(Probe::id);

    private final int perHostPerSecond;
    private final Jitter jitter;
    private final Map<ProbeKey, Probe> probes = new HashMap<>();
    private final Map<String, Set<Probe>> owners = new HashMap<>();
    private final TreeSet<Probe> due = new TreeSet<>(BY_TIME);
    private final Room room;
    private final HostPace pace = new HostPace();
    private final Backlog backlog;
    private final UnderWay underWay = new UnderWay();
    private int untried;
    private long ids;

    Timetable(int concurrency, int perHostPerSecond, RandomGenerator random) {
        this.perHostPerSecond = perHostPerSecond;
        this.jitter = new Jitter(random);
        this.room = new Room(concurrency);
        this.backlog = new Backlog(room, pace);
    }

    /**
     * Replaces the wishes of an owner.
     *
     * @return whether there is an answer that the owner may have missed: it came before the owner wished to hear of it
     */
    boolean subscribe(String owner, String namespace, Collection<Subscription> wanted, long now) {
        Map<ProbeKey, List<Subscription>> wishes =
                wanted.stream().collect(Collectors.groupingBy(wish -> new ProbeKey(namespace, wish.request())));
        Set<Probe> before = owners.getOrDefault(owner, Set.of());
        before.stream().filter(probe -> !wishes.containsKey(probe.key())).forEach(probe -> drop(owner, probe));
        Set<Probe> after = new HashSet<>();
        boolean missed = false;
        for (Map.Entry<ProbeKey, List<Subscription>> wish : wishes.entrySet()) {
            Probe known = probes.get(wish.getKey());
            Probe probe = known == null ? new Probe(wish.getKey(), peer(wish.getKey()), ids++) : known;
            Duration interval = probe.interval();
            boolean keener = probe.wish(owner, wish.getValue());
            missed |= keener && probe.observation.sequence() > 0;
            if (known == null) {
                begin(probe, now);
            } else if (probe.tried && probe.interval().compareTo(interval) < 0) {
                bringForward(probe, probe.startedAt + jitter.around(probe.interval()));
            }
            after.add(probe);
        }
        if (after.isEmpty()) {
            owners.remove(owner);
        } else {
            owners.put(owner, after);
        }
        return missed;
    }

    void unsubscribe(String owner) {
        Set<Probe> gone = owners.remove(owner);
        if (gone != null) {
            gone.forEach(probe -> drop(owner, probe));
        }
    }

    Observation latest(ProbeKey key) {
        Probe probe = probes.get(key);
        return probe == null ? Observation.NONE : probe.observation;
    }

    void askNow(String owner, long now) {
        for (Probe probe : owners.getOrDefault(owner, Set.of())) {
            Duration rest = probe.key().request().atMostEvery();
            long allowed = probe.startedAt + (rest.compareTo(ASK_NOW) > 0 ? rest : ASK_NOW).toNanos();
            bringForward(probe, probe.tried && allowed - now > 0 ? allowed : now);
        }
    }

    /** The attempt to make next, which counts as under way from now on; null if none may start yet. */
    @Nullable
    Attempt next(long now) {
        while (!due.isEmpty() && due.first().dueAt - now <= 0) {
            backlog.add(due.pollFirst());
        }
        Attempt attempt = backlog.poll(now);
        if (attempt != null) {
            Probe probe = attempt.probe();
            untried -= probe.tried ? 0 : 1;
            probe.tried = true;
            probe.attempt = attempt;
            probe.startedAt = now;
            probe.dueAt = now + jitter.around(probe.interval());
            underWay.begin(attempt);
        }
        return attempt;
    }

    /** Takes the answer of a worker, and the worker's place in any case. @return owners to wake */
    Set<String> ended(Attempt attempt, Measurement measurement, long now) {
        boolean counts = underWay.end(attempt);
        backlog.ended(attempt);
        Probe probe = attempt.probe();
        Set<String> news = Set.of();
        if (counts && measurement instanceof Measurement.NotYet) {
            probe.dueAt = earliest(probe.dueAt, now + jitter.around(AGAIN));
        } else if (counts) {
            probe.lane = Lane.after(measurement, Duration.ofNanos(now - attempt.startedAt()));
            news = answer(attempt, measurement, now);
        }
        if (probe.attempt == attempt) {
            probe.attempt = null;
            due.add(probe);
        }
        return news;
    }

    /** The worker was not started. */
    void refused(Attempt attempt, long now) {
        ended(attempt, new Measurement.NotYet(), now);
    }

    /** Attempts whose worker does not come back in time. */
    List<Attempt> overdue(long now) {
        return underWay.overdue(now);
    }

    /** Answers in place of a worker that hangs; it keeps its place until it returns. @return owners to wake */
    Set<String> giveUp(Attempt attempt, long now) {
        underWay.settle(attempt);
        attempt.probe().lane = Lane.Slow;
        return answer(attempt, GIVEN_UP, now);
    }

    /** When something is to be done next, {@code latest} at the latest. */
    long nextTurn(long latest) {
        long at = backlog.clearAt(latest);
        at = due.isEmpty() ? at : earliest(at, due.first().dueAt);
        return underWay.nextLook(at);
    }

    /** Drops what only the last second needed. */
    void prune(long now) {
        pace.prune(now);
    }

    /** Whether workers that never came back hold half of the room, so that only a new process helps. */
    boolean clogged() {
        return 2 * underWay.lost() >= room.capacity();
    }

    /** Everything that is remembered, for a look at its bounds. */
    int size() {
        return probes.size() + owners.size() + due.size() + backlog.size() + underWay.size() + pace.size() + untried;
    }

    Set<Attempt> underWay() {
        return underWay.all();
    }

    private Peer peer(ProbeKey key) {
        return Peer.of(key.request(), perHostPerSecond);
    }

    private void begin(Probe probe, long now) {
        probes.put(probe.key(), probe);
        untried++;
        long spread = Math.min(probe.interval().toNanos(), FIRST_SPACING.toNanos() * untried);
        // the crowd grows while it subscribes: without the first half, most of it would come at the beginning
        probe.dueAt = now + spread / 2 + jitter.below(spread / 2);
        due.add(probe);
    }

    /** What runs or waits for room is not moved: it is early enough. */
    private void bringForward(Probe probe, long at) {
        boolean queued = due.remove(probe);
        if (queued || probe.attempt != null) {
            probe.dueAt = earliest(probe.dueAt, at);
        }
        if (queued) {
            due.add(probe);
        }
    }

    private void drop(String owner, Probe probe) {
        probe.drop(owner);
        if (!probe.owners().isEmpty()) {
            return;
        }
        probes.remove(probe.key());
        untried -= probe.tried ? 0 : 1;
        if (probe.attempt != null) {
            underWay.settle(probe.attempt);
            probe.attempt.stop();
            probe.attempt = null;
        } else if (!due.remove(probe)) {
            backlog.remove(probe);
        }
    }

    private static Set<String> answer(Attempt attempt, Measurement measurement, long now) {
        Probe probe = attempt.probe();
        Observation before = probe.observation;
        boolean changed = !measurement.equals(before.measurement());
        long sequence = before.sequence() + 1;
        probe.observation = changed
                ? new Observation(measurement, sequence, sequence, attempt.startedAt(), now)
                : new Observation(before.measurement(), sequence, before.changedAt(), attempt.startedAt(), now);
        return probe.owners(changed);
    }

    /** The earlier of two times. */
    static long earliest(long one, long other) {
        return one - other <= 0 ? one : other;
    }
}
