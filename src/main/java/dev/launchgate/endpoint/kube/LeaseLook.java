package dev.launchgate.endpoint.kube;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Whether any replica leads: the lease has a holder and was renewed a moment ago. */
public final class LeaseLook implements BooleanSupplier {
    /** Longer than a lease lasts, by what clocks of two nodes may differ. */
    private static final Duration RECENT = Duration.ofSeconds(45);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final InstantSource clock;

    public LeaseLook(KubernetesClient client, String namespace, String name, InstantSource clock) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.clock = clock;
    }

    @Override
    public boolean getAsBoolean() {
        Lease lease = client.leases().inNamespace(namespace).withName(name).get();
        if (lease == null
                || lease.getSpec() == null
                || lease.getSpec().getRenewTime() == null
                || lease.getSpec().getHolderIdentity() == null
                || lease.getSpec().getHolderIdentity().isEmpty()) {
            return false;
        }
        Duration age = Duration.between(lease.getSpec().getRenewTime().toInstant(), clock.instant());
        return age.abs().compareTo(RECENT) < 0;
    }
}
