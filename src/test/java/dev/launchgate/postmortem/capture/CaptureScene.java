package dev.launchgate.postmortem.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.Observation;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.ProbeSchedule;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One postmortem with a cluster and a network that are what a test says; passes one after another, each on the status before. */
final class CaptureScene implements DocumentStore, ProbeSchedule {
    static final Instant LATER = Instant.parse("2026-11-21T10:00:00Z");
    static final String DOCUMENT = "postmortem-sign-in";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Map<String, ObjectNode> configMaps = new HashMap<>();
    final List<Subscription> wishes = new ArrayList<>();
    final List<Announcement> told = new ArrayList<>();
    Function<Fetch, Measurement> network = fetch -> new Measurement.NotYet();
    Optional<Written> refusal = Optional.empty();
    Instant now = LATER;
    int writes;

    private final Map<ProbeRequest, Observation> answers = new HashMap<>();
    private Captures captures = new Captures(this, this, Set.of(MonitoringSystem.Prometheus));
    private final Postmortem postmortem;
    PostmortemStatus status = PostmortemStatus.EMPTY;

    /** @param attachments YAML list of one line each */
    CaptureScene(String... attachments) {
        postmortem = Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: sign-in, namespace: ml, uid: pm-uid, generation: 1}
                spec: {title: t, attachments: []}
                """, Postmortem.class);
        attach(attachments);
    }

    /** Has these attachments from now on. */
    void attach(String... attachments) {
        Postmortem read = Serialization.unmarshal(
                """
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: sign-in}
                spec:
                  title: t
                  attachments:
                %s
                """.formatted(String.join("\n", attachments).indent(2)), Postmortem.class);
        postmortem.setSpec(read.getSpec());
    }

    void annotate(String value) {
        postmortem.getMetadata().setAnnotations(Map.of(Desk.AGAIN, value));
    }

    /** Another process, that knows nothing but the cluster. */
    void restart() {
        captures = new Captures(this, this, Set.of(MonitoringSystem.Prometheus));
        answers.clear();
        wishes.clear();
    }

    /** One pass, of which the status is stored. */
    CaptureScene pass() {
        status = unstored();
        return this;
    }

    /** One pass, of which the status is lost. */
    PostmortemStatus unstored() {
        Captures.Outcome outcome = captures.run(postmortem, status, List.of(), now);
        told.addAll(outcome.told());
        return outcome.status();
    }

    /** Everything that is wished for is asked once. */
    CaptureScene ask() {
        for (Subscription wish : wishes) {
            Observation before = answers.getOrDefault(wish.request(), Observation.NONE);
            Measurement answer = network.apply((Fetch) wish.request());
            long sequence = before.sequence() + 1;
            boolean same = before.measurement().equals(answer);
            answers.put(
                    wish.request(),
                    new Observation(answer, sequence, same ? before.changedAt() : sequence, 0, sequence));
        }
        return this;
    }

    static Measurement answer(Fetch fetch, int status, String body) {
        return new Measurement.Answered(
                new Fetched(status, fetch.reader().read(status, body.getBytes(StandardCharsets.UTF_8))));
    }

    static Measurement failed(ProbeFailure.Cause cause) {
        return new Measurement.Failed(new ProbeFailure(cause, ProbeFailure.Phase.Connect, "detail"));
    }

    AttachmentStatus row(String name) {
        return status.attachments().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** State, reason and message of an attachment. */
    String shown(String name) {
        return row(name).state() + "/" + row(name).reason() + ": " + row(name).message();
    }

    /** Status, reason and message of what came of publishing. */
    String published() {
        return ConditionSet.find(status.conditions(), ConditionType.Published)
                .map(condition -> condition.getStatus() + " " + condition.getReason() + ": " + condition.getMessage())
                .orElseThrow();
    }

    List<String> toldReasons() {
        return told.stream().map(one -> one.reason().name()).toList();
    }

    Map<String, String> files() {
        return Resource.strings(configMaps.get(DOCUMENT).path("data"));
    }

    void put(String name, String key, String value) {
        ObjectNode object = MAPPER.createObjectNode();
        object.putObject("metadata").put("name", name).put("namespace", "ml");
        object.putObject("data").put(key, value);
        configMaps.put(name, object);
    }

    void alter(String key, String value) {
        ((ObjectNode) configMaps.get(DOCUMENT).path("data")).put(key, value);
    }

    @Override
    public Lookup read(String namespace, String name) {
        return configMaps.containsKey(name)
                ? new Lookup.Found(new Resource(
                        ResourceKind.CONFIG_MAP, configMaps.get(name).deepCopy()))
                : new Lookup.Missing(ResourceKind.CONFIG_MAP, namespace, name);
    }

    @Override
    public Written create(ObjectNode wanted) {
        return write(wanted);
    }

    @Override
    public Written replace(Resource read, ObjectNode wanted) {
        return write(wanted);
    }

    private Written write(ObjectNode wanted) {
        if (refusal.isEmpty()) {
            writes++;
            configMaps.put(wanted.at("/metadata/name").asText(), wanted.deepCopy());
        }
        return refusal.orElseGet(Written.Done::new);
    }

    @Override
    public void subscribe(String owner, String namespace, Collection<Subscription> wanted) {
        wishes.clear();
        wishes.addAll(wanted);
        answers.keySet().retainAll(wanted.stream().map(Subscription::request).toList());
    }

    @Override
    public void unsubscribe(String owner) {
        wishes.clear();
    }

    @Override
    public Observation latest(String namespace, ProbeRequest request) {
        return answers.getOrDefault(request, Observation.NONE);
    }

    @Override
    public void askNow(String owner) {}
}
