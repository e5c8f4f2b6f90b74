package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.FaultProxy.Asked;
import dev.launchgate.e2e.FaultProxy.Fault;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Killed after any write, and started again: the same single release happens. */
@ClusterTest
class CrashTest {
    private static final int MORE_THAN_A_RELEASE_WRITES = 40;

    private final ControlPlane cluster;

    CrashTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    @Tag("F01")
    @Tag("F02")
    @Tag("F03")
    void killedAfterEachWriteInTurnItComesToTheSameEnd() {
        ClusterUser account = Operators.install(cluster);
        int crashes = 0;
        boolean crashed = true;
        for (int k = 1; crashed && k < MORE_THAN_A_RELEASE_WRITES; k++) {
            crashed = launchWithCrashAfter(k, account);
            crashes += crashed ? 1 : 0;
        }
        assertThat(crashed).as("a run ended without a crash").isFalse();
        assertThat(crashes)
                .as("arming, record, release, promotion and their notes")
                .isGreaterThanOrEqualTo(6);
    }

    /** @return whether the k-th write happened at all */
    private boolean launchWithCrashAfter(int k, ClusterUser account) {
        Launch launch = Launch.in(cluster, "crash-" + k).deploy("v1").checklist();
        launch.open();
        AtomicReference<OperatorProcess> running = new AtomicReference<>();
        AtomicInteger writes = new AtomicInteger();
        Fault kill = Fault.afterAnswer(asked -> ofLaunch(asked, launch), () -> {
            boolean last = writes.incrementAndGet() == k;
            if (last) {
                running.get().kill();
            }
            return !last;
        });
        try (FaultProxy proxy = FaultProxy.before(account, cluster.directory()).with(kill)) {
            running.set(OperatorProcess.start(proxy.kubeconfig(), Operators.settings()));
            await().atMost(Launch.PATIENCE)
                    .until(() -> writes.get() >= k && !running.get().alive()
                            || launch.gate().equals("Armed/-/v1"));
            boolean crashed = !running.get().alive();
            if (crashed) {
                running.get().close();
                running.set(OperatorProcess.start(proxy.kubeconfig(), Operators.settings()));
            }
            launch.awaitGate("Armed/-/v1");
            assertThat(launch.everStarted()).as("after write %d", k).containsExactly("v1");
            assertThat(launch.deployment().at("/spec/paused").asBoolean()).isTrue();
            assertThat(launch.history())
                    .as("after write %d", k)
                    .containsOnlyOnce("Promoted")
                    .doesNotContain("Bypassed", "UngatedChange", "Frozen", "Adopted");
            Invariants.verify(proxy.writes());
            return crashed;
        } finally {
            running.get().close();
            launch.kubectl("delete", "launchchecklist,deployment,service", "--all", "--wait=false")
                    .orThrow();
        }
    }

    private static boolean ofLaunch(Asked asked, Launch launch) {
        return asked.mutates()
                && asked.uri().getPath().contains("/namespaces/" + launch.namespace() + "/")
                && (asked.about("deployments") || asked.about("launchchecklists/status"));
    }
}
