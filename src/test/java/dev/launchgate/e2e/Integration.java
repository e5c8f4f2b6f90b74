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
    private static final String TOKEN = "of-the-checklist-app-0123456789";

    /** The checklist of what an engine delivers, and its token: {@code door} passes or holds, {@code well} judges what runs. */
    void checklist(String kind) {
        apply(Endpoint.token("app", TOKEN));
        apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app}
                spec:
                  target: {kind: %s, name: app}
                  gate: {mode: Signal}
                  items:
                    - name: door
                      loadBalancer: {identifier: {service: {name: door}}, rules: [{port: 80}], address: Optional, minEndpoints: 0}
                    - name: well
                      phase: AfterRelease
                      loadBalancer: {identifier: {service: {name: well}}, rules: [{port: 80}], address: Optional, minEndpoints: 0}
                """.formatted(kind));
    }

    /** Makes an item of that name pass. */
    void open(String item) {
        apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {selector: {app: app}, ports: [{port: 80, targetPort: 8080}]}
                """.formatted(item));
    }

    /** Makes it fail. */
    void shut(String item) {
        user.kubectl("-n", namespace, "delete", "service", item).orThrow();
    }

    /** Waits until the checklist says that this version waits, empty for none, after the last one that was promoted. */
    void awaitGate(String candidate, String promoted) {
        await("candidate " + candidate + " after " + promoted)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> get("lc/app", ".status.gate.candidate.revision").equals(candidate)
                        && get("lc/app", ".status.gate.promoted[-1:].revision").equals(promoted));
    }

    /** A shipped file with this namespace and gate for those that stand there, and the shortest intervals. */
    String shipped(String file) {
        try {
            return Files.readString(Path.of(System.getProperty("project.dir", ""), "deploy/integrations", file))
                    .replace("https://launchgate.launchgate-system.svc:8443", url)
                    .replace("/namespaces/ml/", "/namespaces/" + namespace + "/")
                    .replace("name: namespace, value: ml", "name: namespace, value: " + namespace)
                    .replace("token: TOKEN", "token: " + TOKEN)
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
