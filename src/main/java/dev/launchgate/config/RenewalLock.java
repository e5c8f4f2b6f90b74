package dev.launchgate.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.util.function.LongSupplier;

/**
 * A lock that notes, in monotonic time, when the lease was renewed last, counted from before the request was sent; and when
 * somebody last wanted to know who holds it.
 */
final class RenewalLock implements Lock {
    private final Lock lock;
    private final LongSupplier nanoTime;
    private volatile long renewedAt;
    private volatile long contactAt;
    private volatile long askedAt;

    RenewalLock(Lock lock, LongSupplier nanoTime) {
        this.lock = lock;
        this.nanoTime = nanoTime;
        this.renewedAt = nanoTime.getAsLong();
        this.contactAt = renewedAt;
        this.askedAt = renewedAt;
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        askedAt = nanoTime.getAsLong();
        LeaderElectionRecord record = lock.get(client);
        contactAt = nanoTime.getAsLong();
        return record;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        long sent = nanoTime.getAsLong();
        lock.create(client, record);
        renewed(sent);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        long sent = nanoTime.getAsLong();
        lock.update(client, record);
        renewed(sent);
    }

    private void renewed(long sent) {
        renewedAt = sent;
        contactAt = nanoTime.getAsLong();
    }

    long renewedAt() {
        return renewedAt;
    }

    long askedAt() {
        return askedAt;
    }

    long contactAt() {
        return contactAt;
    }

    @Override
    public String identity() {
        return lock.identity();
    }

    @Override
    public String describe() {
        return lock.describe();
    }
}
