package dev.launchgate.probe;

import static dev.launchgate.probe.ProbeWorld.OPEN;
import static dev.launchgate.probe.ProbeWorld.REFUSED;
import static dev.launchgate.probe.ProbeWorld.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.probe.ProbeWorld.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of interleavings of wishes, answers, hangs and failures, each from a seed, against what a simple model expects.
 * {@code -Dlaunchgate.seed=N} repeats one.
 */
class ProberInterleavingTest {
    private static final int PER_ROUND = 100;
    private static final List<String> NAMESPACES = List.of("ml", "web", "ops");
    private static final List<String> HOSTS = List.of("h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7");

    static Stream<Long> seeds() {
        String one = System.getProperty("launchgate.seed");
        return one == null ? Stream.iterate(0L, seed -> seed + PER_ROUND).limit(20) : Stream.of(Long.valueOf(one));
    }

    @ParameterizedTest(name = "from seed {0} on")
    @MethodSource("seeds")
    void theScheduleKeepsItsPromises(long from) {
        int rounds = System.getProperty("launchgate.seed") == null ? PER_ROUND : 1;
        for (long seed = from; seed < from + rounds; seed++) {
            try {
                new Play(seed).play();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static final class Play {
        private final SplittableRandom random;
        private final boolean ample;
        private final int concurrency;
        private final int perHost;
        private final ProbeWorld world;
        private final Map<String, List<Subscription>> wishes = new HashMap<>();
        private final Map<ProbeKey, Long> sequences = new HashMap<>();
        private final Map<ProbeKey, Duration> wantedSince = new HashMap<>();

        private Play(long seed) {
            random = new SplittableRandom(seed);
            ample = seed % 2 == 0;
            concurrency = ample ? 256 : 4 + random.nextInt(8);
            perHost = ample ? 1_000 : 1 + random.nextInt(4);
            world = new ProbeWorld(concurrency, perHost, seed);
            HOSTS.forEach(host -> world.scripts.put(host, this::script));
            world.onEnd = this::checkAnswer;
        }

        private void play() {
            for (int step = 0; step < 30; step++) {
                act();
                world.run(Duration.ofMillis(random.nextInt(4_000)));
                check();
            }
            List.copyOf(wishes.keySet()).forEach(this::unsubscribe);
            world.run(Duration.ofMinutes(2));
            checkHosts();
            assertThat(world.running).isZero();
            assertThat(world.timetable.size()).isZero();
        }

        private Script script(Attempt attempt) {
            Measurement answer = random.nextInt(4) == 0 ? REFUSED : OPEN;
            return switch (random.nextInt(12)) {
                case 0 -> Script.of(answer, Duration.ofMinutes(1));
                case 1 -> new Script(() -> answer, Duration.ofMillis(random.nextInt(30_000)), false);
                case 2 -> Script.of(new Measurement.NotYet(), Duration.ofMillis(random.nextInt(10)));
                case 3 ->
                    new Script(
                            () -> {
                                throw new IllegalStateException();
                            },
                            Duration.ofMillis(random.nextInt(100)),
                            true);
                case 4 -> Script.of(answer, Duration.ofMillis(random.nextInt(5_000)));
                default -> Script.of(answer, Duration.ofMillis(random.nextInt(50)));
            };
        }

        private void act() {
            String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
            String owner = namespace + "/" + random.nextInt(3);
            switch (random.nextInt(6)) {
                case 0 -> unsubscribe(owner);
                case 1 -> world.prober.askNow(owner);
                case 2 -> world.onExecute = random.nextBoolean() ? () -> {} : this::rejectSome;
                default -> subscribe(owner, namespace);
            }
        }

        private void rejectSome() {
            if (random.nextInt(3) == 0) {
                throw new IllegalStateException();
            }
        }

        private void subscribe(String owner, String namespace) {
            List<Subscription> wanted = IntStream.range(0, random.nextInt(12))
                    .mapToObj(i -> new Subscription(
                            "item-" + random.nextInt(3),
                            tcp(HOSTS.get(random.nextInt(HOSTS.size()))),
                            Duration.ofMillis(5_000 + random.nextInt(20_000)),
                            Duration.ofMillis(100 + random.nextInt(4_000)),
                            random.nextBoolean()))
                    .toList();
            wishes.put(owner, wanted);
            world.prober.subscribe(owner, namespace, wanted);
            noteWanted();
        }

        private void unsubscribe(String owner) {
            wishes.remove(owner);
            world.prober.unsubscribe(owner);
            noteWanted();
        }

        private void noteWanted() {
            Set<ProbeKey> wanted = wishes.entrySet().stream()
                    .flatMap(wish -> wish.getValue().stream()
                            .map(each -> new ProbeKey(
                                    wish.getKey().substring(0, wish.getKey().indexOf('/')), each.request())))
                    .collect(Collectors.toSet());
            wantedSince.keySet().retainAll(wanted);
            sequences.keySet().retainAll(wanted);
            wanted.forEach(key -> wantedSince.putIfAbsent(key, world.elapsed()));
        }

        private void check() {
            assertThat(world.mostRunning).isLessThanOrEqualTo(concurrency);
            assertThat(world.prober.stalledFor().compareTo(Duration.ofMinutes(5)))
                    .isNegative();
            checkAttempts();
            wantedSince.forEach(this::checkProbe);
            unwanted()
                    .forEach(key -> assertThat(world.prober.latest(key.namespace(), key.request()))
                            .isEqualTo(Observation.NONE));
        }

        private Set<ProbeKey> unwanted() {
            Set<ProbeKey> keys = new HashSet<>();
            NAMESPACES.forEach(namespace -> HOSTS.forEach(host -> keys.add(new ProbeKey(namespace, tcp(host)))));
            keys.removeAll(wantedSince.keySet());
            return keys;
        }

        private void checkHosts() {
            HOSTS.forEach(host -> {
                List<Duration> starts = world.startsOf(host);
                for (int i = perHost; i < starts.size(); i++) {
                    assertThat(starts.get(i).minus(starts.get(i - perHost)))
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                }
            });
        }

        /** An answer counts once, and wakes those to whom it is news. */
        private void checkAnswer(ProbeWorld.Ended ended) {
            ProbeKey key = ended.key();
            Observation before = ended.before();
            Observation after = world.prober.latest(key.namespace(), key.request());
            List<String> woken = world.woken.subList(ended.woken(), world.woken.size());
            if (ended.settled() || after.sequence() == before.sequence()) {
                assertThat(after).isEqualTo(before);
                assertThat(woken).isEmpty();
                return;
            }
            boolean changed = !after.measurement().equals(before.measurement());
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(after.changedAt()).isEqualTo(changed ? after.sequence() : before.changedAt());
            assertThat(after.completedAtNanos()).isEqualTo(world.nanoTime());
            assertThat(woken).containsExactlyInAnyOrderElementsOf(ownersTold(key, changed));
        }

        private List<String> ownersTold(ProbeKey key, boolean changed) {
            return wishes.entrySet().stream()
                    .filter(wish -> wish.getKey().startsWith(key.namespace() + "/"))
                    .filter(wish -> wish.getValue().stream()
                            .filter(each -> each.request().equals(key.request()))
                            .map(each -> changed || each.wakeOnEveryAnswer())
                            .reduce(false, Boolean::logicalOr))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Of one probe, an attempt that counts never overlaps another one. */
        private void checkAttempts() {
            Map<ProbeKey, List<Attempt>> counting = new HashMap<>();
            world.timetable.underWay().stream()
                    .filter(attempt -> !attempt.settled())
                    .forEach(attempt -> counting.computeIfAbsent(attempt.probe().key(), key -> new ArrayList<>())
                            .add(attempt));
            assertThat(counting.values()).allMatch(attempts -> attempts.size() == 1);
            assertThat(counting.values())
                    .allMatch(attempts -> attempts.getFirst().overdueAt() - world.nanoTime() >= -1_000_000_000L);
        }

        private void checkProbe(ProbeKey key, Duration since) {
            Observation latest = world.prober.latest(key.namespace(), key.request());
            assertThat(latest.sequence()).isGreaterThanOrEqualTo(sequences.getOrDefault(key, 0L));
            sequences.put(key, latest.sequence());
            assertThat(latest.changedAt()).isLessThanOrEqualTo(latest.sequence());
            assertThat(latest.sequence() == 0).isEqualTo(latest.measurement() instanceof Measurement.NotYet);
            boolean hung = world.timetable.underWay().stream()
                    .anyMatch(attempt ->
                            attempt.settled() && attempt.probe().key().equals(key));
            if (ample && !hung) {
                checkFresh(key, since);
            }
        }

        /** The longest interval with its jitter, a worker that hangs on, and refusals that are tried again. */
        private void checkFresh(ProbeKey key, Duration since) {
            Duration limit = Duration.ofSeconds(27 + 30 + 8);
            Duration start = world.latestStart.getOrDefault(key, since);
            Duration last = start.compareTo(since) > 0 ? start : since;
            assertThat(world.elapsed().minus(last)).isLessThan(limit);
        }
    }
}
