package dev.launchgate.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One ask under way, from the decision to start it until its worker returns. */
final class Attempt {
    /** What a worker may take beyond the timeout: an adapter ends by itself, this is for one that hangs. */
    static final Duration GRACE = Duration.ofMillis(250);

    private final Probe probe;
    private final Lane lane;
    private final Room.Item item;
    private final Duration timeout;
    private final long startedAt;
    private boolean settled;
    private boolean stopped;
    private @Nullable Thread worker;

    Attempt(Probe probe, Lane lane, Room.Item item, Duration timeout, long startedAt) {
        this.probe = probe;
        this.lane = lane;
        this.item = item;
        this.timeout = timeout;
        this.startedAt = startedAt;
    }

    Probe probe() {
        return probe;
    }

    Lane lane() {
        return lane;
    }

    Room.Item item() {
        return item;
    }

    long startedAt() {
        return startedAt;
    }

    /** When to stop waiting for the worker. */
    long overdueAt() {
        return startedAt + timeout.plus(GRACE).toNanos();
    }

    /** Whether its end no longer matters: it was given up, or nobody wishes for the probe any more. */
    boolean settled() {
        return settled;
    }

    /** The end of the worker will not be an answer. */
    void settle() {
        settled = true;
    }

    /** Asks, on the calling thread. An attempt that was stopped before is not made. */
    Measurement ask(Network network) {
        synchronized (this) {
            if (stopped) {
                return new Measurement.NotYet();
            }
            worker = Thread.currentThread();
        }
        try {
            return network.ask(probe.key().namespace(), probe.key().request(), timeout);
        } finally {
            synchronized (this) {
                worker = null;
            }
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** Interrupts the worker, which closes the socket that a virtual thread waits for. */
    synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
        }
    }
}
