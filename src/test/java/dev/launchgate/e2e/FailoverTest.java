package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.FaultProxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas: one leads and writes, the other takes over, however the first one went. */
@ClusterTest
class FailoverTest {
    /** A lease that was given up is taken at the next look, every two seconds. */
    private static final Duration HANDED_OVER = Duration.ofSeconds(8);
    /** One that was not has to run out first, which takes 15 seconds. */
    private static final Duration RUN_OUT = Duration.ofSeconds(25);

    private final ControlPlane cluster;
    private Replica a;
    private Replica b;

    FailoverTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    /** A replica, and how often it wrote anything but the lease. */
    private record Replica(String name, OperatorProcess process, FaultProxy proxy, AtomicInteger writes)
            implements AutoCloseable {
        static Replica start(ControlPlane cluster, ClusterUser account, String name) {
            AtomicInteger writes = new AtomicInteger();
            FaultProxy proxy = FaultProxy.before(name, account, cluster.directory())
                    .with(Fault.beforeForward(
                            asked -> asked.mutates() && !asked.about("leases"), writes::incrementAndGet));
            return new Replica(name, OperatorProcess.start(proxy.kubeconfig(), Operators.replica(name)), proxy, writes);
        }

        boolean is(String role) {
            return process.get("/q/health/ready").replace(" ", "").contains("\"role\":\"%s\"".formatted(role));
        }

        /** How many checklists are in which state, as this replica sees it. */
        List<String> counts() {
            return process.get("/q/metrics")
                    .lines()
                    .filter(line -> line.startsWith("launchgate_checklists{"))
                    .toList();
        }

        @Override
        public void close() {
            process.close();
            proxy.close();
        }
    }

    @BeforeEach
    void start() {
        ClusterUser account = Operators.install(cluster);
        // of a test before, whose holder was killed
        cluster.client()
                .leases()
                .inNamespace(Installation.NAMESPACE)
                .withName("launchgate")
                .delete();
        a = Replica.start(cluster, account, "a");
        b = Replica.start(cluster, account, "b");
        a.process().awaitReady();
        b.process().awaitReady();
        await().atMost(Launch.PATIENCE).until(() -> !holder().isEmpty());
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        Invariants.verify(Stream.of(a, b)
                .flatMap(replica -> replica.proxy().writes().stream())
                .toList());
    }

    @Test
    void exactlyOneLeadsAndOnlyItWrites() {
        Launch launch = Launch.in(cluster, "leader").launched();

        Replica leader = leader();
        Replica standby = other(leader);
        assertThat(leader.is("leader")).isTrue();
        assertThat(standby.is("follower")).isTrue();
        assertThat(leader.writes().get()).isPositive();
        assertThat(standby.writes()).hasValue(0);
        assertThat(launch.history()).containsExactly("Released", "Promoted");
    }

    @Test
    void aLeaderThatStopsHandsOver() {
        Launch launch = held("terminated");
        Replica leader = leader();
        Replica standby = other(leader);

        assertThat(leader.process().terminate()).isIn(0, 143);

        awaitLeader(standby, HANDED_OVER);
        released(launch);
    }

    @Test
    void aLeaderThatIsKilledIsReplacedWhenItsLeaseRunsOut() {
        Launch launch = held("killed");
        Replica leader = leader();
        Replica standby = other(leader);

        leader.process().kill();

        awaitLeader(standby, RUN_OUT);
        released(launch);
    }

    @Test
    @Tag("F26")
    void aLeaderThatFreezesIsReplacedAndWritesNothingMoreWhenItWakes() {
        Launch launch = held("frozen");
        Replica old = leader();
        Replica successor = other(old);

        old.process().suspend();
        awaitLeader(successor, RUN_OUT);
        released(launch);
        launch.shut();
        launch.deploy("v3").awaitGate("Held/v3/v2");
        int written = old.writes().get();
        old.process().resume();

        await().atMost(Launch.PATIENCE).until(() -> old.process().log().contains("following as " + old.name()));
        await().atMost(Launch.PATIENCE).until(() -> old.process().status("/q/health/ready") == 200);
        assertThat(old.is("follower")).isTrue();
        assertThat(successor.is("leader")).isTrue();
        assertThat(old.counts()).isNotEmpty().allMatch(count -> count.endsWith(" 0.0"));
        assertThat(successor.counts()).anyMatch(count -> count.contains("Held") && !count.endsWith(" 0.0"));
        launch.open();
        launch.awaitGate("Armed/-/v3");
        assertThat(old.writes()).hasValue(written);
        assertThat(holder()).isEqualTo(successor.name());
        assertThat(launch.history())
                .containsExactly("Released", "Promoted", "Released", "Promoted", "Released", "Promoted");
    }

    private Launch held(String prefix) {
        Launch launch = Launch.in(cluster, prefix).launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        return launch;
    }

    private static void released(Launch launch) {
        assertThat(launch.everStarted()).containsExactly("v1");
        launch.open();
        launch.awaitGate("Armed/-/v2");
        assertThat(launch.running()).containsExactly("v2");
        assertThat(launch.history()).containsExactly("Released", "Promoted", "Released", "Promoted");
    }

    private Replica leader() {
        return holder().equals(a.name()) ? a : b;
    }

    private Replica other(Replica replica) {
        return replica == a ? b : a;
    }

    private void awaitLeader(Replica expected, Duration patience) {
        await("leader " + expected.name()).atMost(patience).until(() -> holder().equals(expected.name()));
        await().atMost(Launch.PATIENCE).until(() -> expected.is("leader"));
    }

    /** Who holds the lease; empty while nobody does. */
    private String holder() {
        return Optional.ofNullable(cluster.client()
                        .leases()
                        .inNamespace(Installation.NAMESPACE)
                        .withName("launchgate")
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }
}
