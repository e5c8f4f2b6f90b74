package dev.launchgate.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What {@code deploy/integrations} ships for an engine, in a namespace of its own and pointed at a gate. */
record Integration(ClusterUser user, String namespace, String url) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A shipped file with this namespace and gate for those that stand there, and the shortest intervals. */
    String shipped(String file) {
        try {
            return Files.readString(Path.of(System.getProperty("project.dir", ""), "deploy/integrations", file))
                    .replace("http://launchgate.launchgate-system.svc:8080/gate", url)
                    .replace("/gate/ml/", "/gate/" + namespace + "/")
                    .replace("name: namespace, value: ml", "name: namespace, value: " + namespace)
                    .replace("interval: 30s", "interval: 2s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void apply(String yaml) {
        user.kubectlWith(yaml, "-n", namespace, "apply", "-f", "-").orThrow();
    }

    String get(String object, String path) {
        return user.kubectl("-n", namespace, "get", object, "-o", "jsonpath={" + path + "}")
                .orThrow();
    }

    /** Versions that have pods, one each. */
    List<String> versions() {
        return user.kubectl(
                        "-n",
                        namespace,
                        "get",
                        "pods",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.annotations.app\\.kubernetes\\.io/version}{\"\\n\"}{end}")
                .orThrow()
                .lines()
                .distinct()
                .sorted()
                .toList();
    }

    void awaitField(String object, String path, String expected) {
        await(object + " " + path + " is " + expected)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> get(object, path).equals(expected));
    }

    void awaitVersions(String... expected) {
        await("pods of " + List.of(expected))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> versions().equals(List.of(expected)));
    }
}
