package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@ClusterTest
class ControlPlaneTest {
    private final ControlPlane cluster;

    ControlPlaneTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void theAdministratorMayDoEverything() {
        assertThat(cluster.admin().kubectl("auth", "can-i", "*", "*", "-A").out())
                .isEqualTo("yes\n");
        assertThat(cluster.client().nodes().list().getItems()).isNotEmpty();
    }

    @Test
    void aServiceAccountIsItselfAndMayDoNothingYet() {
        String namespace = cluster.namespace("control-plane");
        ClusterUser developer = cluster.serviceAccount(namespace, "developer");

        assertThat(developer
                        .kubectl("auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")
                        .out())
                .isEqualTo("system:serviceaccount:" + namespace + ":developer");
        Finished refused = developer.kubectl("get", "deployments", "-n", namespace);
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.err()).contains("cannot list resource \"deployments\"");
    }

    @Test
    void oneThatIsStartedIsStopped() {
        ControlPlane own = ControlPlane.start(0);
        assertThat(own.client().getKubernetesVersion().getMajor()).isEqualTo("1");
        assertThat(own.auditLog()).isEmpty();
        own.close();
        assertThat(own.directory()).doesNotExist();
    }
}
