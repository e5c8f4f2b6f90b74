package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Thousands of random lives of a Deployment: people, controllers and the gate in any order, processes that die between any
 * two writes, caches that lag. {@code -Dlaunchgate.seed=N} repeats one.
 */
class GateSimulationTest {
    private static final int SEEDS = Integer.getInteger("launchgate.seeds", 1000);
    private static final int BATCH = 100;
    private static final Readiness REGRESSED =
            Items.readiness(Items.item("public-name", Verdict.Pass), Items.after("errors", Verdict.Fail));

    /** I1 and I4: nothing opens that was not approved for exactly that template, and the world comes to rest. */
    @TestFactory
    Stream<DynamicTest> nothingOpensUnapprovedInAnyOrder() {
        return seeds("any order", GateSimulationTest::anyOrder);
    }

    /** I3: whatever dies on the way, the world comes to rest where it would have without. */
    @TestFactory
    Stream<DynamicTest> faultsPassWithoutATrace() {
        return seeds("faults", GateSimulationTest::faults);
    }

    private interface Life {
        void live(long seed);
    }

    private static Stream<DynamicTest> seeds(String name, Life life) {
        Long only = Long.getLong("launchgate.seed");
        if (only != null) {
            return Stream.of(dynamicTest(name + ", seed " + only, () -> life.live(only)));
        }
        return LongStream.range(0, SEEDS / BATCH).mapToObj(batch -> {
            long first = batch * BATCH;
            return dynamicTest(
                    "%s, seeds %d to %d".formatted(name, first, first + BATCH - 1),
                    () -> LongStream.range(first, first + BATCH).forEach(seed -> live(life, seed)));
        });
    }

    private static void live(Life life, long seed) {
        try {
            life.live(seed);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("repeat with -Dlaunchgate.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private static void anyOrder(long seed) {
        RandomGenerator random = new Random(seed);
        Arming arming = pick(random, Arming.values());
        GateRun run =
                random.nextInt(4) == 0 ? GateRun.firstLaunch(arming, random.nextBoolean()) : GateRun.armed(arming);
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(10)) {
                case 0, 1 -> act(run, random.nextInt(Act.values().length), random.nextInt(5));
                case 2, 3, 4 -> run.controller.step();
                case 5 -> run.deliver();
                case 6 -> run.dyingPass(random.nextBoolean());
                case 7 -> run.passWithWritesBetween(() -> act(run, 0, random.nextInt(5)), random.nextInt(3));
                default -> run.react();
            }
            run.ledger.observe();
            assertThat(run.ledger.violations())
                    .as("step %d: %s", step, last(run.diary))
                    .isEmpty();
        }
        run.quiesce();
        assertThat(run.ledger.violations()).isEmpty();
        rests(run);
    }

    private static void faults(long seed) {
        RandomGenerator random = new Random(seed);
        Arming arming = pick(random, Arming.values());
        boolean first = random.nextInt(4) == 0;
        GateRun calm = first ? GateRun.firstLaunch(arming, true) : GateRun.armed(arming);
        GateRun troubled = first ? GateRun.firstLaunch(arming, true) : GateRun.armed(arming);
        List<String> script = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            // Where a regression meets the rollout is chance, and so is whether the freeze comes in time.
            int act = random.nextInt(Act.REGRESS.ordinal());
            int choice = random.nextInt(5);
            script.add(Act.values()[act] + " " + choice);
            act(calm, act, choice);
            act(troubled, act, choice);
            calm.react().quiesce();
            troubled(troubled, random);
            troubled.quiesce();
            assertThat(End.of(troubled)).as("%s after %s", arming, script).isEqualTo(End.of(calm));
            assertThat(troubled.ledger.violations()).isEmpty();
        }
        rests(troubled);
    }

    /** Passes that die, controllers that do a little, caches that lag; the first thing is a pass that sees the world. */
    private static void troubled(GateRun run, RandomGenerator random) {
        run.deliver();
        run.dyingPass(random.nextBoolean());
        run.react();
        for (int step = 0; step < 12; step++) {
            switch (random.nextInt(4)) {
                case 0 -> run.dyingPass(random.nextBoolean());
                case 1 -> run.controller.step();
                case 2 -> run.react();
                default -> run.pass();
            }
            run.ledger.observe();
        }
    }

    private static String last(List<String> diary) {
        return String.join("\n  ", diary.subList(Math.max(0, diary.size() - 20), diary.size()));
    }

    private static void rests(GateRun run) {
        GateStatus before = run.status;
        for (int pass = 0; pass < 100; pass++) {
            assertThat(run.pass())
                    .as("pass %d at rest: %s", pass, last(run.diary))
                    .isFalse();
        }
        assertThat(run.status).isEqualTo(before);
    }

    /** What people and the world do. */
    private enum Act {
        APPLY,
        RESTART,
        PASS_ITEMS,
        FAIL_ITEMS,
        SCALE,
        RESUME,
        PAUSE,
        RECREATE,
        REPLACE,
        SUSPEND,
        POLICY,
        RETRY,
        EDIT_SPEC,
        BREAK,
        WAIT,
        REGRESS,
        CONTEST
    }

    private static void act(GateRun run, int act, int choice) {
        String tag = "v" + (choice + 1);
        run.diary.add(Act.values()[act] + " " + choice);
        switch (Act.values()[act]) {
            case APPLY -> run.apply(tag);
            case RESTART -> run.restartRunning(choice);
            case PASS_ITEMS -> run.items(Items.PASSING);
            case FAIL_ITEMS -> run.items(Items.FAILING);
            case REGRESS -> run.items(REGRESSED);
            case CONTEST -> contest(run, choice < 3);
            case SCALE -> run.world.scale(choice);
            case RESUME -> run.resume(choice == 0);
            case PAUSE -> run.world.pause();
            case RECREATE -> run.recreate(tag);
            case REPLACE -> run.replace(tag);
            case SUSPEND -> run.suspended = choice < 2;
            case POLICY ->
                run.policies(
                        choice % 2 == 0 ? FirstLaunch.Hold : FirstLaunch.Allow,
                        choice < 3 ? RollbackPolicy.Allow : RollbackPolicy.Hold,
                        OnRegression.Freeze);
            case RETRY -> run.world.annotate("launchgate.dev/retry", "try " + choice);
            case EDIT_SPEC -> run.generation++;
            case BREAK -> run.controller.breaks(Templates.template("v5"));
            case WAIT -> {
                run.tick(Duration.ofMinutes(10));
                if (!run.world.workload().complete()) {
                    run.world.condition("ProgressDeadlineExceeded");
                }
            }
        }
    }

    /** Behind a guard nobody else clears the field. */
    private static void contest(GateRun run, boolean disagrees) {
        if (disagrees && run.world.arming == Arming.AlwaysPausedUnguarded) {
            run.contest();
        } else {
            run.concede();
        }
    }

    private static <T> T pick(RandomGenerator random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
