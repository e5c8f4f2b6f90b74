package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.check.ArgoCd;
import dev.launchgate.check.Facts;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.ReleaseHistory;
import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.ProbeSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts of one item in one pass: the recorded view of the cluster, and the probes that the item declared. */
final class ItemFacts implements Facts {
    private final Subject subject;
    private final PlannedItem item;
    private final List<Evidence> evidence;
    private final ClusterView view;
    private final Administration administration;
    private final Instant now;
    private final long nowNanos;
    private final Map<ProbeRequest, Observation> observations = new HashMap<>();

    ItemFacts(
            Subject subject,
            PlannedItem item,
            List<Evidence> evidence,
            ClusterView view,
            Administration administration,
            Instant now,
            long nowNanos) {
        this.subject = subject;
        this.item = item;
        this.evidence = evidence;
        this.view = view;
        this.administration = administration;
        this.now = now;
        this.nowNanos = nowNanos;
    }

    /** Takes the latest answers to the item's probes, so that judging and counting rounds see the same ones. */
    void observe(Set<ProbeRequest> probes, ProbeSchedule schedule) {
        probes.forEach(probe -> observations.put(probe, schedule.latest(namespace(), probe)));
    }

    Map<ProbeRequest, Observation> observations() {
        return observations;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String namespace() {
        return subject.namespace();
    }

    @Override
    public Target target() {
        return subject.target();
    }

    @Override
    public Optional<PodTemplate> candidate() {
        return subject.candidate();
    }

    @Override
    public Optional<PodTemplate> running() {
        return subject.running();
    }

    @Override
    public boolean firstLaunch() {
        return subject.firstLaunch();
    }

    @Override
    public ReleaseHistory history() {
        return subject.history();
    }

    @Override
    public Optional<String> runbook() {
        return Optional.ofNullable(item.spec().runbook());
    }

    @Override
    public List<Evidence> evidence() {
        return evidence;
    }

    @Override
    public Duration timeout() {
        return item.timeout();
    }

    @Override
    public Lookup object(ResourceKind kind, String namespace, String name) {
        return readable(kind, namespace)
                ? view.get(kind, namespace, name)
                : new Lookup.Unreadable(Obstacle.notShared(namespace));
    }

    @Override
    public Lookup.Listing objects(ResourceKind kind, String namespace, Map<String, String> labels) {
        return readable(kind, namespace)
                ? view.list(kind, namespace, labels)
                : new Lookup.Unreadable(Obstacle.notShared(namespace));
    }

    @Override
    public Lookup.KindAnswer kind(String apiVersion, String kind) {
        Lookup.KindAnswer answer = view.kind(apiVersion, kind);
        return answer instanceof Lookup.Served(ResourceKind served) && !open(served)
                ? new Lookup.Unreadable(Obstacle.notShared(served))
                : answer;
    }

    private boolean open(ResourceKind kind) {
        return kind.namespaced() || administration.clusterKinds().contains(kind.qualifiedPlural());
    }

    /** The one place where references leave the namespace: only to what the administrator shares or names. */
    private boolean readable(ResourceKind kind, String namespace) {
        return !kind.namespaced()
                || namespace.equals(namespace())
                || administration.sharedNamespaces().contains(namespace)
                || kind.equals(ResourceKind.APPLICATION)
                        && administration
                                .argoCd()
                                .namespace()
                                .filter(namespace::equals)
                                .isPresent();
    }

    @Override
    public ArgoCd argoCd() {
        return administration.argoCd();
    }

    @Override
    public boolean administers(MonitoringSystem system) {
        return administration.monitoring().contains(system);
    }

    @Override
    public Measurement answer(ProbeRequest request) {
        Observation observation = observations.getOrDefault(request, Observation.NONE);
        boolean old = observation.sequence() > 0
                && nowNanos - observation.completedAtNanos()
                        > item.freshness(request).toNanos();
        return old ? new Measurement.TooOld() : observation.measurement();
    }

    /**
     * What the items of a checklist are about.
     *
     * @param candidate what waits, or runs when nothing waits; empty when the target does not exist
     * @param running what serves, if that is another template
     */
    record Subject(
            String namespace,
            Target target,
            Optional<PodTemplate> candidate,
            Optional<PodTemplate> running,
            boolean firstLaunch,
            ReleaseHistory history) {}
}
