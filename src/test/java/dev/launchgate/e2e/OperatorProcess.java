package dev.launchgate.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged operator as a process of its own, as a cluster would run it. */
public final class OperatorProcess implements AutoCloseable {
    /** Longer than a start takes on a busy machine; only a failing test waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private OperatorProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param kubeconfig whom it acts as, and where
     * @param settings environment variables such as {@code LAUNCHGATE_EGRESS_ALLOW}
     */
    public static OperatorProcess start(Path kubeconfig, Map<String, String> settings) {
        // starts fastest, and a test is mostly a start
        return start(kubeconfig, settings, List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    }

    /** Starts it with flags of its machine beside those that the image has. */
    public static OperatorProcess start(Path kubeconfig, Map<String, String> settings, List<String> flags) {
        Path jar = Path.of(System.getProperty("project.dir", "")).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("the operator is not packaged: expected " + jar + "; run make build");
        }
        int port = PortBlock.free(1);
        try {
            Path log = Files.createTempFile("launchgate-operator-", ".log");
            ProcessBuilder builder = new ProcessBuilder(Stream.of(
                                    List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString()),
                                    shipped(),
                                    flags,
                                    List.of("-jar", jar.toString()))
                            .flatMap(List::stream)
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Map<String, String> environment = new HashMap<>(settings);
            environment.put("KUBECONFIG", kubeconfig.toString());
            environment.put("TZ", "UTC");
            environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.environment().putAll(environment);
            return new OperatorProcess(builder.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> shipped() throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(
                Path.of(System.getProperty("project.dir", "")).resolve("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return List.of(
                properties.getProperty("quarkus.jib.jvm-additional-arguments").split(","));
    }

    /** Waits until it says that it could act. */
    public OperatorProcess awaitReady() {
        try {
            await("operator ready; its log is " + log)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || status("/q/health/ready") == 200);
        } catch (ConditionTimeoutException e) {
            // whoever starts it has nothing to close yet
            process.destroyForcibly();
            throw e;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("the operator ended with " + process.exitValue() + ": " + log());
        }
        return this;
    }

    /** Status code of a GET; 0 when it does not answer. */
    public int status(String path) {
        try {
            return http.send(request(path), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Body of a GET. */
    public String get(String path) {
        try {
            return http.send(request(path), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(2))
                .build();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Everything it logged. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        join(Duration.ofSeconds(20));
    }

    /** Asks it to stop, as a kubelet would, and waits. */
    public int terminate() {
        return terminate(Duration.ofSeconds(20));
    }

    /** The same for one that has more to do at its end. */
    public int terminate(Duration patience) {
        process.destroy();
        return join(patience);
    }

    /** Freezes the process: nothing in it runs, and no connection closes. */
    public void suspend() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Finished.run(List.of("kill", "-" + name, Long.toString(pid())), Map.of(), "")
                .orThrow();
    }

    private int join(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the operator did not stop within " + patience + ": " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            join(Duration.ofSeconds(20));
        }
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
