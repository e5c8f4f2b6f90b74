package dev.launchgate.checklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.check.ArgoCd;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.AsCached;
import dev.launchgate.postmortem.PostmortemText;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.Subscription;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whole passes over the steps of a scenario. Before the first one revision v1 of Deployment {@code web} runs and the checklist
 * has adopted it, unless the scenario is a first launch.
 */
final class ScenarioRun {
    private static final ObjectMapper STRICT =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
    private static final ResourceKind CHECKLIST = ResourceKind.LAUNCH_CHECKLIST;
    private static final ResourceKind DEPLOYMENT = ResourceKind.DEPLOYMENT;
    private static final String CREATED = "2026-11-01T08:00:00Z";

    private final ScenarioFolder folder;
    private final ScenarioAnswers answers = new ScenarioAnswers();
    private final PassWorld world;
    private final List<String> faults = new ArrayList<>();
    private JsonNode spec;
    /** Templates of the revisions that had pods, by the name of their ReplicaSet. */
    private final Map<String, ObjectNode> revisions = new LinkedHashMap<>();
    /** As they were written, by name. */
    private final Map<String, JsonNode> postmortems = new LinkedHashMap<>();

    ScenarioRun(ScenarioFolder folder) {
        this.folder = folder;
        ScenarioStep first = step(1);
        this.spec = folder.objects(1).stream()
                .filter(object -> object.path("kind").asText().equals(CHECKLIST.kind()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + ": step 1 has no LaunchChecklist"))
                .path("spec");
        this.world = new PassWorld(
                spec.toString(),
                new Administration(
                        first.sharedNamespaces(), first.clusterKinds(), first.administered(), ArgoCd.UNKNOWN));
        KnownKinds.all().forEach(kind -> world.cluster.serving(kind.whole()));
        obstacles(first);
        if (!first.firstLaunch()) {
            adopt();
        }
    }

    /** Writes what a step writes and passes until all is quiet; what is told meanwhile. */
    List<Reason> make(int number) {
        ScenarioStep step = step(number);
        if (step.after() != null) {
            world.tick(Duration.parse(step.after()));
        }
        obstacles(step);
        step.gone().forEach(this::delete);
        List<JsonNode> objects = folder.objects(number);
        objects.forEach(this::write);
        folder.answers(number).forEach(answers::learn);
        List<Reason> told = new ArrayList<>(rounds());
        if (step.pods() > 0) {
            scale(step.pods());
            told.addAll(rounds());
        }
        answers.faults().stream().map(fault -> number + ": " + fault).forEach(faults::add);
        objects.stream()
                .filter(object -> !object.path("kind").asText().equals(CHECKLIST.kind()))
                .map(object -> object.path("kind").asText() + " "
                        + object.at("/metadata/name").asText())
                .filter(label -> !world.cluster.read().contains(label))
                .map(label -> "%s: nobody reads %s".formatted(number, label))
                .forEach(faults::add);
        return told;
    }

    /** The status, without times, and after it how the postmortems stand. */
    String status(List<Reason> told) {
        return StatusText.of(world.status(), told)
                + postmortems.values().stream()
                        .map(written -> PostmortemText.of(written, "web", world.status(), world.now()))
                        .collect(Collectors.joining());
    }

    /** What stands in the files and is of no use. */
    List<String> faults() {
        return faults;
    }

    PassWorld world() {
        return world;
    }

    private void adopt() {
        List<JsonNode> before = folder.objects(0);
        Stream.concat(ScenarioFolder.read(ScenarioFolder.ROOT.resolve("before.yaml")).stream(), before.stream())
                .forEach(this::write);
        scale(replicas());
        world.settle();
    }

    /** Every probe that is wished for is answered, as often in a row as it takes. */
    private List<Reason> rounds() {
        List<Reason> told = new ArrayList<>(world.settle());
        for (int round = 0; round < 3; round++) {
            Set<ProbeRequest> asked = new HashSet<>();
            world.probes.wishes.values().stream()
                    .flatMap(List::stream)
                    .map(Subscription::request)
                    .filter(asked::add)
                    .forEach(request -> world.probes.answer(request, answers.to(request)));
            told.addAll(world.settle());
        }
        return told;
    }

    /** What the controllers did. When all pods of the candidate are there, those of the others are gone. */
    private void scale(int pods) {
        ObjectNode template = template();
        String name = "web-" + PodTemplate.of(template).displayName();
        revisions.put(name, template);
        world.pods(name, CREATED, template, pods);
        if (pods == replicas()) {
            revisions.forEach((other, of) -> world.pods(other, CREATED, of, other.equals(name) ? pods : 0));
        }
    }

    private ObjectNode template() {
        return (ObjectNode) world.deployment().at("/spec/template").deepCopy();
    }

    private int replicas() {
        return world.deployment().at("/spec/replicas").asInt(1);
    }

    private void write(JsonNode object) {
        ResourceKind kind = KnownKinds.of(object);
        ObjectNode written = object.deepCopy();
        if (kind.namespaced() && written.at("/metadata/namespace").isMissingNode()) {
            written.withObject("/metadata").put("namespace", "ml");
        }
        String name = written.at("/metadata/name").asText();
        if (kind.equals(ResourceKind.POSTMORTEM)) {
            postmortems.put(name, written);
        }
        if (kind.equals(CHECKLIST)) {
            if (!written.path("spec").equals(spec)) {
                spec = written.path("spec");
                world.edit(spec.toString());
            }
        } else if (kind.equals(DEPLOYMENT) && name.equals("web")) {
            writeTarget(written);
        } else {
            world.cluster.without(kind, name).with(AsCached.of(kind, written));
            ResourceKind whole = KnownKinds.whole(object);
            world.cluster.serving(whole);
            world.cluster.without(whole, name).with(AsCached.of(whole, written));
        }
    }

    /** What the gate wrote stays, as it does when people apply a manifest without it. */
    private void writeTarget(ObjectNode written) {
        written.withObject("/metadata").put("uid", "deployment-uid");
        Optional<ObjectNode> live = world.cluster.find(DEPLOYMENT, "web");
        live.map(before -> before.at("/spec/paused"))
                .filter(JsonNode::isBoolean)
                .ifPresent(paused -> written.withObject("/spec").set("paused", paused));
        live.map(before -> before.path("launchgate.dev/pausedAppliedBy"))
                .filter(JsonNode::isArray)
                .ifPresent(owners -> written.set("launchgate.dev/pausedAppliedBy", owners));
        world.cluster.without(DEPLOYMENT, "web").with(new Resource(DEPLOYMENT, written));
    }

    private void delete(String label) {
        String[] words = label.split(" ");
        if (!world.cluster.removed(words[0], words[1])) {
            throw new AssertionError(folder + ": there is no " + label + " to delete");
        }
    }

    private void obstacles(ScenarioStep step) {
        world.cluster.noObstacles();
        step.notInstalled().stream()
                .map(KnownKinds::named)
                .forEach(kind -> world.cluster.obstacle(kind, Obstacle.notInstalled(kind)));
        step.forbidden().stream()
                .map(KnownKinds::named)
                .flatMap(kind -> Stream.of(kind, kind.whole()))
                .forEach(kind -> world.cluster.obstacle(kind, Obstacle.forbidden(kind, kind.namespaced() ? "ml" : "")));
    }

    private ScenarioStep step(int number) {
        try {
            return STRICT.treeToValue(
                    folder.world(number).stream()
                            .findFirst()
                            .orElseGet(() -> Serialization.unmarshal("{}", JsonNode.class)),
                    ScenarioStep.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(folder + ", step " + number, e);
        }
    }
}
