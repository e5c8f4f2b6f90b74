package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real Argo Rollouts with the AnalysisTemplates that are shipped, before the gate of the packaged operator. */
@ClusterTest
@Tag("engines")
class RolloutsEngineTest {
    private static ForeignCrds crds;
    private static EngineProcess engine;
    private static OperatorProcess operator;
    private static Endpoint gate;
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
        Endpoint.grant(cluster);
        int port = PortBlock.free(1);
        gate = Endpoint.plain(port);
        operator = OperatorProcess.start(Operators.install(cluster).kubeconfig(), Endpoint.settings(port))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
        if (engine != null) {
            engine.close();
        }
        if (crds != null) {
            crds.close();
        }
    }

    @Test
    void holdsWithoutACandidatePodGoesOnByItselfAndAbortsOnWhatFailsAfterwards() {
        Integration app = new Integration(cluster.admin(), cluster.namespace("rollouts"), gate.url());
        Endpoint.secrets(cluster, app.namespace());
        app.open("well");
        app.apply(app.shipped("argo-rollouts/analysis-templates.yaml"));
        String rollout = app.shipped("argo-rollouts/rollout.yaml");
        app.apply(rollout);
        app.awaitField("rollout/app", ".status.phase", "Healthy");
        app.checklist("Rollout");
        app.awaitGate("", "v1");

        app.apply(rollout.replace("app:v1\"", "app:v2\"").replace(": v1}", ": v2}"));
        app.awaitGate("v2", "v1");
        await().atMost(Duration.ofSeconds(60)).until(() -> asked(app) >= 3);
        assertThat(app.versions()).containsExactly("v1");
        assertThat(app.get("rollout/app", ".status.abort")).isEmpty();
        assertThat(app.get("analysisrun", ".items[0].status.metricResults[0].measurements[-1:].value"))
                .contains("ItemsBlock", "door");

        app.open("door");
        app.awaitField("rollout/app", ".status.phase", "Healthy");
        app.awaitVersions("v2");
        app.awaitGate("", "v2");

        app.shut("well");
        app.apply(rollout.replace("app:v1\"", "app:v3\"").replace(": v1}", ": v3}"));
        app.awaitField("rollout/app", ".status.abort", "true");
        app.awaitVersions("v2");
        app.awaitGate("v3", "v2");
    }

    /** How often the gate was heard to be closed. */
    private static int asked(Integration app) {
        String failed = app.get("analysisrun", ".items[0].status.metricResults[0].failed");
        return failed.isEmpty() ? 0 : Integer.parseInt(failed);
    }
}
