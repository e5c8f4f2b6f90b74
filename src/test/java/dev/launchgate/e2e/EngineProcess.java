package dev.launchgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real delivery engine as a process of its own. Its program comes from the folder that the environment variable
 * {@code LAUNCHGATE_ENGINES} names, or that lies as {@code shared/engines} beside this project or a folder above it.
 */
final class EngineProcess implements AutoCloseable {
    private static final String FOLDER = "LAUNCHGATE_ENGINES";
    private static final Duration BUILDING = Duration.ofMinutes(30);
    private static final Duration ENDING = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    private EngineProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Argo Rollouts for all namespaces. */
    static EngineProcess rollouts(ClusterUser user) {
        int port = PortBlock.free(2);
        return start(
                user,
                "rollouts-controller",
                "--kubeconfig=" + user.kubeconfig(),
                "--metricsport=" + port,
                "--healthzPort=" + (port + 1),
                "--leader-elect=false");
    }

    /** Flagger for all namespaces, blue/green by Kubernetes alone. */
    static EngineProcess flagger(ClusterUser user) {
        return start(
                user,
                "flagger",
                "-kubeconfig=" + user.kubeconfig(),
                "-mesh-provider=kubernetes",
                "-port=" + PortBlock.free(1),
                "-log-level=debug");
    }

    /** Flux's kustomize-controller for all namespaces. */
    static EngineProcess kustomizeController(ClusterUser user) {
        int port = PortBlock.free(2);
        return start(
                user,
                "kustomize-controller",
                "--metrics-addr=127.0.0.1:" + port,
                "--health-addr=127.0.0.1:" + (port + 1),
                "--enable-leader-election=false",
                "--http-retry=2");
    }

    private static EngineProcess start(ClusterUser user, String name, String... arguments) {
        Path binary = folder().resolve("binary");
        // Unpacked or built once for each machine.
        String program = Finished.run(List.of(binary.toString(), name), Map.of(), "", BUILDING)
                .orThrow()
                .strip();
        try {
            Path log = Files.createTempFile("launchgate-" + name + "-", ".log");
            List<String> command = new ArrayList<>(List.of(program));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .putAll(Map.of("KUBECONFIG", user.kubeconfig().toString(), "RUNTIME_NAMESPACE", "default"));
            return new EngineProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        String named = System.getenv(FOLDER);
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path project = Path.of(System.getProperty("project.dir", "")).toAbsolutePath();
        return Stream.iterate(project, above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared/engines"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no delivery engines: expected " + FOLDER
                        + " to name their folder, or shared/engines beside the project; saw neither"));
    }

    /** What it said, for a message about what did not happen. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
