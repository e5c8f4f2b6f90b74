package dev.launchgate.probe;

import static dev.launchgate.probe.ProbeWorld.OPEN;
import static dev.launchgate.probe.ProbeWorld.every;
import static dev.launchgate.probe.ProbeWorld.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeWorld.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever throws, hangs or refuses: probing goes on, or is seen not to. */
@Tag("F33")
class ProberFaultsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ProbeWorld world = new ProbeWorld(8, 10, 1);
    private final Prober prober = world.prober;

    @BeforeEach
    void twoProbes() {
        prober.subscribe("ml/a", "ml", List.of(every(INTERVAL, tcp("db")), every(INTERVAL, tcp("cache"))));
    }

    @Test
    void aNetworkThatThrowsIsAnInternalErrorWithAStableIdAndIsAskedAgain() {
        world.scripts.put(
                "db",
                attempt -> new Script(
                        () -> {
                            throw new NoClassDefFoundError("canary");
                        },
                        Duration.ofMillis(1),
                        true));

        world.run(Duration.ofMinutes(1));

        Observation db = prober.latest("ml", tcp("db"));
        assertThat(db.measurement()).isInstanceOfSatisfying(Measurement.Failed.class, failed -> {
            assertThat(failed.failure().cause()).isEqualTo(Cause.InternalError);
            assertThat(failed.failure().detail()).matches("[0-9a-f]{1,8}").doesNotContain("canary");
        });
        assertThat(db.sequence()).isGreaterThan(4);
        assertThat(db.changedAt()).isEqualTo(1);
        assertThat(prober.latest("ml", tcp("cache")).measurement()).isEqualTo(OPEN);
    }

    @Test
    void aNetworkThatAnswersNullIsAnInternalError() {
        world.script("db", null, Duration.ofMillis(1));

        world.run(INTERVAL);

        assertThat(prober.latest("ml", tcp("db")).measurement())
                .isInstanceOfSatisfying(
                        Measurement.Failed.class,
                        failed -> assertThat(failed.failure().cause()).isEqualTo(Cause.InternalError));
    }

    @Test
    void aWakeOrAMeterThatThrowsIsOvercome() {
        world.onWake = () -> {
            throw new StackOverflowError();
        };
        world.onReport = () -> {
            throw new IllegalStateException();
        };

        world.run(Duration.ofMinutes(1));

        assertThat(prober.latest("ml", tcp("db")).sequence()).isGreaterThan(4);
        assertThat(prober.latest("ml", tcp("cache")).sequence()).isGreaterThan(4);
        assertThat(world.woken).containsExactly("ml/a", "ml/a");
        assertThat(prober.stalledFor()).isLessThan(Prober.STALLED);
    }

    @Test
    void anExecutorThatRejectsIsTriedAgainEverySecond() {
        AtomicInteger rejected = new AtomicInteger();
        world.onExecute = () -> {
            if (rejected.incrementAndGet() <= 10) {
                throw new RejectedExecutionException();
            }
        };

        world.run(Duration.ofSeconds(8));

        assertThat(rejected.get()).isBetween(12, 14);
        assertThat(prober.latest("ml", tcp("db")).measurement()).isEqualTo(OPEN);
        assertThat(prober.latest("ml", tcp("cache")).measurement()).isEqualTo(OPEN);
        assertThat(prober.stalledFor()).isLessThan(Prober.STALLED);
    }

    @Test
    void anExecutorThatRejectsForEverShowsAsAStall() {
        world.run(Duration.ofSeconds(1));
        world.onExecute = () -> {
            throw new OutOfMemoryError("unable to create native thread");
        };

        world.run(INTERVAL.multipliedBy(3));

        assertThat(prober.stalledFor()).isGreaterThan(INTERVAL);
    }

    @Test
    void aScheduleThatDoesNotTurnShowsAsAStallAndGoesOnWhenItTurnsAgain() {
        world.run(Duration.ofMinutes(1));
        assertThat(prober.stalledFor()).isLessThanOrEqualTo(Duration.ofSeconds(1));

        world.stall(INTERVAL.multipliedBy(2));
        assertThat(prober.stalledFor()).isGreaterThanOrEqualTo(INTERVAL.multipliedBy(2));

        long before = prober.latest("ml", tcp("db")).sequence();
        world.run(Duration.ofSeconds(1));
        assertThat(prober.stalledFor()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(prober.latest("ml", tcp("db")).sequence()).isEqualTo(before + 1);
    }

    @Test
    void workersThatNeverReturnShowAsAStallWhenTheyTakeHalfOfTheRoom() {
        IntStream.range(0, 4)
                .forEach(i ->
                        world.scripts.put("stuck-" + i, attempt -> new Script(() -> OPEN, Duration.ofDays(1), false)));
        prober.subscribe(
                "ml/b",
                "ml",
                IntStream.range(0, 3)
                        .mapToObj(i -> every(INTERVAL, tcp("stuck-" + i)))
                        .toList());
        world.run(Duration.ofMinutes(1));
        assertThat(prober.stalledFor()).isLessThanOrEqualTo(Duration.ofSeconds(1));

        prober.subscribe("ml/c", "ml", List.of(every(INTERVAL, tcp("stuck-3"))));
        world.run(Duration.ofMinutes(1));
        assertThat(prober.stalledFor()).isGreaterThan(Duration.ofSeconds(50));
        assertThat(prober.latest("ml", tcp("db")).sequence()).isGreaterThan(10);
    }

    @Test
    void aUrlThatNobodyCanReadDoesNotDisturbTheOthers() {
        ProbeRequest broken = new ProbeRequest.HttpExchange(
                dev.launchgate.api.v1alpha1.HttpMethod.GET, "http://[", null, java.util.Map.of(), null, null, null);
        prober.subscribe("ml/b", "ml", List.of(every(INTERVAL, broken), every(INTERVAL, tcp("other"))));

        world.run(INTERVAL);

        assertThat(prober.latest("ml", tcp("other")).measurement()).isEqualTo(OPEN);
        assertThat(prober.latest("ml", broken).sequence()).isPositive();
    }
}
