package dev.launchgate.probe.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server from the system's packages, on loopback, with files of its own, ended by its process id. */
public final class SystemServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final Path folder;
    private final Process process;

    private SystemServer(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param files by name; {@code {folder}} in them is replaced by their folder
     * @param command the program and its arguments, with the same placeholder
     * @throws AssertionError if the program is not installed or does not start
     */
    public static SystemServer start(Map<String, String> files, List<String> command, int port) {
        try {
            Path folder = Files.createTempDirectory("launchgate-server");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(
                        folder.resolve(file.getKey()), file.getValue().replace("{folder}", folder.toString()));
            }
            List<String> started = Stream.concat(
                            Stream.of(program(command.getFirst()).toString()),
                            command.stream().skip(1))
                    .map(word -> word.replace("{folder}", folder.toString()))
                    .toList();
            Process process = new ProcessBuilder(started)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            SystemServer server = new SystemServer(folder, process);
            Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> server.listens(port));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of loopback that nobody uses, from below those that the system hands out to clients meanwhile. */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(SystemServer::free)
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean listens(int port) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended: " + Files.readString(folder.resolve("output")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program(String name) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "%s is not installed; tests with the tag services need it: apt-get install %s"
                                .formatted(name, name)));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
