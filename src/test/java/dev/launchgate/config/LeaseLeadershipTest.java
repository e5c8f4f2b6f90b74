package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeaseLeadershipTest {
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/system/leases";

    private final AtomicLong now = new AtomicLong(5_000);
    private final CountDownLatch leads = new CountDownLatch(1);
    private final CountDownLatch follows = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("lease-test-", 0).daemon().factory());
    private final AtomicReference<@Nullable Error> defect = new AtomicReference<>();
    private KubernetesMockServer server;
    private KubernetesClient client;
    private LeaseLeadership leadership;

    private void start(boolean stores) {
        server = stores
                ? new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false)
                : new KubernetesMockServer(false);
        server.init();
        client = server.createClient();
        leadership = new LeaseLeadership(client, "system", "launchgate", "pod-1", this::execute, now::get);
    }

    private void execute(Runnable task) {
        Error error = defect.getAndSet(null);
        if (error != null) {
            throw error;
        }
        executor.execute(task);
    }

    @AfterEach
    void stop() {
        leadership.close();
        client.close();
        server.destroy();
        executor.shutdownNow();
    }

    private Lease lease() {
        return client.leases().inNamespace("system").withName("launchgate").get();
    }

    private static Lease heldBy(String holder) {
        ZonedDateTime time = ZonedDateTime.now(ZoneOffset.UTC);
        return new LeaseBuilder()
                .withNewMetadata()
                .withName("launchgate")
                .withNamespace("system")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .withAcquireTime(time)
                .withRenewTime(time)
                .withLeaseTransitions(0)
                .endSpec()
                .build();
    }

    @Test
    void aLeaseThatNobodyHoldsIsTakenAndGivenUpAtTheEnd() throws Exception {
        start(true);
        assertThat(leadership.holds()).isFalse();

        leadership.start(leads::countDown, follows::countDown);
        assertThat(leads.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(leadership.holds()).isTrue();
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("pod-1");
        assertThat(lease().getSpec().getLeaseDurationSeconds()).isEqualTo(15);

        assertThat(follows.getCount()).isEqualTo(1);
        leadership.close();
        assertThat(leadership.holds()).isFalse();
        assertThat(follows.getCount()).isZero();
        // The client leaves the holder's name and shortens the lease, which is as good.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> lease().getSpec().getLeaseDurationSeconds() == 1);
    }

    /** The process was paused, or every renewal fails: the election may not have noticed yet. */
    @Test
    void afterTheRenewDeadlineWithoutRenewalNothingIsHeld() throws Exception {
        start(false);
        // Taken once; whatever is asked after that fails.
        server.expect().post().withPath(LEASES).andReturn(201, heldBy("pod-1")).once();

        leadership.start(leads::countDown, follows::countDown);
        assertThat(leads.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(leadership.holds()).isTrue();
        now.addAndGet(LeaseLeadership.RENEW_DEADLINE.toNanos() - 1);
        assertThat(leadership.holds()).isTrue();
        now.addAndGet(1);
        assertThat(leadership.holds()).isFalse();
    }

    /** Another replica took it, as it may after a pause of this one. */
    @Test
    void whoLosesTheLeaseIsTold() throws Exception {
        start(true);
        leadership.start(leads::countDown, follows::countDown);
        assertThat(leads.await(20, TimeUnit.SECONDS)).isTrue();

        client.leases().inNamespace("system").withName("launchgate").edit(lease -> heldBy("pod-2"));

        assertThat(follows.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(leadership.holds()).isFalse();
    }

    /** One that ends for good leaves every replica a follower. */
    @Test
    @Tag("F33")
    void anElectionThatADefectEndedBeginsAnew() throws Exception {
        start(true);
        defect.set(new NoClassDefFoundError("once"));

        leadership.start(leads::countDown, follows::countDown);
        now.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(leads.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(leadership.holds()).isTrue();
    }

    @Test
    @Tag("F33")
    void whoCannotTakeUpWorkLeadsAllTheSame() throws Exception {
        start(true);

        leadership.start(
                () -> {
                    leads.countDown();
                    throw new NoClassDefFoundError("once");
                },
                follows::countDown);

        assertThat(leads.await(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await()
                .during(LeaseLeadership.RETRY.multipliedBy(2))
                .atMost(Duration.ofSeconds(20))
                .until(leadership::holds);
    }

    @Test
    void theDeadlineEndsBeforeAnybodyElseCanHaveTheLease() {
        start(true);

        assertThat(LeaseLeadership.RENEW_DEADLINE.plus(LeaseLeadership.RETRY)).isLessThan(LeaseLeadership.LEASE);
    }

    @Test
    void aLeaseOfAnotherReplicaIsLeftToIt() throws Exception {
        start(true);
        client.resource(heldBy("pod-2")).create();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(leadership.sinceContact()).isEqualTo(Duration.ofMinutes(1));

        leadership.start(leads::countDown, follows::countDown);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> leadership.sinceContact().isZero());

        assertThat(leadership.holds()).isFalse();
        assertThat(leads.getCount()).isEqualTo(1);
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("pod-2");
    }
}
