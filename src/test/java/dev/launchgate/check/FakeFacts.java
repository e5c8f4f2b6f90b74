package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of a test: a small world of YAML objects, probe answers and obstacles, in namespace {@code ml}. */
public final class FakeFacts implements Facts {
    /** Time of day in every test that does not say otherwise. */
    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final List<Resource> resources = new ArrayList<>();
    private final Map<ResourceKind, Obstacle> obstacles = new HashMap<>();
    private final Map<String, Lookup.KindAnswer> kinds = new HashMap<>();
    private final Map<ProbeRequest, Measurement> answers = new HashMap<>();
    private final Set<MonitoringSystem> administered = EnumSet.noneOf(MonitoringSystem.class);
    private final List<Evidence> evidence = new ArrayList<>();
    private ArgoCd argoCd = ArgoCd.UNKNOWN;
    private ReleaseHistory history = ReleaseHistory.NONE;
    private Optional<PodTemplate> running = Optional.empty();
    private Instant now = NOW;
    private Optional<PodTemplate> candidate = Optional.empty();
    private Target target = new Target(null, "ml-scoring");
    private boolean firstLaunch;
    private Optional<String> runbook = Optional.empty();
    private Optional<String> unsharedNamespace = Optional.empty();

    /** Adds an object; its kind decides where reads find it. */
    public FakeFacts with(ResourceKind kind, String yaml) {
        resources.add(new Resource(kind, Serialization.unmarshal(yaml, JsonNode.class)));
        return this;
    }

    /** Sets the candidate: the YAML of {@code spec.template}. */
    public FakeFacts candidate(String templateYaml) {
        candidate = Optional.of(PodTemplate.of(Serialization.unmarshal(templateYaml, JsonNode.class)));
        return this;
    }

    /** Sets what serves beside the candidate: the YAML of {@code spec.template}. */
    public FakeFacts running(String templateYaml) {
        running = Optional.of(PodTemplate.of(Serialization.unmarshal(templateYaml, JsonNode.class)));
        return this;
    }

    public FakeFacts obstacle(ResourceKind kind, Obstacle obstacle) {
        obstacles.put(kind, obstacle);
        return this;
    }

    /** The API server serves this kind. */
    public FakeFacts serving(ResourceKind kind) {
        return kind(kind.apiVersion(), kind.kind(), new Lookup.Served(kind));
    }

    public FakeFacts kind(String apiVersion, String kind, Lookup.KindAnswer answer) {
        kinds.put(apiVersion + " " + kind, answer);
        return this;
    }

    public FakeFacts unshared(String namespace) {
        unsharedNamespace = Optional.of(namespace);
        return this;
    }

    public FakeFacts answer(ProbeRequest request, ProbeAnswer answer) {
        answers.put(request, new Measurement.Answered(answer));
        return this;
    }

    public FakeFacts failure(ProbeRequest request, ProbeFailure.Cause cause, ProbeFailure.Phase phase, String detail) {
        answers.put(request, new Measurement.Failed(new ProbeFailure(cause, phase, detail)));
        return this;
    }

    public FakeFacts tooOld(ProbeRequest request) {
        answers.put(request, new Measurement.TooOld());
        return this;
    }

    public FakeFacts target(TargetKind kind, String name) {
        target = new Target(kind, name);
        return this;
    }

    public FakeFacts asFirstLaunch() {
        firstLaunch = true;
        return this;
    }

    public FakeFacts runbook(String link) {
        runbook = Optional.of(link);
        return this;
    }

    /** The item showed this before. */
    public FakeFacts evidence(Evidence shown) {
        evidence.add(shown);
        return this;
    }

    /** The administrator names a server of this system. */
    public FakeFacts administered(MonitoringSystem system) {
        administered.add(system);
        return this;
    }

    public FakeFacts history(ReleaseHistory releases) {
        history = releases;
        return this;
    }

    /** The administrator says where Argo CD is, or by which label it marks what it manages; null for neither. */
    public FakeFacts argoCd(@Nullable String namespace, @Nullable String instanceLabel) {
        argoCd = new ArgoCd(Optional.ofNullable(namespace), Optional.ofNullable(instanceLabel));
        return this;
    }

    public FakeFacts at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String namespace() {
        return "ml";
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Optional<PodTemplate> candidate() {
        return candidate;
    }

    @Override
    public Optional<PodTemplate> running() {
        return running;
    }

    @Override
    public boolean firstLaunch() {
        return firstLaunch;
    }

    @Override
    public ReleaseHistory history() {
        return history;
    }

    @Override
    public Optional<String> runbook() {
        return runbook;
    }

    @Override
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    @Override
    public boolean administers(MonitoringSystem system) {
        return administered.contains(system);
    }

    @Override
    public ArgoCd argoCd() {
        return argoCd;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Lookup object(ResourceKind kind, String namespace, String name) {
        String scope = kind.namespaced() ? namespace : "";
        return obstacle(kind, scope)
                .<Lookup>map(Lookup.Unreadable::new)
                .orElseGet(() -> in(kind, scope)
                        .filter(resource -> resource.name().equals(name))
                        .findFirst()
                        .<Lookup>map(Lookup.Found::new)
                        .orElseGet(() -> new Lookup.Missing(kind, scope, name)));
    }

    @Override
    public Lookup.Listing objects(ResourceKind kind, String namespace, Map<String, String> labels) {
        String scope = kind.namespaced() ? namespace : "";
        return obstacle(kind, scope)
                .<Lookup.Listing>map(Lookup.Unreadable::new)
                .orElseGet(() -> new Lookup.Listed(in(kind, scope)
                        .filter(resource -> resource.labels().entrySet().containsAll(labels.entrySet()))
                        .toList()));
    }

    @Override
    public Lookup.KindAnswer kind(String apiVersion, String kind) {
        return kinds.getOrDefault(
                apiVersion + " " + kind, new Lookup.Unreadable(Obstacle.notInstalled(apiVersion, kind)));
    }

    @Override
    public Measurement answer(ProbeRequest request) {
        return answers.getOrDefault(request, new Measurement.NotYet());
    }

    private Optional<Obstacle> obstacle(ResourceKind kind, String scope) {
        return unsharedNamespace
                .filter(scope::equals)
                .map(Obstacle::notShared)
                .or(() -> Optional.ofNullable(obstacles.get(kind)));
    }

    private java.util.stream.Stream<Resource> in(ResourceKind kind, String scope) {
        return resources.stream()
                .filter(resource -> resource.kind().equals(kind))
                .filter(resource -> resource.namespace().equals(scope)
                        || (resource.namespace().isEmpty() && scope.equals(kind.namespaced() ? "ml" : "")));
    }
}
