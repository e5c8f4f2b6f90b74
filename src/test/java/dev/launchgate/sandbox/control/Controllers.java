package dev.launchgate.sandbox.control;

import dev.launchgate.sandbox.api.ApiFailure;
import dev.launchgate.sandbox.api.Deletion;
import dev.launchgate.sandbox.api.Objects;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Runs all controllers, one after another, whenever something changed, and now and then because time goes by. */
public final class Controllers implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final Store store;
    private final World world;
    private final List<Controller> all;
    /** Those for which time alone is a reason to act: a deadline passes, a pod has started. */
    private final List<Controller> timed;

    private final Thread thread;
    private volatile boolean closed;

    /** @param podStart how long a pod takes to become ready */
    public Controllers(
            Store store, Kinds kinds, Objects objects, Deletion deletion, InstantSource clock, Duration podStart) {
        this.store = store;
        this.world = new World(store, kinds, objects, deletion, clock);
        this.timed = List.of(new Deployments(), new Pods(podStart));
        this.all = List.of(
                new GarbageCollector(),
                timed.getFirst(),
                new ReplicaSets(),
                new DaemonSets(),
                timed.getLast(),
                new EndpointSlices());
        this.thread = Thread.ofPlatform().name("sandbox-controllers").daemon().unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void loop() {
        try {
            List<Controller> due = all;
            while (!closed) {
                long before = store.version();
                due.forEach(this::run);
                store.awaitChange(before, TICK_MILLIS);
                due = store.version() == before ? timed : all;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Controller controller) {
        try {
            store.atomically(() -> {
                controller.run(world);
                return store.version();
            });
        } catch (ApiFailure e) {
            System.err.printf("sandbox: %s: %s%n", controller.getClass().getSimpleName(), e.getMessage());
        }
    }
}
