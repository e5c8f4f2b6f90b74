package dev.launchgate.bench;

import dev.launchgate.e2e.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * {@code make bench}: speed and size of the packaged operator against a real control plane, each figure beside a baseline of
 * the same run. Prints a table and writes {@code target/bench/report.md}.
 */
public final class Bench {
    private static final int TRIALS = Integer.getInteger("launchgate.bench.trials", 100);
    private static final int CHECKLISTS = Integer.getInteger("launchgate.bench.checklists", 1000);

    private Bench() {}

    public static void main(String... args) throws IOException {
        List<Figure> figures = new ArrayList<>();
        Consumer<Figure> measured = figure -> {
            figures.add(figure);
            say("  %s: %s (%s)", figure.what(), figure.measured(), figure.baseline());
        };
        String before = load();
        try (ControlPlane cluster = ControlPlane.start(3, "--audit")) {
            say("release latency: %d trials, and as many of a bare client", TRIALS);
            new ReleaseLatency(cluster, TRIALS).measure(measured);
        }
        try (ControlPlane cluster = ControlPlane.start(0, "--audit")) {
            say("size and silence: %d checklists of 10 items", CHECKLISTS);
            Crowd crowd = Crowd.ofObjects(cluster, CHECKLISTS);
            crowd.weigh(measured);
            crowd.start(measured);
        }
        try (ControlPlane cluster = ControlPlane.start(0, "--audit")) {
            say("every kind: %d checklists of 100 items", CHECKLISTS / 10);
            Crowd.ofEveryKind(cluster, CHECKLISTS / 10).weigh(measured);
        }
        report(figures, before);
        // clients leave threads behind that would keep the process
        System.exit(0);
    }

    private static void report(List<Figure> figures, String before) throws IOException {
        StringBuilder report = new StringBuilder("# Bench\n\n")
                .append(
                        "%d cores, JDK %s, load average %s at the start and %s at the end; control plane and operator share the machine.\n\n"
                                .formatted(
                                        Runtime.getRuntime().availableProcessors(), Runtime.version(), before, load()))
                .append("| what | measured | baseline or aim |\n|---|---|---|\n");
        figures.forEach(figure ->
                report.append("| %s | %s | %s |\n".formatted(figure.what(), figure.measured(), figure.baseline())));
        Path file = Path.of("target/bench/report.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, report);
        System.out.println();
        System.out.println(report);
        System.out.println("written to " + file);
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }

    /** One line of the report. */
    record Figure(String what, String measured, String baseline) {}
}
