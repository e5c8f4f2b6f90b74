package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Type;

/** A real name server of a Debian package, as its own process on loopback, ended by its process handle. */
final class NameServerProcess implements AutoCloseable {
    private static final List<Path> DIRECTORIES =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));

    private final Process process;
    private final Path log;

    private NameServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** bind9 in the foreground, with a configuration in its own directory. */
    static NameServerProcess bind(Path directory, String config) throws IOException {
        Path file = Files.writeString(Files.createDirectories(directory).resolve("named.conf"), config);
        return start(directory, binary("named", "bind9"), "-g", "-n", "1", "-c", file.toString());
    }

    /** unbound in the foreground. */
    static NameServerProcess unbound(Path directory, String config) throws IOException {
        Path file = Files.writeString(Files.createDirectories(directory).resolve("unbound.conf"), config);
        return start(directory, binary("unbound", "unbound"), "-d", "-p", "-c", file.toString());
    }

    /** Waits until the server answers a question about a zone; shows its log when it never does. */
    NameServerProcess answering(InetSocketAddress address, String zone) {
        Question question = new Question(Answers.name(zone), Type.SOA, true);
        DnsExchange exchange = new DnsExchange(new DirectOutlet());
        await().atMost(Duration.ofSeconds(60))
                .failFast(() -> assertThat(process.isAlive()).as(this::log).isTrue())
                .untilAsserted(() -> assertThat(exchange.ask(address, question, Deadlines.millis(1_000)))
                        .as(this::log)
                        .matches(Reply::isFinal));
        return this;
    }

    /** Makes it read its zones again. */
    void reload() throws IOException {
        run("kill", "-HUP", Long.toString(process.pid()));
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Runs a tool to its end and fails with its output when it does. */
    static String run(String... command) throws IOException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(tool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            return tool.waitFor() == 0 ? output : fail("%s: %s".formatted(String.join(" ", command), output));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String binary(String name, String debianPackage) {
        Optional<Path> found = DIRECTORIES.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        return found.map(Path::toString)
                .orElseGet(() -> fail("%s is not installed: apt-get install --no-install-recommends %s"
                        .formatted(name, debianPackage)));
    }

    /** A port that is free for UDP and TCP at all of the addresses. */
    static int freePort(String... addresses) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (ServerSocket any = new ServerSocket(0)) {
                int port = any.getLocalPort();
                for (String address : addresses) {
                    new DatagramSocket(port, AddressLiteral.parse(address).orElseThrow()).close();
                }
                return port;
            } catch (java.net.BindException e) {
                // Taken by somebody: try another.
            }
        }
        return fail("no free port");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NameServerProcess start(Path directory, String... command) throws IOException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new NameServerProcess(process, log);
    }
}
