package dev.launchgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.Finished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People look around in the sandbox with kubectl. */
@Tag("services")
class KubectlTest {
    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void world() {
        sandbox.namespace("ml");
        sandbox.node("node-1");
        sandbox.kubeconfig(folder.resolve("kubeconfig"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Finished kubectl(String input, String... arguments) {
        List<String> words = new ArrayList<>(List.of("kubectl", "-n", "ml"));
        words.addAll(List.of(arguments));
        return Finished.run(
                words,
                Map.of(
                        "KUBECONFIG",
                        folder.resolve("kubeconfig").toString(),
                        "KUBECACHEDIR",
                        folder.resolve("cache").toString()),
                input);
    }

    private String said(String... arguments) {
        return kubectl("", arguments).orThrow();
    }

    @Test
    void appliesGetsDescribesAndDeletes() {
        String manifest = Samples.deployment("web", "", "");
        assertThat(kubectl(manifest, "apply", "-f", "-").orThrow()).contains("deployment.apps/web created");
        assertThat(kubectl(manifest, "apply", "-f", "-").orThrow()).contains("deployment.apps/web unchanged");
        assertThat(said("rollout", "status", "deployment/web", "--timeout=20s")).contains("successfully rolled out");
        assertThat(said("get", "deployment", "web", "-o", "wide"))
                .containsPattern("NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR")
                .containsPattern("web +2/2 +2 +2 +\\S+ +app +example.com/app:1 +app=web");
        assertThat(said("get", "pods")).containsPattern("web-\\S+ +1/1 +Running");
        assertThat(said("describe", "deployment", "web"))
                .contains("2 desired | 2 updated | 2 total | 2 available | 0 unavailable")
                .contains("Scaled up replica set");
        assertThat(said("events", "--for", "deployment/web")).contains("ScalingReplicaSet");
        assertThat(said("delete", "deployment", "web")).contains("\"web\" deleted");
        assertThat(said("wait", "--for=delete", "pod", "-l", "app=web", "--timeout=20s"))
                .doesNotContain("error");
    }

    @Test
    void rollsOutBackAndScales() {
        kubectl(Samples.deployment("web", "", ""), "apply", "-f", "-").orThrow();
        said("rollout", "status", "deployment/web", "--timeout=20s");
        said("set", "image", "deployment/web", "app=example.com/app:2");
        said("rollout", "status", "deployment/web", "--timeout=20s");
        assertThat(said("rollout", "history", "deployment/web")).containsPattern("1 +<none>\\s+2 +<none>");
        said("rollout", "undo", "deployment/web");
        said("rollout", "status", "deployment/web", "--timeout=20s");
        assertThat(said("get", "deployment", "web", "-o", "jsonpath={..image}")).isEqualTo("example.com/app:1");
        assertThat(said("get", "replicasets", "-o", "name").lines()).hasSize(2);
        said("scale", "deployment/web", "--replicas=3");
        said("wait", "--for=jsonpath={.status.readyReplicas}=3", "deployment/web", "--timeout=20s");
        said("rollout", "pause", "deployment/web");
        assertThat(kubectl("", "rollout", "undo", "deployment/web").said()).contains("paused");
        said("annotate", "deployment/web", "note=here");
        said("patch", "deployment/web", "-p", "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}");
        assertThat(said("get", "deployment", "-l", "a=b", "-o", "jsonpath={..annotations.note}"))
                .isEqualTo("here");
    }

    @Test
    void explainsAndShowsTheChecklist() {
        kubectl(
                        "",
                        "apply",
                        "-f",
                        Path.of(System.getProperty("project.dir", ""), "crds/launchchecklists.launchgate.dev.yaml")
                                .toString())
                .orThrow();
        said("wait", "--for=condition=Established", "crd/launchchecklists.launchgate.dev", "--timeout=10s");
        kubectl("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: web, namespace: ml}
                spec:
                  target: {name: web}
                  items:
                    - {name: told, manual: {steps: [Tell support]}}
                """, "apply", "-f", "-").orThrow();
        assertThat(said("get", "launchchecklists"))
                .containsPattern("NAME +TARGET +MODE +GATE +PASSED +READY +REASON +AGE")
                .containsPattern("web +web +Pause");
        assertThat(said("explain", "launchchecklists.spec.gate")).contains("How a new revision is held and released.");
        assertThat(said("get", "launchchecklists", "web", "-o", "jsonpath={.status.observedGeneration}"))
                .isEqualTo("-1");
        assertThat(kubectl(
                                "{\"apiVersion\":\"launchgate.dev/v1alpha1\",\"kind\":\"LaunchChecklist\",\"metadata\":{\"name\":\"bad\"},\"spec\":{\"target\":{\"name\":\"web\"},\"items\":[],\"typo\":1}}",
                                "apply",
                                "-f",
                                "-")
                        .said())
                .contains("unknown field \"spec.typo\"");
    }
}
