package dev.launchgate.config;

import dev.launchgate.cluster.kube.KubeClusterView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether this process could act if it led: controllers started, caches filled, API server in reach. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {
    private static final Duration SILENT = Duration.ofSeconds(10);

    private final Lifecycle lifecycle;
    private final KubeClusterView cluster;
    private final Election election;

    @Inject
    Readiness(Lifecycle lifecycle, KubeClusterView cluster, Election election) {
        this.lifecycle = lifecycle;
        this.cluster = cluster;
        this.election = election;
    }

    @Override
    public HealthCheckResponse call() {
        boolean started = lifecycle.started();
        boolean synced = started && cluster.settled();
        boolean reachable = election.sinceContact().compareTo(SILENT) < 0;
        return HealthCheckResponse.named("launchgate caches")
                .withData("controllers", started ? "started" : "starting")
                .withData("caches", synced ? "filled" : "filling")
                .withData("api-server", reachable ? "answers" : "silent")
                .withData("role", election.holds() ? "leader" : "follower")
                .status(started && synced && reachable)
                .build();
    }
}
