package dev.launchgate.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An upgrade brings the operator, and Helm never upgrades CRDs: what the cluster does not serve yet stops nothing else. */
@Tag("cluster")
class UpgradeTest {
    /** Kinds that appear are looked for once a minute. */
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(150);

    @Test
    void withoutTheDefinitionOfPostmortemsTheGateWorksAndLaterTheyDo() {
        try (ControlPlane cluster = ControlPlane.start(3)) {
            ClusterUser account = Operators.install(cluster);
            String definition = cluster.admin()
                    .kubectl("get", "crd", "postmortems.launchgate.dev", "-o", "yaml")
                    .orThrow();
            cluster.admin()
                    .kubectl("delete", "crd", "postmortems.launchgate.dev")
                    .orThrow();
            try (WitnessedOperator _ = WitnessedOperator.start(cluster, account)) {
                Launch launch = Launch.in(cluster, "upgraded").launched();
                launch.deploy("v2");
                launch.awaitHeld("v2");

                cluster.admin().kubectlWith(definition, "apply", "-f", "-").orThrow();
                await().atMost(Launch.PATIENCE)
                        .until(() -> launch.kubectl("get", "postmortems").succeeded());
                launch.apply("""
                        apiVersion: launchgate.dev/v1alpha1
                        kind: Postmortem
                        metadata: {name: outage, namespace: %s}
                        spec:
                          title: It was down
                          checklists: [{name: app}]
                          prevention: [{name: told, description: Tell support, blocksLaunch: true}]
                        """.formatted(launch.namespace()));
                await().atMost(SERVED_WITHIN)
                        .until(() -> launch.item("outage/told").startsWith("Fail/MeasureNotDone"));
                await().atMost(SERVED_WITHIN)
                        .until(() -> launch.kubectl(
                                        "get", "postmortem", "outage", "-o", "jsonpath={.status.observedGeneration}")
                                .orThrow()
                                .equals("1"));
            }
        }
    }
}
