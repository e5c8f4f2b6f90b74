package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnfailingTest {
    private final List<Integer> halts = new ArrayList<>();

    private static Stream<Throwable> defects() {
        return Stream.of(
                new IllegalStateException("exception"),
                new NoClassDefFoundError("linkage"),
                new AssertionError("assertion"),
                new StackOverflowError("deep"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    @Tag("F33")
    void aTaskThatThrewOnceComesAgain(Throwable defect) throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        Unfailing task = new Unfailing("the task", () -> {
            runs.countDown();
            if (runs.getCount() == 2) {
                thrown(defect);
            }
        });
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            timer.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);

            assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
            timer.shutdownNow();
        }
    }

    @Test
    void aVirtualMachineThatFailedIsStopped() {
        new Unfailing("the task", () -> thrown(new OutOfMemoryError("heap")), halts::add).run();

        assertThat(halts).containsExactly(1);
    }

    @Test
    void aDeepStackIsNoReasonToStop() {
        new Unfailing("the task", () -> thrown(new StackOverflowError("deep")), halts::add).run();

        assertThat(halts).isEmpty();
    }

    private static void thrown(Throwable defect) {
        switch (defect) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalArgumentException(defect);
        }
    }
}
