package dev.launchgate.postmortem.capture;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.check.ArgoCd;
import dev.launchgate.check.Facts;
import dev.launchgate.check.ReleaseHistory;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known in one pass over a postmortem: ConfigMaps of its namespace, and what the network answered. An attachment has
 * no target and reads nothing else.
 *
 * @param administered systems of which the administrator names a server
 */
record AttachmentFacts(
        String namespace,
        Instant now,
        Set<MonitoringSystem> administered,
        Function<String, Lookup> configMaps,
        Function<ProbeRequest, Measurement> answers)
        implements Facts {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Override
    public Target target() {
        return new Target(null, null);
    }

    @Override
    public Optional<PodTemplate> candidate() {
        return Optional.empty();
    }

    @Override
    public Optional<PodTemplate> running() {
        return Optional.empty();
    }

    @Override
    public boolean firstLaunch() {
        return false;
    }

    @Override
    public ReleaseHistory history() {
        return ReleaseHistory.NONE;
    }

    @Override
    public Optional<String> runbook() {
        return Optional.empty();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of();
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public Lookup object(ResourceKind kind, String namespace, String name) {
        return kind.equals(ResourceKind.CONFIG_MAP) && namespace.equals(namespace())
                ? configMaps.apply(name)
                : new Lookup.Unreadable(Obstacle.notShared(namespace));
    }

    @Override
    public Lookup.Listing objects(ResourceKind kind, String namespace, Map<String, String> labels) {
        return new Lookup.Unreadable(Obstacle.notShared(namespace));
    }

    @Override
    public Lookup.KindAnswer kind(String apiVersion, String kind) {
        return new Lookup.Unreadable(Obstacle.notInstalled(apiVersion, kind));
    }

    @Override
    public Measurement answer(ProbeRequest request) {
        return answers.apply(request);
    }

    @Override
    public ArgoCd argoCd() {
        return ArgoCd.UNKNOWN;
    }

    @Override
    public boolean administers(MonitoringSystem system) {
        return administered.contains(system);
    }
}
