package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real Argo Rollouts with the AnalysisTemplates that are shipped. */
@ClusterTest
@Tag("engines")
class RolloutsEngineTest {
    private static ForeignCrds crds;
    private static EngineProcess engine;
    private final ControlPlane cluster;

    RolloutsEngineTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        crds = ForeignCrds.of(
                        cluster,
                        "argo-rollouts-rollout",
                        "argo-rollouts-analysistemplate",
                        "argo-rollouts-analysisrun",
                        "argo-rollouts-others")
                .install();
        engine = EngineProcess.rollouts(cluster.admin());
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

    @Test
    void holdsWithoutACandidatePodGoesOnByItselfAndAbortsOnWhatFailsAfterwards() throws IOException {
        try (GateDouble gate = GateDouble.start()) {
            Integration app = new Integration(cluster.admin(), cluster.namespace("rollouts"), gate.url());
            app.apply("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: launchgate-token}
                    stringData: {token: of-the-checklist}
                    """);
            app.apply(app.shipped("argo-rollouts/analysis-templates.yaml"));
            String rollout = app.shipped("argo-rollouts/rollout.yaml");
            app.apply(rollout);
            app.awaitField("rollout/app", ".status.phase", "Healthy");

            String question = "/gate/" + app.namespace() + "/app Bearer of-the-checklist";
            app.apply(rollout.replace("app:v1\"", "app:v2\"").replace(": v1}", ": v2}"));
            await().atMost(Duration.ofSeconds(60)).until(() -> gate.asked(question) >= 3);
            assertThat(app.versions()).containsExactly("v1");
            gate.before("Fail");
            long before = gate.asked(question);
            await().atMost(Duration.ofSeconds(60)).until(() -> gate.asked(question) >= before + 3);
            assertThat(app.versions()).containsExactly("v1");
            assertThat(app.get("rollout/app", ".status.abort")).isEmpty();

            gate.before("Pass");
            app.awaitField("rollout/app", ".status.phase", "Healthy");
            app.awaitVersions("v2");

            gate.after("Fail");
            app.apply(rollout.replace("app:v1\"", "app:v3\"").replace(": v1}", ": v3}"));
            app.awaitField("rollout/app", ".status.abort", "true");
            app.awaitVersions("v2");
        }
    }
}
