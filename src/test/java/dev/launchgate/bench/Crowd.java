package dev.launchgate.bench;

import dev.launchgate.bench.Bench.Figure;
import dev.launchgate.e2e.ClusterUser;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.EveryKind;
import dev.launchgate.e2e.OperatorProcess;
import dev.launchgate.e2e.Operators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Many checklists that nothing happens to: what they weigh, what is written, and how long a start takes with them. */
final class Crowd {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TRAINING = Duration.ofMinutes(2);

    private final ControlPlane cluster;
    private final int size;
    private final int itemsOfEach;
    private final IntFunction<String> items;
    private final String namespace;

    private Crowd(ControlPlane cluster, int size, int itemsOfEach, IntFunction<String> items) {
        this.cluster = cluster;
        this.size = size;
        this.itemsOfEach = itemsOfEach;
        this.items = items;
        this.namespace = cluster.namespace("crowd");
    }

    /** Checklists of ten items that look at objects of their own. */
    static Crowd ofObjects(ControlPlane cluster, int size) {
        return new Crowd(
                cluster,
                size,
                10,
                i -> IntStream.range(0, 10)
                        .mapToObj(n ->
                                "{name: rule-%d, loadBalancer: {identifier: {service: {name: app-%d-%d}}, rules: [{port: 80}]}}"
                                        .formatted(n, i, n))
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    /** Checklists of a hundred items: ten of each of ten kinds, the other ten in every other one. */
    static Crowd ofEveryKind(ControlPlane cluster, int size) {
        List<String> kinds = EveryKind.kinds();
        int half = kinds.size() / 2;
        return new Crowd(
                cluster,
                size,
                10 * half,
                i -> EveryKind.items(i % 2 == 0 ? kinds.subList(0, half) : kinds.subList(half, kinds.size()), 10));
    }

    /** What they weigh, and what they cost while nothing happens. */
    void weigh(Consumer<Figure> figures) throws IOException {
        String what = " checklists of " + itemsOfEach + " items";
        int warmUp = size / 10;
        try (OperatorProcess operator = start(Operators.install(cluster))) {
            // what is loaded once, with the first of them, is no weight of theirs
            populate(0, warmUp);
            awaitJudged(warmUp);
            awaitQuiet();
            long base = liveHeap(operator);
            long began = System.nanoTime();
            populate(warmUp, size);
            awaitJudged(size);
            figures.accept(new Figure(
                    size - warmUp + what + " created and judged",
                    seconds(System.nanoTime() - began),
                    "bounded by what the API server takes"));
            awaitQuiet();
            figures.accept(new Figure(
                    "API writes per new checklist, events included",
                    String.format(Locale.ROOT, "%.1f", (double) writes() / size),
                    "gate, notes, status; an event for each bad item"));
            figures.accept(new Figure(
                    "live heap per 10,000 items in" + what,
                    megabytes((liveHeap(operator) - base) / (size - warmUp) * 10_000 / itemsOfEach),
                    "operator with " + warmUp + " of them " + megabytes(base) + "; aim 15 MB"));
            long writes = writes();
            Duration cpu = cpu(operator);
            TimeUnit.SECONDS.sleep(60);
            figures.accept(new Figure(
                    "API writes in a steady minute, " + size + what, Long.toString(writes() - writes), "aim 0"));
            figures.accept(new Figure(
                    "CPU in that minute",
                    seconds(cpu(operator).minus(cpu).toNanos()),
                    "every item is measured once in it; aim 18 s (0.3 core)"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration cpu(OperatorProcess operator) {
        return ProcessHandle.of(operator.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** How long a start takes that finds them all judged. */
    void start(Consumer<Figure> figures) throws IOException {
        ClusterUser user = Operators.install(cluster);
        long writes = writes();
        Path cache = train(user);
        figures.accept(new Figure(
                "process start to first pass, " + size + " checklists, AOT cache",
                restart(user, "-XX:AOTCache=" + cache),
                "aim 2 s"));
        try (OperatorProcess operator = start(user)) {
            figures.accept(new Figure(
                    "the same without the cache",
                    firstPass(operator),
                    "bounded by decoding what the API server lists"));
            awaitJudged(size);
            awaitQuiet();
            figures.accept(new Figure("API writes after these starts", Long.toString(writes() - writes), "aim 0"));
        }
    }

    private OperatorProcess start(ClusterUser user, String... flags) {
        return OperatorProcess.start(user.kubeconfig(), Operators.settings(), List.of(flags))
                .awaitReady();
    }

    private String restart(ClusterUser user, String... flags) {
        try (OperatorProcess operator = start(user, flags)) {
            return firstPass(operator);
        }
    }

    /** Has a run write down what it loaded and linked. */
    private Path train(ClusterUser user) {
        Path cache = cluster.directory().resolve("operator.aot");
        try (OperatorProcess operator = start(user, "-XX:AOTCacheOutput=" + cache)) {
            awaitJudged(size);
            operator.terminate(TRAINING);
        }
        return cache;
    }

    private void populate(int from, int to) {
        for (int batch = from; batch < to; batch += 50) {
            StringBuilder yaml = new StringBuilder();
            IntStream.range(batch, Math.min(to, batch + 50)).forEach(i -> yaml.append(checklist(i)));
            cluster.admin()
                    .kubectlWith(yaml.toString(), "-n", namespace, "create", "-f", "-")
                    .orThrow();
        }
    }

    /** A Deployment without pods, held by what it has no fact for. */
    private String checklist(int i) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app-%1$d}
                spec:
                  replicas: 0
                  paused: true
                  selector: {matchLabels: {app: app-%1$d}}
                  template:
                    metadata: {labels: {app: app-%1$d}}
                    spec: {containers: [{name: app, image: "registry.example.com/app:1"}]}
                ---
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app-%1$d}
                spec:
                  target: {name: app-%1$d}
                  items: %2$s
                """.formatted(i, items.apply(i));
    }

    private void awaitJudged(int number) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> cluster
                                .client()
                                .genericKubernetesResources("launchgate.dev/v1alpha1", "LaunchChecklist")
                                .inAnyNamespace()
                                .list()
                                .getItems()
                                .stream()
                                .filter(checklist -> "Held".equals(checklist.get("status", "gate", "state")))
                                .count()
                        == number);
    }

    /** Until nothing has been written for ten seconds: events go out one by one, after what they tell of. */
    private void awaitQuiet() {
        long[] last = {-1, System.nanoTime()};
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            long now = writes();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > Duration.ofSeconds(10).toNanos();
        });
    }

    private static long liveHeap(OperatorProcess operator) {
        jcmd(operator, "GC.run");
        jcmd(operator, "GC.run");
        String used = jcmd(operator, "GC.heap_info");
        // "... total 131072K, used 61234K ..." of every generation
        return Stream.of(used.split("\n"))
                        .filter(line -> line.contains("used") && line.contains("total") && !line.contains("Metaspace"))
                        .filter(line -> !line.contains("class space"))
                        .mapToLong(line -> Long.parseLong(
                                line.replaceAll(".*used ([0-9]+)K.*", "$1").strip()))
                        .sum()
                * 1024;
    }

    private static String jcmd(OperatorProcess operator, String command) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(operator.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Mutating requests of the operator so far, as the API server's audit log has them; renewals of the lease aside. */
    private long writes() throws IOException {
        try (Stream<String> lines = Files.lines(cluster.auditLog().orElseThrow())) {
            return lines.filter(line ->
                            line.contains("\"username\":\"system:serviceaccount:launchgate-system:launchgate\""))
                    .filter(line -> line.contains("\"verb\":\"patch\"")
                            || line.contains("\"verb\":\"create\"")
                            || line.contains("\"verb\":\"update\""))
                    .filter(line -> !line.contains("\"resource\":\"leases\"") && !line.contains("selfsubject"))
                    .count();
        }
    }

    /** From the start of the process to the first pass that it made, by its own clock. */
    private static String firstPass(OperatorProcess operator) {
        double took = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> operator.get("/q/metrics")
                                .lines()
                                .filter(line -> line.startsWith("launchgate_start_to_first_pass_seconds"))
                                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                                .findFirst()
                                .orElse(Double.NaN),
                        seconds -> !Double.isNaN(seconds));
        return String.format(Locale.ROOT, "%.2f s", took);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
