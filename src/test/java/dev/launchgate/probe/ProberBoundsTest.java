package dev.launchgate.probe;

import static dev.launchgate.probe.ProbeWorld.every;
import static dev.launchgate.probe.ProbeWorld.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What waits must not keep others waiting, and bounds hold in every second. */
class ProberBoundsTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int HEALTHY = 50;

    @Test
    @Tag("F36")
    void blackHolesDoNotDelayWhatIsHealthy() {
        long alone = longestGap(healthy(new ProbeWorld(16, 10, 1)));
        ProbeWorld crowded = new ProbeWorld(16, 10, 1);
        blackHoles(crowded, "dark-%d");

        long among = longestGap(healthy(crowded));

        assertThat(among).isLessThanOrEqualTo(alone * 12 / 10);
        assertThat(crowded.mostRunning).isBetween(12, 16);
    }

    @Test
    @Tag("F36")
    void blackHolesOfTheSameNamespaceDoNotEither() {
        ProbeWorld world = new ProbeWorld(16, 10, 2);
        blackHoles(world, "bright");

        assertThat(longestGap(healthy(world)))
                .isLessThanOrEqualTo(Duration.ofMillis(10_600).toMillis());
    }

    @Test
    @Tag("F36")
    void whoComesNewIsMeasuredSoonAmongBlackHolesThatComeNewToo() {
        ProbeWorld world = new ProbeWorld(16, 10, 3);
        blackHoles(world, "dark");

        healthy(world);

        IntStream.range(0, HEALTHY)
                .forEach(i ->
                        assertThat(world.startsOf("bright-" + i).getFirst()).isLessThan(Duration.ofSeconds(6)));
    }

    @Test
    void silenceOfManyIsLateButNotForgotten() {
        ProbeWorld world = new ProbeWorld(64, 10, 4);
        blackHoles(world, "dark");
        world.run(Duration.ofMinutes(5));

        IntStream.range(0, 200)
                .forEach(i -> assertThat(world.startsOf("dark-" + i)).hasSizeGreaterThan(8));
    }

    @Test
    void aHostIsStartedTenTimesASecondHoweverManyAskForIt() {
        ProbeWorld world = new ProbeWorld(256, 10, 5);
        for (int i = 0; i < 1_000; i++) {
            // one host under many spellings and ports
            ProbeRequest request = new TcpConnect(i % 2 == 0 ? "Crowded.example.com" : "crowded.example.com.", i + 1);
            world.prober.subscribe("ns-" + i + "/a", "ns-" + i, List.of(every(TEN_SECONDS, request)));
        }
        world.prober.subscribe("web/a", "web", List.of(every(TEN_SECONDS, tcp("quiet"))));

        world.run(Duration.ofMinutes(5));

        List<Duration> crowded = world.starts.stream()
                .filter(start -> !start.host().equals("quiet"))
                .map(ProbeWorld.Started::at)
                .toList();
        assertThat(mostWithinASecond(crowded)).isEqualTo(10);
        assertThat(crowded).hasSizeGreaterThan(2_900);
        assertThat(world.starts.stream().map(ProbeWorld.Started::key).distinct().count())
                .isEqualTo(1_001);
        assertThat(world.startsOf("quiet")).hasSizeGreaterThan(27);
    }

    @Test
    void aResolverIsAskedSixtyFourTimesASecond() {
        ProbeWorld world = new ProbeWorld(256, 10, 6);
        for (int i = 0; i < 2_000; i++) {
            DnsQuery query = new DnsQuery("name-" + i + ".example.com", DnsType.A, "System");
            world.prober.subscribe("ns-" + i + "/a", "ns-" + i, List.of(every(TEN_SECONDS, query)));
        }

        world.run(Duration.ofMinutes(1));

        List<Duration> starts =
                world.starts.stream().map(ProbeWorld.Started::at).toList();
        assertThat(mostWithinASecond(starts)).isEqualTo(64);
        assertThat(starts).hasSizeGreaterThan(64 * 58);
    }

    @Test
    void anItemRunsEightProbesAtOnceAndItsNeighboursGoOn() {
        ProbeWorld world = new ProbeWorld(256, 10, 7);
        List<Subscription> wanted = IntStream.range(0, 20)
                .mapToObj(i -> every(TEN_SECONDS, tcp("dark-" + i)))
                .toList();
        IntStream.range(0, 20).forEach(i -> world.blackHole("dark-" + i));
        world.prober.subscribe("ml/a", "ml", wanted);
        world.run(Duration.ofSeconds(1));
        assertThat(world.running).isEqualTo(8);

        world.prober.subscribe("ml/b", "ml", wanted);
        world.run(Duration.ofSeconds(1));
        assertThat(world.running).isEqualTo(16);

        world.run(Duration.ofSeconds(14));
        assertThat(world.starts.stream().map(ProbeWorld.Started::host).distinct())
                .hasSize(20);
    }

    @Test
    void aNamespaceWithLittleIsNotBehindOneWithMuch() {
        ProbeWorld world = new ProbeWorld(16, 10, 8);
        blackHoles(world, "dark");
        world.blackHole("lonely");
        world.run(Duration.ofMinutes(2));

        world.prober.subscribe("web/a", "web", List.of(every(TEN_SECONDS, tcp("lonely"))));
        world.run(Duration.ofMinutes(2));

        assertThat(gaps(world.startsOf("lonely"))).allMatch(gap -> gap < 16_000);
    }

    private static void blackHoles(ProbeWorld world, String namespace) {
        for (int i = 0; i < 200; i++) {
            world.blackHole("dark-" + i);
            String of = namespace.formatted(i);
            world.prober.subscribe(of + "/dark-" + i, of, List.of(every(TEN_SECONDS, tcp("dark-" + i))));
        }
    }

    private static ProbeWorld healthy(ProbeWorld world) {
        for (int i = 0; i < HEALTHY; i++) {
            world.prober.subscribe("bright/" + i, "bright", List.of(every(TEN_SECONDS, tcp("bright-" + i))));
        }
        world.run(Duration.ofMinutes(10));
        return world;
    }

    /** Milliseconds between two starts of a healthy probe, the longest after the first. */
    private static long longestGap(ProbeWorld world) {
        return IntStream.range(0, HEALTHY)
                .mapToObj(i -> gaps(world.startsOf("bright-" + i)))
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    private static List<Long> gaps(List<Duration> starts) {
        assertThat(starts).hasSizeGreaterThan(2);
        return IntStream.range(1, starts.size())
                .mapToObj(i -> starts.get(i).minus(starts.get(i - 1)).toMillis())
                .toList();
    }

    private static int mostWithinASecond(List<Duration> starts) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < starts.size(); to++) {
            while (starts.get(to).minus(starts.get(from)).compareTo(Duration.ofSeconds(1)) >= 0) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
