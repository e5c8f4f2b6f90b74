package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.docs.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kubectl command of the documentation does what it is shown for, against a real API server. */
@ClusterTest
class DocsCommandsTest {
    private static final String SHOP = "shop";
    private final ControlPlane cluster;

    DocsCommandsTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    static List<String> commands() {
        return Document.all().stream()
                .flatMap(document -> document.blocks("sh"))
                .flatMap(block -> block.commands().stream())
                .filter(command -> command.startsWith("kubectl "))
                .distinct()
                .toList();
    }

    @BeforeAll
    static void install(ControlPlane cluster) {
        Installation.operator(cluster);
        cluster.admin().kubectl("create", "namespace", SHOP).orThrow();
        cluster.admin().kubectlWith("""
                        apiVersion: coordination.k8s.io/v1
                        kind: Lease
                        metadata: {name: launchgate, namespace: launchgate-system}
                        """, "apply", "-f", "-").orThrow();
    }

    @AfterAll
    static void withoutPolicies(ControlPlane cluster) {
        Installation.withoutPolicies(cluster);
        cluster.admin().kubectl("delete", "namespace", SHOP, "--wait=false").orThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void works(String command) {
        heldDeploymentAndReadyChecklist();

        Finished run = Finished.run(
                List.of(
                        "bash",
                        "-c",
                        "cd '%s' && %s".formatted(Path.of(System.getProperty("project.dir", "")), command)),
                Map.of("KUBECONFIG", cluster.admin().kubeconfig().toString()),
                "");

        assertThat(run.said()).doesNotContain("error:");
        assertThat(run.exit()).isZero();
    }

    /** The world that the pages speak of: Deployment {@code web} is held, its checklist is ready. */
    private void heldDeploymentAndReadyChecklist() {
        cluster.admin().kubectlWith("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: shop}
                        spec:
                          paused: true
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web}}
                            spec: {containers: [{name: web, image: "registry.example.com/web:1"}]}
                        ---
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: postmortem-sign-in-failed, namespace: shop}
                        data: {postmortem.md: "# Nobody could sign in"}
                        ---
                        apiVersion: launchgate.dev/v1alpha1
                        kind: LaunchChecklist
                        metadata: {name: web, namespace: shop}
                        spec:
                          target: {name: web}
                          items: [{name: told, manual: {steps: [tell support]}}]
                        """, "apply", "-f", "-").orThrow();
        cluster.admin()
                .kubectl(
                        "-n",
                        SHOP,
                        "patch",
                        "launchchecklist",
                        "web",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        """
                        {"status":{"observedGeneration":1000,"conditions":[{"type":"Ready","status":"True","reason":"ChecklistPassed",
                          "message":"","lastTransitionTime":"2026-11-20T10:00:00Z"}]}}""")
                .orThrow();
    }
}
