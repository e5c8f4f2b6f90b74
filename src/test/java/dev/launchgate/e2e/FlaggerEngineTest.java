package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real Flagger with the Canary that is shipped. */
@ClusterTest
@Tag("engines")
class FlaggerEngineTest {
    private static ForeignCrds crds;
    private static EngineProcess engine;
    private final ControlPlane cluster;

    FlaggerEngineTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        crds = ForeignCrds.of(cluster, "flagger").install();
        engine = EngineProcess.flagger(cluster.admin());
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
        if (crds != null) {
            crds.close();
        }
    }

    /** Without replicas: a manifest that names them starts pods of the candidate in the write that brings it. */
    private static String target(String version) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app}
                spec:
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}, annotations: {app.kubernetes.io/version: %1$s}}
                    spec: {containers: [{name: app, image: "registry.example.com/app:%1$s", ports: [{containerPort: 8080}]}]}
                """.formatted(version);
    }

    @Test
    void holdsWithoutACandidatePodGoesOnByItselfAndRollsBackWhatFailsAfterwards() throws IOException {
        try (GateDouble gate = GateDouble.start()) {
            Integration app = new Integration(cluster.admin(), cluster.namespace("flagger"), gate.url());
            String question = "/gate/" + app.namespace() + "/app/confirm-rollout";
            app.apply(target("v1"));
            app.apply(app.shipped("flagger/canary.yaml"));
            app.awaitField("canary/app", ".status.phase", "Initialized");

            app.apply(target("v2"));
            await().atMost(Duration.ofSeconds(90)).until(() -> gate.asked(question) >= 2);
            assertThat(app.get("canary/app", ".status.phase")).isEqualTo("Waiting");
            assertThat(app.versions()).containsExactly("v1");

            gate.before("Pass");
            app.awaitField("canary/app", ".status.phase", "Succeeded");
            app.awaitVersions("v2");

            gate.after("Fail");
            app.apply(target("v3"));
            app.awaitField("canary/app", ".status.phase", "Failed");
            app.awaitVersions("v2");
        }
    }
}
