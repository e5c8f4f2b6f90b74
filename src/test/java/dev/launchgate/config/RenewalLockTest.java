package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RenewalLockTest {
    private static final LeaderElectionRecord RECORD = new LeaderElectionRecord(
            "pod-1",
            Duration.ofSeconds(15),
            ZonedDateTime.parse("2026-11-01T08:00:00Z"),
            ZonedDateTime.parse("2026-11-01T08:00:00Z"),
            0);

    private final AtomicLong now = new AtomicLong(100);
    private final Slow slow = new Slow();
    private final RenewalLock lock = new RenewalLock(slow, now::get);

    /** Every request takes 3 ns, and fails when it is told to. */
    private final class Slow implements Lock {
        private boolean fails;

        private void request() {
            now.addAndGet(3);
            if (fails) {
                throw new KubernetesClientException("away");
            }
        }

        @Override
        public LeaderElectionRecord get(KubernetesClient client) {
            request();
            return RECORD;
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord record) {
            request();
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord record) {
            request();
        }

        @Override
        public String identity() {
            return "pod-1";
        }

        @Override
        public String describe() {
            return "the lease";
        }
    }

    /** The server counts from when it stored the lease, which may be as early as the request was sent. */
    @Test
    void aRenewalCountsFromBeforeItWasSent() {
        now.set(200);
        lock.create(null, RECORD);
        assertThat(lock.renewedAt()).isEqualTo(200);
        assertThat(lock.contactAt()).isEqualTo(203);

        now.set(300);
        lock.update(null, RECORD);
        assertThat(lock.renewedAt()).isEqualTo(300);
        assertThat(lock.contactAt()).isEqualTo(303);
    }

    @Test
    void aLookIsContactButNoRenewal() {
        now.set(200);

        assertThat(lock.get(null)).isSameAs(RECORD);

        assertThat(lock.renewedAt()).isEqualTo(100);
        assertThat(lock.askedAt()).isEqualTo(200);
        assertThat(lock.contactAt()).isEqualTo(203);
    }

    @Test
    void aFailureIsNeither() {
        slow.fails = true;
        now.set(200);

        assertThatThrownBy(() -> lock.get(null)).isInstanceOf(KubernetesClientException.class);
        assertThatThrownBy(() -> lock.create(null, RECORD)).isInstanceOf(KubernetesClientException.class);
        assertThatThrownBy(() -> lock.update(null, RECORD)).isInstanceOf(KubernetesClientException.class);

        assertThat(lock.renewedAt()).isEqualTo(100);
        assertThat(lock.contactAt()).isEqualTo(100);
    }

    @Test
    void itIsTheLockThatItWraps() {
        assertThat(lock.identity()).isEqualTo("pod-1");
        assertThat(lock.describe()).isEqualTo("the lease");
    }
}
