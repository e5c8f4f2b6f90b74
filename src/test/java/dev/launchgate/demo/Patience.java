package dev.launchgate.demo;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Shows that something is being waited for, once that takes longer than people like to look at nothing. */
final class Patience {
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Narrator narrator;

    Patience(Narrator narrator) {
        this.narrator = narrator;
    }

    void during(String what, Runnable work) {
        during(what, () -> {
            work.run();
            return what;
        });
    }

    <T> T during(String what, Supplier<T> work) {
        AtomicLong seconds = new AtomicLong(QUIET.toSeconds());
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        try {
            clock.scheduleAtFixedRate(
                    () -> narrator.progress(what, seconds.getAndIncrement()), QUIET.toSeconds(), 1, TimeUnit.SECONDS);
            return work.get();
        } finally {
            clock.shutdownNow();
            if (seconds.get() > QUIET.toSeconds()) {
                narrator.progressOver();
            }
        }
    }
}
