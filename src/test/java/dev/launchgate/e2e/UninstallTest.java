package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Taking the operator away takes away nobody's checklists, unless that is asked for. */
@Tag("cluster")
class UninstallTest {
    @Test
    void checklistsStayUnlessTheirDefinitionIsGivenUpToo() {
        try (ControlPlane cluster = ControlPlane.start(0)) {
            ClusterUser admin = cluster.admin();
            admin.kubectl("apply", "-k", top().resolve("deploy").toString()).orThrow();
            admin.kubectl("wait", "--for=condition=Established", "crd/launchchecklists.launchgate.dev")
                    .orThrow();
            admin.kubectlWith("""
                            apiVersion: launchgate.dev/v1alpha1
                            kind: LaunchChecklist
                            metadata: {name: web, namespace: default}
                            spec: {target: {name: web}, items: [{name: told, manual: {steps: [ask]}}]}
                            """, "apply", "-f", "-").orThrow();

            make(admin, "uninstall");
            assertThat(admin.kubectl("get", "lc", "-A", "-o", "name").orThrow().strip())
                    .isEqualTo("launchchecklist.launchgate.dev/web");
            assertThat(admin.kubectl("get", "clusterroles,clusterrolebindings,namespaces", "-o", "name")
                            .orThrow())
                    .doesNotContain("launchgate");

            make(admin, "uninstall", "CRDS=1");
            assertThat(admin.kubectl("get", "crds", "-o", "name").orThrow()).doesNotContain("launchgate");
        }
    }

    private static void make(ClusterUser admin, String... arguments) {
        List<String> command = new ArrayList<>(List.of("make", "-C", top().toString()));
        command.addAll(List.of(arguments));
        Finished.run(command, Map.of("KUBECONFIG", admin.kubeconfig().toString()), "")
                .orThrow();
    }

    private static Path top() {
        return Path.of(System.getProperty("project.dir", "")).toAbsolutePath();
    }
}
