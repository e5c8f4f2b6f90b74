package dev.launchgate.checklist;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.Templates;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checklist {@code ml/web} for Deployment {@code web}, with the doubles that a pass needs. The status goes through JSON
 * between two passes, as it does through the API server, and every status is held against the contract.
 */
final class PassWorld {
    static final TcpConnect PORT = new TcpConnect("vm.example.com", 9100);
    static final String SPEC = """
            target: {name: web}
            items:
            - name: port
              tcp: {targets: ["vm.example.com:9100"]}
            - name: pager
              manual: {steps: [tell the pager team], vouched: {by: ana, at: "2026-11-19T10:00:00Z"}}
            """;

    final FakeCluster cluster = new FakeCluster();
    final FakeProbes probes = new FakeProbes(this::nanos);
    final FakeGate gate = new FakeGate(this::deployment);
    final LaunchChecklist checklist = new LaunchChecklist();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final Administration administration;
    private ChecklistPass pass;

    PassWorld() {
        this(SPEC);
    }

    PassWorld(String spec) {
        this(spec, Administration.NONE);
    }

    PassWorld(String spec, Administration administration) {
        this.administration = administration;
        this.pass = newProcess();
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setName("web");
        checklist.getMetadata().setUid("checklist-uid");
        checklist.getMetadata().setGeneration(0L);
        checklist.getMetadata().setCreationTimestamp("2026-11-01T00:00:00Z");
        edit(spec);
        cluster.with(ResourceKind.LAUNCH_CHECKLIST, """
                metadata: {name: web, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: {target: {kind: Deployment, name: web}}
                """);
    }

    ChecklistPass newProcess() {
        CheckRegistry checks = CheckRegistry.standard();
        return new ChecklistPass(checks, probes, gate, administration, () -> now, this::nanos);
    }

    Instant now() {
        return now;
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    // ---- what people do ----

    /** Writes the spec, as an edit does. */
    PassWorld edit(String spec) {
        String yaml = "apiVersion: launchgate.dev/v1alpha1\nkind: LaunchChecklist\nspec:\n" + spec.indent(2);
        checklist.setSpec(Serialization.unmarshal(yaml, LaunchChecklist.class).getSpec());
        checklist.getMetadata().setGeneration(checklist.getMetadata().getGeneration() + 1);
        return this;
    }

    /** A Deployment of three replicas that runs v1. */
    PassWorld running() {
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        deployment
                .putObject("metadata")
                .put("name", "web")
                .put("namespace", "ml")
                .put("uid", "deployment-uid");
        deployment.putObject("spec").put("replicas", 3).set("template", Templates.json("v1"));
        cluster.with(new Resource(ResourceKind.DEPLOYMENT, deployment));
        return pods("v1", 3);
    }

    PassWorld apply(String tag) {
        deployment().withObject("/spec").set("template", Templates.json(tag));
        return this;
    }

    /** What the controllers did: so many pods of this revision exist and serve. */
    PassWorld pods(String tag, int count) {
        return pods("web-" + tag, "2026-11-0%sT08:00:00Z".formatted(tag.substring(1)), Templates.json(tag), count);
    }

    /** The same for a revision of any template. */
    PassWorld pods(String name, String created, ObjectNode template, int count) {
        cluster.without(ResourceKind.REPLICA_SET, name);
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = set.putObject("metadata")
                .put("name", name)
                .put("namespace", "ml")
                .put("uid", name + "-uid");
        metadata.put("creationTimestamp", created);
        metadata.set("labels", template.at("/metadata/labels").deepCopy());
        metadata.putArray("ownerReferences")
                .addObject()
                .put("uid", "deployment-uid")
                .put("controller", true);
        set.putObject("spec").put("replicas", count).set("template", template);
        set.putObject("status").put("replicas", count).put("availableReplicas", count);
        PodTemplate.keepDigest(set);
        cluster.with(new Resource(ResourceKind.REPLICA_SET, set));
        return this;
    }

    PassWorld answer(Measurement measurement) {
        probes.answer(PORT, measurement);
        return this;
    }

    PassWorld tick(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The process dies, and another takes over with nothing but the status. */
    PassWorld restart() {
        pass = newProcess();
        return this;
    }

    ObjectNode deployment() {
        return cluster.json(ResourceKind.DEPLOYMENT, "web");
    }

    boolean paused() {
        return deployment().at("/spec/paused").asBoolean();
    }

    // ---- passes ----

    Optional<ChecklistPass.Result> pass() {
        Optional<ChecklistPass.Result> result = pass.run(checklist, cluster);
        result.ifPresent(made -> {
            StatusContract.check(checklist, made.status());
            checklist.setStatus(
                    Serialization.unmarshal(Serialization.asJson(made.status()), LaunchChecklistStatus.class));
            assertRoundTrip(made.status());
        });
        return result;
    }

    private void assertRoundTrip(LaunchChecklistStatus written) {
        if (!written.equals(checklist.getStatus())) {
            throw new AssertionError("read back differs: " + written + " and " + checklist.getStatus());
        }
    }

    /** A pass whose status is refused; what it would have told. */
    List<Reason> unwritten() {
        return pass.run(checklist, cluster).orElseThrow().transitions().stream()
                .map(Transition::reason)
                .toList();
    }

    /** Passes until one is silent; what was told meanwhile. */
    List<Reason> settle() {
        List<Reason> told = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            LaunchChecklistStatus before = checklist.getStatus();
            int moves = gate.moves.size();
            ChecklistPass.Result made = pass().orElseThrow();
            made.transitions().stream().map(Transition::reason).forEach(told::add);
            if (made.status().equals(before)
                    && gate.moves.size() == moves
                    && made.transitions().isEmpty()) {
                return told;
            }
        }
        throw new AssertionError("never comes to rest: " + status());
    }

    LaunchChecklistStatus status() {
        return checklist.getStatus();
    }

    String state() {
        return status().gate().state();
    }

    ItemStatus item(String name) {
        return status().items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@code True ChecklistPassed} */
    String condition(ConditionType type) {
        return ConditionSet.find(status().conditions(), type)
                .map(found -> found.getStatus() + " " + found.getReason())
                .orElse("absent");
    }

    String message(ConditionType type) {
        return ConditionSet.find(status().conditions(), type)
                .map(Condition::getMessage)
                .orElse("");
    }
}
