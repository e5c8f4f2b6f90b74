package dev.launchgate.probe;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A prober in virtual time: turns are made by hand, and a worker takes as long as its request is scripted to take. */
final class ProbeWorld {
    static final Measurement OPEN = new Measurement.Answered(new ProbeAnswer.TcpAnswer());
    static final Measurement REFUSED =
            new Measurement.Failed(new ProbeFailure(Cause.ConnectionRefused, Phase.Connect, ""));

    /** So that times wrap around during a test. */
    private static final long EPOCH = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    final List<Started> starts = new ArrayList<>();
    final Map<ProbeKey, Duration> latestStart = new HashMap<>();
    final List<String> woken = new ArrayList<>();
    final List<String> reported = new ArrayList<>();
    final Map<String, Function<Attempt, Script>> scripts = new HashMap<>();
    final Timetable timetable;
    final Prober prober;
    Runnable onWake = () -> {};
    Runnable onReport = () -> {};
    Runnable onExecute = () -> {};
    Consumer<Ended> onEnd = ended -> {};
    int running;
    int mostRunning;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Map<Attempt, Ask> asked = new HashMap<>();
    private Supplier<Measurement> answer = () -> OPEN;
    private long now;
    private long order;

    ProbeWorld(int concurrency, int perHostPerSecond, long seed) {
        timetable = new Timetable(concurrency, perHostPerSecond, new SplittableRandom(seed));
        prober = new Prober(
                (namespace, request, timeout) -> answer.get(),
                timetable,
                owner -> {
                    woken.add(owner);
                    onWake.run();
                },
                (protocol, outcome, took) -> {
                    reported.add(protocol + " " + outcome + " " + took.toMillis());
                    onReport.run();
                },
                () -> EPOCH + now,
                this::start);
    }

    static TcpConnect tcp(String host) {
        return new TcpConnect(host, 443);
    }

    static Subscription every(Duration interval, ProbeRequest request) {
        return new Subscription("item", request, interval, Duration.ofSeconds(5), false);
    }

    /** What a host answers, and after how long; default is open after 10 ms. */
    void script(String host, Measurement answer, Duration after) {
        scripts.put(host, attempt -> Script.of(answer, after));
    }

    /** A host that answers nothing, and a worker that ends when it is interrupted. */
    void blackHole(String host) {
        scripts.put(host, attempt -> Script.of(OPEN, Duration.ofDays(1)));
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    long nanoTime() {
        return EPOCH + now;
    }

    /** Lets time pass, with all that happens in it. */
    void run(Duration duration) {
        long end = now + duration.toNanos();
        int idle = 0;
        while (true) {
            long wait = prober.turn();
            endInterrupted();
            long next = Math.min(now + Math.max(wait, 0), events.isEmpty() ? Long.MAX_VALUE : events.peek().at);
            idle = next > now ? 0 : idle + 1;
            if (idle > 10_000) {
                throw new AssertionError("turns without end at " + elapsed());
            }
            if (next > end) {
                now = end;
                return;
            }
            now = next;
            while (!events.isEmpty() && events.peek().at <= now) {
                events.poll().action.run();
            }
        }
    }

    /** Lets time pass while no turn is made. */
    void stall(Duration duration) {
        now += duration.toNanos();
    }

    void at(Duration time, Runnable action) {
        events.add(new Event(time.toNanos(), order++, action));
    }

    List<Duration> startsOf(String host) {
        return starts.stream()
                .filter(start -> start.host().equals(host))
                .map(Started::at)
                .toList();
    }

    private void start(Attempt attempt, Runnable work) {
        onExecute.run();
        ProbeKey key = attempt.probe().key();
        latestStart.put(key, elapsed());
        starts.add(new Started(elapsed(), key, attempt));
        running++;
        mostRunning = Math.max(mostRunning, running);
        Script script = scripts.getOrDefault(hostOf(key.request()), other -> Script.of(OPEN, Duration.ofMillis(10)))
                .apply(attempt);
        asked.put(attempt, new Ask(script, work));
        at(elapsed().plus(script.after()), () -> end(attempt));
    }

    private void end(Attempt attempt) {
        Ask ask = asked.remove(attempt);
        if (ask != null) {
            answer = ask.script().answer();
            ProbeKey key = attempt.probe().key();
            Ended ended =
                    new Ended(key, attempt.settled(), prober.latest(key.namespace(), key.request()), woken.size());
            ask.work().run();
            running--;
            onEnd.accept(ended);
        }
    }

    private void endInterrupted() {
        asked.keySet().stream()
                .filter(attempt ->
                        attempt.stopped() && asked.get(attempt).script().interruptible())
                .toList()
                .forEach(this::end);
    }

    static String hostOf(ProbeRequest request) {
        return request instanceof TcpConnect connect ? connect.host() : request.toString();
    }

    /** An attempt that was started. */
    record Started(Duration at, ProbeKey key, Attempt attempt) {
        String host() {
            return hostOf(key.request());
        }
    }

    /**
     * What an attempt comes to.
     *
     * @param interruptible whether the worker ends when it is interrupted
     */
    record Script(Supplier<Measurement> answer, Duration after, boolean interruptible) {
        static Script of(Measurement answer, Duration after) {
            return new Script(() -> answer, after, true);
        }
    }

    /**
     * A worker that returned.
     *
     * @param settled whether its answer no longer counted
     * @param before what was known before
     * @param woken how many wakes there were before
     */
    record Ended(ProbeKey key, boolean settled, Observation before, int woken) {}

    private record Ask(Script script, Runnable work) {}

    private record Event(long at, long order, Runnable action) {}
}
