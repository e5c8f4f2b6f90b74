package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Namespaces that are watched one by one are all watched. */
@ClusterTest
class NamespacesTest {
    private final ControlPlane cluster;

    NamespacesTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    /** What was there before the start is known from lists alone, and the list of each namespace has only its own. */
    @Test
    void whatWasThereBeforeIsSeenInEachOfThem() {
        ClusterUser account = Operators.install(cluster);
        Launch one = Launch.in(cluster, "one").deploy("v1").checklist();
        Launch two = Launch.in(cluster, "two").deploy("v1").checklist();
        Launch three = Launch.in(cluster, "three").deploy("v1").checklist();
        Launch other = Launch.in(cluster, "other").deploy("v1").checklist();
        Map<String, String> settings = Operators.settings();
        settings.put("LAUNCHGATE_NAMESPACES", String.join(",", one.namespace(), two.namespace(), three.namespace()));

        try (OperatorProcess operator = OperatorProcess.start(account.kubeconfig(), settings)) {
            operator.awaitReady();
            one.awaitGate("Held/v1/-");
            two.awaitGate("Held/v1/-");
            three.awaitGate("Held/v1/-");
            assertThat(other.gate()).isEqualTo("-/-/-");

            one.open();
            two.open();
            one.awaitGate("Armed/-/v1");
            two.awaitGate("Armed/-/v1");
            assertThat(three.gate()).isEqualTo("Held/v1/-");
        }
    }
}
