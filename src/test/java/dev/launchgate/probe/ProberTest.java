package dev.launchgate.probe;

import static dev.launchgate.probe.ProbeWorld.OPEN;
import static dev.launchgate.probe.ProbeWorld.REFUSED;
import static dev.launchgate.probe.ProbeWorld.every;
import static dev.launchgate.probe.ProbeWorld.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeWorld.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProberTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Measurement TIMEOUT =
            new Measurement.Failed(new ProbeFailure(Cause.Timeout, Phase.Resolve, ""));

    private final ProbeWorld world = new ProbeWorld(256, 10, 1);
    private final Prober prober = world.prober;

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));

        assertThat(prober.latest("ml", tcp("db"))).isEqualTo(Observation.NONE);
        assertThat(prober.latest("ml", tcp("unheard"))).isEqualTo(Observation.NONE);
    }

    @Test
    void aSingleProbeIsMadeAtOnceAndWakesItsOwner() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));

        world.run(Duration.ofMillis(20));

        assertThat(prober.latest("ml", tcp("db")).measurement()).isEqualTo(OPEN);
        Observation answer = prober.latest("ml", tcp("db"));
        assertThat(answer.startedAtNanos()).isEqualTo(startedAt("db"));
        assertThat(answer.completedAtNanos()).isEqualTo(startedAt("db") + 10_000_000);
        assertThat(world.woken).containsExactly("ml/a");
    }

    @Test
    void anEqualAnswerWakesNobodyAndAnotherOneDoes() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        world.run(Duration.ofMinutes(5));
        assertThat(world.woken).containsExactly("ml/a");
        assertThat(prober.latest("ml", tcp("db")))
                .extracting(Observation::sequence, Observation::changedAt)
                .containsExactly(5L, 1L);

        world.script("db", REFUSED, Duration.ofMillis(1));
        world.run(MINUTE);

        assertThat(world.woken).containsExactly("ml/a", "ml/a");
        assertThat(prober.latest("ml", tcp("db")))
                .extracting(Observation::measurement, Observation::changedAt)
                .containsExactly(REFUSED, 6L);
    }

    @Test
    void everyAnswerWakesWhoWantsEveryAnswer() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        prober.subscribe("ml/b", "ml", List.of(new Subscription("item", tcp("db"), MINUTE, MINUTE, true)));

        world.run(Duration.ofMinutes(3));

        assertThat(world.woken).containsExactlyInAnyOrder("ml/a", "ml/b", "ml/b", "ml/b");
    }

    @Test
    void whoComesToAnAnswerThatIsThereIsWokenForIt() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        world.run(Duration.ofSeconds(1));
        world.woken.clear();

        prober.subscribe("ml/b", "ml", List.of(every(MINUTE, tcp("db"))));
        assertThat(world.woken).containsExactly("ml/b");

        prober.subscribe("ml/b", "ml", List.of(every(MINUTE, tcp("db"))));
        assertThat(world.woken).containsExactly("ml/b");

        // the answer that completes a round may have come while the pass was deciding to count rounds
        prober.subscribe("ml/b", "ml", List.of(new Subscription("item", tcp("db"), MINUTE, MINUTE, true)));
        assertThat(world.woken).containsExactly("ml/b", "ml/b");
    }

    @Test
    void equalRequestsOfANamespaceAreOneAtTheShortestIntervalAndTheLongestTimeout() {
        prober.subscribe("ml/a", "ml", List.of(wish("db", 60, 1)));
        prober.subscribe("ml/b", "ml", List.of(wish("db", 30, 7), wish("db", 40, 2)));

        world.run(Duration.ofMinutes(10));

        assertThat(world.startsOf("db")).hasSizeBetween(19, 22);
        assertThat(world.starts)
                .allSatisfy(start -> assertThat(
                                start.attempt().overdueAt() - start.attempt().startedAt())
                        .isEqualTo(Duration.ofSeconds(7).plus(Attempt.GRACE).toNanos()));
    }

    @Test
    void nothingIsSharedAcrossNamespaces() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        prober.subscribe("web/a", "web", List.of(every(MINUTE, tcp("other"))));
        world.run(Duration.ofSeconds(1));

        prober.subscribe("web/a", "web", List.of(every(MINUTE, tcp("db"))));

        assertThat(prober.latest("web", tcp("db"))).isEqualTo(Observation.NONE);
        world.run(Duration.ofSeconds(1));
        assertThat(world.startsOf("db")).hasSize(2);
    }

    @Test
    void subscribingAgainReplacesAndUnsubscribingForgets() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db")), every(MINUTE, tcp("cache"))));
        world.run(Duration.ofSeconds(1));

        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("cache"))));
        assertThat(prober.latest("ml", tcp("db"))).isEqualTo(Observation.NONE);
        assertThat(prober.latest("ml", tcp("cache")).sequence()).isEqualTo(1);

        prober.unsubscribe("ml/a");
        world.run(Duration.ofMinutes(10));
        assertThat(world.starts).hasSize(2);
        assertThat(world.timetable.size()).isZero();
    }

    @Test
    void whatSomebodyElseStillWishesForStays() {
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        prober.subscribe("ml/b", "ml", List.of(every(MINUTE, tcp("db"))));
        world.run(Duration.ofSeconds(1));

        prober.unsubscribe("ml/a");

        assertThat(prober.latest("ml", tcp("db")).measurement()).isEqualTo(OPEN);
        world.woken.clear();
        world.script("db", REFUSED, Duration.ofMillis(1));
        world.run(Duration.ofSeconds(70));
        assertThat(world.woken).containsExactly("ml/b");
    }

    @Test
    void aShorterIntervalTakesEffectAtOnce() {
        prober.subscribe("ml/a", "ml", List.of(every(Duration.ofHours(24), tcp("db"))));
        world.run(Duration.ofMinutes(10));
        assertThat(world.startsOf("db")).hasSize(1);

        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        world.run(Duration.ofSeconds(1));
        assertThat(world.startsOf("db")).hasSize(2);
    }

    @Test
    void theAnswerOfAnAttemptWhoseOwnerLeftMeanwhileIsDropped() {
        world.script("db", REFUSED, Duration.ofSeconds(2));
        world.scripts.put("db", attempt -> new Script(() -> REFUSED, Duration.ofSeconds(2), false));
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        world.run(Duration.ofSeconds(1));

        prober.unsubscribe("ml/a");
        world.script("db", OPEN, Duration.ofMillis(1));
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));
        world.run(Duration.ofSeconds(5));

        assertThat(prober.latest("ml", tcp("db")))
                .extracting(Observation::measurement, Observation::sequence)
                .containsExactly(OPEN, 1L);
        assertThat(world.running).isZero();
    }

    @Test
    void aNetworkThatIsNotReadyIsAskedAgainAfterASecondAndIsNoAnswer() {
        AtomicInteger asked = new AtomicInteger();
        world.scripts.put(
                "db",
                attempt ->
                        Script.of(asked.incrementAndGet() < 4 ? new Measurement.NotYet() : OPEN, Duration.ofMillis(1)));
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));

        world.run(Duration.ofMillis(2_500));
        assertThat(asked).hasValue(3);
        assertThat(prober.latest("ml", tcp("db"))).isEqualTo(Observation.NONE);
        assertThat(world.woken).isEmpty();
        assertThat(world.reported).isEmpty();

        world.run(Duration.ofSeconds(1));
        assertThat(prober.latest("ml", tcp("db")).sequence()).isEqualTo(1);
    }

    @Test
    void aWorkerThatHangsIsInterruptedAndTheAnswerIsTimeout() {
        world.blackHole("db");
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));

        world.run(Duration.ofMillis(5_260));

        assertThat(prober.latest("ml", tcp("db")).measurement()).isEqualTo(TIMEOUT);
        assertThat(world.woken).containsExactly("ml/a");
        assertThat(world.reported).containsExactly("tcp Timeout 5250");
        assertThat(world.running).isZero();
        world.run(Duration.ofMinutes(2));
        assertThat(world.startsOf("db")).hasSize(3);
    }

    @Test
    void aWorkerThatCannotBeInterruptedIsNotStartedTwiceAndItsLateAnswerIsDropped() {
        world.scripts.put("db", attempt -> new Script(() -> OPEN, Duration.ofMinutes(5), false));
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db"))));

        world.run(Duration.ofMinutes(4));
        assertThat(world.startsOf("db")).hasSize(1);
        assertThat(prober.latest("ml", tcp("db")))
                .extracting(Observation::measurement, Observation::sequence)
                .containsExactly(TIMEOUT, 1L);

        world.script("db", REFUSED, Duration.ofMillis(1));
        world.run(Duration.ofSeconds(90));
        assertThat(world.startsOf("db")).hasSize(2);
        assertThat(prober.latest("ml", tcp("db")).measurement()).isEqualTo(REFUSED);
    }

    @Test
    void askNowProbesAtOnceButAtMostEveryFiveSeconds() {
        prober.subscribe("ml/a", "ml", List.of(every(Duration.ofHours(1), tcp("db"))));
        world.run(Duration.ofSeconds(10));

        prober.askNow("ml/a");
        world.run(Duration.ofMillis(1));
        assertThat(world.startsOf("db")).hasSize(2);

        IntStream.range(0, 100).forEach(i -> {
            prober.askNow("ml/a");
            world.run(Duration.ofMillis(100));
        });
        assertThat(world.startsOf("db")).hasSize(4);
    }

    /** Who edits a checklist again and again does not fetch a report of a mebibyte every five seconds. */
    @Test
    void askNowDoesNotFetchMoreOftenThanARequestAllows() {
        Fetch fetch = new Fetch(
                new FetchFrom.Stated("https://docs/report", null, null),
                Map.of(),
                (status, body) -> new ContentReader.Content() {},
                Duration.ofMinutes(5));
        prober.subscribe("ml/a", "ml", List.of(every(Duration.ofHours(1), fetch)));
        world.run(Duration.ofSeconds(10));

        IntStream.range(0, 66).forEach(i -> {
            prober.askNow("ml/a");
            world.run(Duration.ofSeconds(5));
        });

        List<Duration> starts = world.startsOf(fetch.toString());
        assertThat(starts).hasSize(2);
        assertThat(starts.get(1).minus(starts.get(0))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void askNowDuringAnAttemptAsksOnceMoreAfterIt() {
        world.script("db", OPEN, Duration.ofSeconds(2));
        prober.subscribe("ml/a", "ml", List.of(every(Duration.ofHours(1), tcp("db"))));
        world.run(Duration.ofSeconds(1));

        prober.askNow("ml/a");
        world.run(Duration.ofSeconds(30));

        List<Duration> starts = world.startsOf("db");
        assertThat(starts).hasSize(2);
        assertThat(starts.get(1).minus(starts.get(0))).isEqualTo(Timetable.ASK_NOW);
    }

    @Test
    void aMassStartIsSpreadOverTheInterval() {
        for (int i = 0; i < 2_000; i++) {
            String owner = "ns-" + i + "/a";
            int item = i;
            prober.subscribe(
                    owner,
                    "ns-" + i,
                    IntStream.range(0, 10)
                            .mapToObj(j -> every(MINUTE, tcp("h-" + item + "-" + j)))
                            .toList());
        }
        int[] perSecond = new int[70];

        world.run(Duration.ofSeconds(69));

        world.starts.stream()
                .filter(start -> start.at().compareTo(MINUTE) < 0)
                .forEach(start -> perSecond[(int) start.at().toSeconds()]++);
        assertThat(world.mostRunning).isLessThanOrEqualTo(256);
        assertThat(IntStream.of(perSecond).max().orElse(0)).isLessThan(3_500);
        assertThat(world.starts.stream().map(ProbeWorld.Started::key).distinct())
                .hasSize(20_000);
    }

    @Test
    void laterProbesDriftApart() {
        IntStream.range(0, 100)
                .forEach(i -> prober.subscribe("ml/" + i, "ml", List.of(every(MINUTE, tcp("host-" + i)))));
        world.run(Duration.ofMinutes(30));
        List<Duration> gaps = IntStream.range(0, 100)
                .mapToObj(i -> world.startsOf("host-" + i))
                .flatMap(starts -> IntStream.range(1, starts.size())
                        .mapToObj(i -> starts.get(i).minus(starts.get(i - 1))))
                .toList();

        assertThat(gaps).allMatch(gap -> gap.compareTo(Duration.ofSeconds(57)) >= 0);
        assertThat(gaps).allMatch(gap -> gap.compareTo(Duration.ofSeconds(63)) <= 0);
        assertThat(gaps.stream().distinct().count()).isGreaterThan(2_000);
    }

    @Test
    void everyAnswerIsReportedWithItsOutcomeAndDuration() {
        world.script("db", REFUSED, Duration.ofMillis(7));
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db")), every(MINUTE, tcp("cache"))));

        world.run(Duration.ofSeconds(1));

        assertThat(world.reported).containsExactlyInAnyOrder("tcp ConnectionRefused 7", "tcp Answered 10");
    }

    @Test
    void closingInterruptsWhatRunsAndStartsNothingMore() {
        world.blackHole("db");
        prober.subscribe("ml/a", "ml", List.of(every(MINUTE, tcp("db")), every(MINUTE, tcp("cache"))));
        world.run(Duration.ofSeconds(1));

        prober.close();
        world.woken.clear();
        world.run(Duration.ofMinutes(10));

        assertThat(world.starts).hasSize(2);
        assertThat(world.running).isZero();
        assertThat(world.woken).isEmpty();
    }

    private long startedAt(String host) {
        return world.nanoTime()
                - world.elapsed().toNanos()
                + world.startsOf(host).getFirst().toNanos();
    }

    private static Subscription wish(String host, int interval, int timeout) {
        return new Subscription("item", tcp(host), Duration.ofSeconds(interval), Duration.ofSeconds(timeout), false);
    }
}
