package dev.launchgate.demo;

import dev.launchgate.e2e.OperatorProcess;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Leaves no process and, on a real cluster, nothing else behind, also when somebody presses Ctrl-C. */
final class Ending implements AutoCloseable {
    private final Stage stage;
    private final Patience patience;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile Optional<OperatorProcess> operator = Optional.empty();

    Ending(Stage stage, Patience patience) {
        this.stage = stage;
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-ending"));
    }

    OperatorProcess of(OperatorProcess started) {
        operator = Optional.of(started);
        return started;
    }

    @Override
    public void close() {
        if (!done.getAndSet(true)) {
            operator.ifPresent(OperatorProcess::close);
            patience.during("deleting what the demo made", stage::leave);
        }
    }
}
