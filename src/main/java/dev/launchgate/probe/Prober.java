package dev.launchgate.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one schedule of all probes: a thread that starts what is due and gives up what hangs, and a virtual thread for each
 * probe under way. No probe, listener or reader of answers can stop it; whether it still turns is seen from outside.
 */
public final class Prober implements ProbeSchedule, AutoCloseable {
    /** Two of the shortest intervals that an item may have. */
    public static final Duration STALLED = Duration.ofSeconds(10);

    private static final Duration TURN = Duration.ofSeconds(1);

    private final Network network;
    private final Listeners listeners;
    private final LongSupplier nanoTime;
    private final Workers workers;
    private final Defects defects = new Defects();
    private final Monitor monitor = new Monitor();
    private final Timetable timetable;
    private final Thread thread = Thread.ofPlatform().daemon().name("prober").unstarted(this::turnUntilClosed);
    private boolean refused;
    private volatile boolean closed;
    private volatile long turnedAt;

    /**
     * A prober that does nothing until {@link #start}.
     *
     * @param network makes a probe; called on virtual threads, and interrupted when it outlasts its timeout
     * @param concurrency probes under way at the same time, at least 4
     * @param perHostPerSecond probes started for each host in a second
     * @param wake told an owner for whom there is news; must not wait
     * @param nanoTime monotonic time in nanoseconds, the one that readers of {@link Observation#completedAtNanos} use
     */
    public Prober(
            Network network,
            int concurrency,
            int perHostPerSecond,
            Consumer<String> wake,
            ProbeListener listener,
            LongSupplier nanoTime) {
        this(
                network,
                new Timetable(concurrency, perHostPerSecond, new SplittableRandom()),
                wake,
                listener,
                nanoTime,
                (attempt, work) -> Thread.ofVirtual().name("probe").start(work));
    }

    Prober(
            Network network,
            Timetable timetable,
            Consumer<String> wake,
            ProbeListener listener,
            LongSupplier nanoTime,
            Workers workers) {
        this.network = network;
        this.timetable = timetable;
        this.listeners = new Listeners(wake, listener, defects);
        this.nanoTime = nanoTime;
        this.workers = workers;
        this.turnedAt = nanoTime.getAsLong();
    }

    /** Begins to probe. */
    public void start() {
        turnedAt = nanoTime.getAsLong();
        thread.start();
    }

    @Override
    public void subscribe(String owner, String namespace, Collection<Subscription> wanted) {
        boolean missed =
                monitor.change(() -> timetable.subscribe(owner, namespace, List.copyOf(wanted), nanoTime.getAsLong()));
        if (missed) {
            listeners.wake(Set.of(owner));
        }
    }

    @Override
    public void unsubscribe(String owner) {
        monitor.change(() -> {
            timetable.unsubscribe(owner);
            return owner;
        });
    }

    @Override
    public Observation latest(String namespace, ProbeRequest request) {
        ProbeKey key = new ProbeKey(namespace, request);
        return monitor.locked(() -> timetable.latest(key));
    }

    @Override
    public void askNow(String owner) {
        monitor.change(() -> {
            timetable.askNow(owner, nanoTime.getAsLong());
            return owner;
        });
    }

    /**
     * For how long the schedule has not turned, or cannot start or end a probe. Around zero while all is well; more than
     * {@link #STALLED} means that only a new process helps.
     */
    public Duration stalledFor() {
        return Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - turnedAt));
    }

    /** Stops to probe and interrupts what is under way. */
    @Override
    public void close() {
        closed = true;
        monitor.change(timetable::underWay).forEach(Attempt::stop);
    }

    /** Does what is due. @return nanoseconds until there may be more to do */
    long turn() {
        Set<String> news = new HashSet<>();
        List<Attempt> late = monitor.locked(() -> giveUp(news));
        late.forEach(attempt -> listeners.report(attempt, Timetable.GIVEN_UP, nanoTime.getAsLong()));
        listeners.wake(news);
        return monitor.locked(this::startDue);
    }

    private List<Attempt> giveUp(Set<String> news) {
        long now = nanoTime.getAsLong();
        List<Attempt> late = timetable.overdue(now);
        for (Attempt attempt : late) {
            news.addAll(timetable.giveUp(attempt, now));
            attempt.stop();
        }
        return late;
    }

    private long startDue() {
        long now = nanoTime.getAsLong();
        for (Attempt attempt = next(now); attempt != null; attempt = next(now)) {
            try {
                workers.start(attempt, work(attempt));
                refused = false;
            } catch (Throwable e) {
                refused = true;
                timetable.refused(attempt, now);
                defects.report(e);
            }
        }
        timetable.prune(now);
        if (!refused && !timetable.clogged()) {
            turnedAt = now;
        }
        return closed ? TURN.toNanos() : timetable.nextTurn(now + TURN.toNanos()) - now;
    }

    private @Nullable Attempt next(long now) {
        return closed ? null : timetable.next(now);
    }

    private void turnUntilClosed() {
        while (!closed) {
            long wait = TURN.toNanos();
            try {
                wait = turn();
            } catch (Throwable e) {
                // whatever it was, the next turn is made; turnedAt tells if none succeeds
                defects.report(e);
            }
            monitor.await(wait);
        }
    }

    private Runnable work(Attempt attempt) {
        return () -> {
            try {
                complete(attempt, ask(attempt));
            } catch (Throwable e) {
                defects.report(e);
            }
        };
    }

    private Measurement ask(Attempt attempt) {
        try {
            return Objects.requireNonNull(attempt.ask(network));
        } catch (Throwable e) {
            // one that was stopped may well throw, and nobody waits for it
            return attempt.stopped() ? new Measurement.NotYet() : new Measurement.Failed(defects.failure(e));
        }
    }

    private void complete(Attempt attempt, Measurement measurement) {
        AtomicBoolean counts = new AtomicBoolean();
        Set<String> news = monitor.change(() -> {
            counts.set(!attempt.settled() && !closed);
            return timetable.ended(attempt, measurement, nanoTime.getAsLong());
        });
        if (counts.get()) {
            listeners.report(attempt, measurement, nanoTime.getAsLong());
            listeners.wake(news);
        }
    }

    /** Who makes attempts. */
    @FunctionalInterface
    interface Workers {
        /** Runs the work somewhere else. */
        void start(Attempt attempt, Runnable work);
    }
}
