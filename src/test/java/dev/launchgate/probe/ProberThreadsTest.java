package dev.launchgate.probe;

import static dev.launchgate.probe.ProbeWorld.OPEN;
import static dev.launchgate.probe.ProbeWorld.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The schedule on its own thread and in real time. */
@Timeout(30)
class ProberThreadsTest {
    private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();

    @Test
    void aWorkerThatHangsIsInterruptedAndOthersAreAnsweredMeanwhile() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Network network = (namespace, request, timeout) -> {
            if (request.equals(tcp("dark"))) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw new IllegalStateException(e);
                }
            }
            return OPEN;
        };
        try (Prober prober = started(network)) {
            prober.subscribe("ml/dark", "ml", List.of(wish("dark")));
            prober.subscribe("ml/bright", "ml", List.of(wish("bright")));

            assertThat(woken.take()).isEqualTo("ml/bright");
            assertThat(woken.take()).isEqualTo("ml/dark");
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(prober.latest("ml", tcp("dark")).measurement())
                    .isEqualTo(new Measurement.Failed(new ProbeFailure(Cause.Timeout, Phase.Resolve, "")));
            assertThat(prober.stalledFor()).isLessThan(Prober.STALLED);
        }
    }

    @Test
    void closingInterruptsWhatRuns() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(40);
        CountDownLatch interrupted = new CountDownLatch(40);
        Network network = (namespace, request, timeout) -> {
            try {
                running.countDown();
                new CountDownLatch(1).await();
                return OPEN;
            } catch (InterruptedException e) {
                interrupted.countDown();
                return new Measurement.NotYet();
            }
        };
        try (Prober prober = started(network)) {
            IntStream.range(0, 40)
                    .forEach(i -> prober.subscribe(
                            "ml/" + i,
                            "ml",
                            List.of(new Subscription(
                                    "item", tcp("h" + i), Duration.ofMinutes(1), Duration.ofSeconds(50), false))));
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(woken).isEmpty();
    }

    @Test
    void manyThreadsMaySubscribeAskAndReadAtOnce() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Network network = (namespace, request, timeout) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return OPEN;
        };
        Set<String> owners = ConcurrentHashMap.newKeySet();
        try (Prober prober = started(network)) {
            List<Thread> threads = IntStream.range(0, 8)
                    .mapToObj(t -> Thread.ofPlatform().start(() -> {
                        for (int i = 0; i < 100; i++) {
                            String owner = "ns-" + t + "/" + i;
                            prober.subscribe(owner, "ns-" + t, List.of(wish("a" + i), wish("b" + t)));
                            prober.askNow(owner);
                            prober.latest("ns-" + t, tcp("a" + i));
                            if (i % 3 == 0) {
                                prober.unsubscribe(owner);
                            } else {
                                owners.add(owner);
                            }
                        }
                    }))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            while (!owners.isEmpty()) {
                owners.remove(woken.take());
            }
        }
        assertThat(most.get()).isBetween(1, 64);
    }

    private Prober started(Network network) {
        Prober prober = new Prober(network, 64, 100, woken::add, (protocol, outcome, took) -> {}, System::nanoTime);
        prober.start();
        return prober;
    }

    private static Subscription wish(String host) {
        return new Subscription("item", tcp(host), Duration.ofMinutes(1), Duration.ofMillis(300), false);
    }
}
