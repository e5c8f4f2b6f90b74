package dev.launchgate.install;

import static dev.launchgate.install.InstallTest.may;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.ClusterUser;
import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operator with rights in one namespace only: on a control plane of its own, where no ClusterRole helps it. */
@Tag("cluster")
class NamespacedInstallTest {
    @Test
    void itsRightsEndAtTheNamespace() {
        try (ControlPlane cluster = ControlPlane.start(0)) {
            cluster.admin().kubectl("create", "namespace", "ml").orThrow();
            cluster.admin()
                    .kubectl("apply", "-k", Manifests.file("deploy/namespaced").toString())
                    .orThrow();
            ClusterUser operator = cluster.serviceAccount(Installation.NAMESPACE, Installation.ACCOUNT);

            assertThat(may(operator, "patch", "deployments.apps", "ml")).isEqualTo("yes");
            assertThat(may(operator, "patch", "launchchecklists.launchgate.dev --subresource=status", "ml"))
                    .isEqualTo("yes");
            assertThat(may(operator, "create", "events.events.k8s.io", "ml")).isEqualTo("yes");
            assertThat(may(operator, "watch", "pods", "ml")).isEqualTo("yes");
            assertThat(may(operator, "get", "secrets", "ml")).isEqualTo("no");
            assertThat(may(operator, "patch", "deployments.apps", "default")).isEqualTo("no");
            assertThat(may(operator, "watch", "pods", "default")).isEqualTo("no");
            assertThat(may(operator, "list", "nodes", "ml")).isEqualTo("no");
            assertThat(operator.kubectl("get", "deployments", "-A").err()).contains("at the cluster scope");
        }
    }
}
