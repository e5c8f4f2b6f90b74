package dev.launchgate.probe;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Mutual exclusion, and a thread that waits for time or for a change, whichever comes first. */
final class Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean pending;

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** The action is something that the waiting thread wants to look at. */
    <T> T change(Supplier<T> action) {
        return locked(() -> {
            T result = action.get();
            pending = true;
            changed.signal();
            return result;
        });
    }

    /** Waits unless there was a change since the last time. */
    @SuppressWarnings("WaitNotInLoop") // waking early does no harm: the caller looks, and comes back
    void await(long nanos) {
        lock.lock();
        try {
            if (!pending && nanos > 0) {
                changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // as good as a change: the caller goes on and looks
        } finally {
            pending = false;
            lock.unlock();
        }
    }
}
