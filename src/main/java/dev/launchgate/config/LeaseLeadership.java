package dev.launchgate.config;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a Lease. A replica that loses it goes on as a follower and competes again; the process lives, so that its
 * caches stay warm and a stalled API server costs no restart.
 */
final class LeaseLeadership implements Election {
    /** How long a lease lasts without renewal: what a crash of the leader costs. */
    static final Duration LEASE = Duration.ofSeconds(15);
    /** After this long without renewal the leader stops writing, before anybody else can have the lease. */
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    static final Duration RETRY = Duration.ofSeconds(2);

    /** An election that is alive asks every few seconds, also while the API server does not answer. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    private static final int REQUEST_TIMEOUT_MILLIS = 3_000;

    private final KubernetesClient client;
    private final RenewalLock lock;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Unfailing competing = new Unfailing("the election", this::compete);
    private final Unfailing watching = new Unfailing("the watch over the election", this::watch);
    private final AtomicBoolean leading = new AtomicBoolean();
    private volatile Runnable onLead = () -> {};
    private volatile Runnable onFollow = () -> {};
    private volatile boolean closed;
    private @Nullable CompletableFuture<?> election;

    LeaseLeadership(
            KubernetesClient base,
            String namespace,
            String name,
            String identity,
            Executor executor,
            LongSupplier nanoTime) {
        // The client's own retries would outlast the renew deadline.
        var config = new ConfigBuilder(base.getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        this.lock = new RenewalLock(new LeaseLock(namespace, name, identity), nanoTime);
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    @Override
    public void start(Runnable onLead, Runnable onFollow) {
        this.onLead = new Unfailing("the beginning of leadership", onLead);
        this.onFollow = new Unfailing("the end of leadership", onFollow);
        competing.run();
        later(watching);
    }

    private synchronized void compete() {
        if (closed) {
            return;
        }
        boolean begun = false;
        try {
            election = new LeaderElector(client, rules(), executor).start();
            election.whenComplete((done, error) -> {
                later(competing);
                follow();
            });
            begun = true;
        } finally {
            if (!begun) {
                later(competing);
            }
        }
    }

    /** The client's election ends without a word when anything but a refusal keeps it from asking for the lease. */
    private void watch() {
        try {
            if (nanoTime.getAsLong() - lock.askedAt() > SILENT.toNanos()) {
                LOG.warn("the election has come to a standstill; it begins anew");
                cancel();
            }
        } finally {
            later(watching);
        }
    }

    private void later(Unfailing task) {
        if (!closed) {
            CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(task);
        }
    }

    private void cancel() {
        CompletableFuture<?> running;
        synchronized (this) {
            running = election;
        }
        if (running != null) {
            running.cancel(true);
        }
    }

    private LeaderElectionConfig rules() {
        return new LeaderElectionConfigBuilder()
                .withName("launchgate")
                .withLock(lock)
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY)
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(
                        new LeaderCallbacks(this::lead, this::follow, leader -> LOG.debug("{} leads", leader)))
                .build();
    }

    private void lead() {
        leading.set(true);
        LOG.info("leading as {}", lock.identity());
        onLead.run();
    }

    private void follow() {
        if (leading.getAndSet(false)) {
            LOG.info("following as {}", lock.identity());
            onFollow.run();
        }
    }

    /** A pause of the whole process shows as an old renewal, whatever the election believes. */
    @Override
    public boolean holds() {
        return leading.get() && nanoTime.getAsLong() - lock.renewedAt() < RENEW_DEADLINE.toNanos();
    }

    @Override
    public Duration sinceContact() {
        return Duration.ofNanos(nanoTime.getAsLong() - lock.contactAt());
    }

    /** Gives the lease up, so that another replica leads within a second or two. Call it after the last write. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        cancel();
        follow();
        client.close();
    }
}
