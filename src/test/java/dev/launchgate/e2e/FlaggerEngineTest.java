package dev.launchgate.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real Flagger with the Canary that is shipped, before the gate of the packaged operator. */
@ClusterTest
@Tag("engines")
class FlaggerEngineTest {
    private static ForeignCrds crds;
    private static EngineProcess engine;
    private static OperatorProcess operator;
    private static Endpoint gate;
    private final ControlPlane cluster;

    FlaggerEngineTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        crds = ForeignCrds.of(cluster, "flagger").install();
        engine = EngineProcess.flagger(cluster.admin());
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

    private static String target(String version, String replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app}
                spec:
                  %2$s
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}, annotations: {app.kubernetes.io/version: %1$s}}
                    spec: {containers: [{name: app, image: "registry.example.com/app:%1$s", ports: [{containerPort: 8080}]}]}
                """.formatted(version, replicas);
    }

    @Test
    void holdsWithoutACandidatePodGoesOnByItselfAndRollsBackWhatFailsAfterwards() {
        Integration app = new Integration(cluster.admin(), cluster.namespace("flagger"), gate.url());
        Endpoint.secrets(cluster, app.namespace());
        app.open("well");
        app.apply(target("v1", ""));
        app.apply(app.shipped("flagger/canary.yaml"));
        app.awaitField("canary/app", ".status.phase", "Initialized");
        app.checklist("Canary");
        app.awaitGate("", "v1");

        app.apply(target("v2", ""));
        app.awaitField("canary/app", ".status.phase", "Waiting");
        app.awaitGate("v2", "v1");
        // more than one interval of Flagger, so that the gate was asked again
        await().atMost(Duration.ofSeconds(40))
                .during(Duration.ofSeconds(12))
                .until(() -> app.get("canary/app", ".status.phase").equals("Waiting")
                        && app.versions().equals(List.of("v1")));

        app.open("door");
        app.awaitVersions("v1", "v2");
        app.awaitGate("v2", "v1");
        app.awaitField("canary/app", ".status.phase", "Succeeded");
        app.awaitVersions("v2");
        app.awaitGate("", "v2");

        app.shut("well");
        app.apply(target("v3", ""));
        app.awaitField("canary/app", ".status.phase", "Failed");
        app.awaitVersions("v2");
        app.awaitGate("v3", "v2");

        app.shut("door");
        app.apply(target("v4", "replicas: 1"));
        app.awaitVersions("v2", "v4");
    }
}
