package dev.launchgate.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Stands in for Flux's source-controller: serves manifests as artifacts on loopback and says so in a GitRepository. */
final class FluxSource implements AutoCloseable {
    private final ClusterUser user;
    private final String namespace;
    private final String name;
    private final ScratchFolder folder = ScratchFolder.create("launchgate-source-");
    private final HttpServer server;

    private FluxSource(ClusterUser user, String namespace, String name, HttpServer server) {
        this.user = user;
        this.namespace = namespace;
        this.name = name;
        this.server = server;
    }

    static FluxSource start(ClusterUser user, String namespace, String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FluxSource source = new FluxSource(user, namespace, name, server);
        server.createContext("/", exchange -> {
            byte[] artifact = Files.readAllBytes(source.artifact(
                    exchange.getRequestURI().getPath().substring(1).replaceAll("[^0-9a-z.]", "")));
            exchange.sendResponseHeaders(200, artifact.length);
            exchange.getResponseBody().write(artifact);
            exchange.close();
        });
        server.start();
        source.apply("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %s, namespace: %s}
                spec: {url: "https://git.example.com/app", interval: 1h}
                """.formatted(name, namespace));
        return source;
    }

    private Path artifact(String revision) {
        return folder.path().resolve(revision);
    }

    /** Makes these manifests the newest revision; each revision has its own name. */
    void publish(String revision, String path, String manifests) throws IOException {
        Path sources = folder.path().resolve("sources-" + revision);
        Files.createDirectories(sources.resolve(path));
        Files.writeString(sources.resolve(path).resolve("app.yaml"), manifests);
        Finished.run(List.of("tar", "-czf", artifact(revision).toString(), "-C", sources.toString(), "."), Map.of(), "")
                .orThrow();
        byte[] data = Files.readAllBytes(artifact(revision));
        user.kubectl(
                        "-n",
                        namespace,
                        "patch",
                        "gitrepository",
                        name,
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        """
                {"status": {"observedGeneration": 1, "artifact": {"digest": "sha256:%s", "lastUpdateTime": "%s", "path": "%s",
                  "revision": "%s", "size": %d, "url": "http://127.0.0.1:%d/%s"},
                 "conditions": [{"type": "Ready", "status": "True", "reason": "Succeeded", "message": "stored", "lastTransitionTime": "%2$s"}]}}
                """.formatted(
                                        digest(data),
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                                        revision,
                                        revision,
                                        data.length,
                                        server.getAddress().getPort(),
                                        revision))
                .orThrow();
    }

    private static String digest(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void apply(String yaml) {
        user.kubectlWith(yaml, "apply", "-f", "-").orThrow();
    }

    @Override
    public void close() {
        server.stop(0);
        folder.close();
    }
}
