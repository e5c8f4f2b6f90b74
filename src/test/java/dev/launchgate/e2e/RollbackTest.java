package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way back, with ReplicaSets that the real controller makes and prunes. */
@ClusterTest
class RollbackTest {
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    RollbackTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void theWayBackIsThereGoesAwayAndIsGone() {
        Launch launch = Launch.in(cluster, "rollback");
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  interval: 5s
                  timeout: 4s
                  items:
                    - name: way
                      rollback: {steps: [Revert the commit], rehearsal: None}
                    - name: seen
                      severity: Advisory
                      rollback: {steps: [Revert the commit], rehearsal: Observed, revision: Optional}
                """.formatted(launch.namespace()));
        settings(launch, "v1");
        settings(launch, "v2");

        deploy(launch, "v1");
        launch.awaitGate("Armed/-/v1");
        launch.awaitItem(Launch.PATIENCE, "way", "Pass/DeclaredOnly");

        deploy(launch, "v2");
        launch.awaitGate("Armed/-/v2");
        launch.awaitItem(Launch.PATIENCE, "way", "Pass/AsExpected");
        assertThat(launch.message("way")).isEqualTo("rollback of app: as expected; v1 can be returned to");
        launch.awaitItem(Launch.PATIENCE, "seen", "Fail/NotRehearsed");

        launch.kubectl("delete", "configmap", "settings-v1").orThrow();
        launch.awaitItem(Launch.PATIENCE, "way", "Fail/PreviousNotRunnable");
        assertThat(launch.message("way"))
                .isEqualTo("revision v1 needs ConfigMap settings-v1, which is gone; keep it until the release is done");
        settings(launch, "v1");
        launch.awaitItem(Launch.PATIENCE, "way", "Pass/AsExpected");

        deploy(launch, "v1");
        launch.awaitGate("Armed/-/v1");
        assertThat(launch.history()).contains("RolledBack");
        launch.awaitItem(Launch.PATIENCE, "seen", "Pass/AsExpected");
        assertThat(launch.message("seen")).startsWith("rollback of app: as expected; last returned on 20");

        launch.kubectl("delete", "replicaset", "-l", "revision=v2").orThrow();
        launch.awaitItem(Launch.PATIENCE, "way", "Fail/NoPreviousRevision");
    }

    private static void settings(Launch launch, String version) {
        launch.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings-%s, namespace: %s}
                """.formatted(version, launch.namespace()));
    }

    private static void deploy(Launch launch, String version) {
        launch.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: %1$s}
                spec:
                  replicas: 2
                  paused: true
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app, revision: %2$s}, annotations: {app.kubernetes.io/version: %2$s}}
                    spec:
                      containers:
                        - name: app
                          image: registry.example.com/app:%2$s
                          envFrom: [{configMapRef: {name: settings-%2$s}}]
                """.formatted(launch.namespace(), version));
    }
}
