package dev.launchgate.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * One Deployment with its ReplicaSets, as an API server holds them: what users, the admission policies, the Deployment
 * controller and the gate write, and who owns {@code spec.paused}.
 */
final class GateWorld {
    static final String USER = "kubectl";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Which policies are installed. */
    Arming arming;

    private final List<Resource> replicaSets = new ArrayList<>();
    private ObjectNode deployment = JSON.objectNode();
    private int uids;
    private int clock;

    GateWorld(Arming arming) {
        this.arming = arming;
    }

    // ---- what everybody reads ----

    Resource deployment() {
        return new Resource(ResourceKind.DEPLOYMENT, deployment.deepCopy());
    }

    List<Resource> replicaSets() {
        return List.copyOf(replicaSets);
    }

    Workload workload() {
        return Workload.of(deployment(), replicaSets());
    }

    boolean paused() {
        return deployment.at("/spec/paused").asBoolean();
    }

    String uid() {
        return deployment.at("/metadata/uid").asText();
    }

    PodTemplate template() {
        return PodTemplate.of(deployment.at("/spec/template"));
    }

    String createdAt() {
        clock++;
        return "2026-11-%02dT%02d:%02d:00Z".formatted(1 + clock / 1440, clock / 60 % 24, clock % 60);
    }

    // ---- what an upgrade of the API server does ----

    /** Templates get a default that the version before did not know, wherever they are stored. */
    void addDefault() {
        addDefault(deployment);
        replicaSets.forEach(set -> {
            addDefault((ObjectNode) set.json());
            PodTemplate.keepDigest((ObjectNode) set.json());
        });
    }

    private static void addDefault(ObjectNode object) {
        object.withObject("/spec/template/spec").put("newDefault", true);
    }

    // ---- what users do ----

    /** Creates the Deployment, or deletes and creates it: a new object under the old name. */
    GateWorld create(ObjectNode template, boolean pausedInManifest) {
        replicaSets.clear();
        uids++;
        deployment = JSON.objectNode();
        ObjectNode metadata = deployment.putObject("metadata");
        metadata.put("name", "ml-scoring").put("namespace", "ml").put("uid", "uid-" + uids);
        metadata.putObject("labels").put("launchgate.dev/gate", "enabled");
        metadata.putObject("annotations");
        metadata.putArray("managedFields");
        ObjectNode spec = deployment.putObject("spec");
        spec.put("replicas", 3);
        spec.set("template", template.deepCopy());
        deployment.putObject("status").putArray("conditions");
        if (arming == Arming.AutoHold || pausedInManifest) {
            setPaused(true, USER, "Update");
        }
        return this;
    }

    /** {@code kubectl apply} of a manifest that does not mention {@code paused}. Admission may pause or refuse it. */
    boolean apply(ObjectNode template) {
        boolean restart = PodTemplate.of(template).identity().equals(template().identity());
        boolean same = PodTemplate.of(template).hash().equals(template().hash());
        if (!same && !restart && !paused()) {
            if (arming == Arming.AlwaysPaused) {
                return false;
            }
            if (arming == Arming.AutoHold) {
                setPaused(true, USER, "Update");
            }
        }
        deployment.withObject("/spec").set("template", template.deepCopy());
        return true;
    }

    /** {@code kubectl replace} of a manifest without {@code paused}: the field goes. */
    boolean replace(ObjectNode template) {
        if (paused() && arming != Arming.AlwaysPausedUnguarded) {
            return false;
        }
        if (paused()) {
            setPaused(false, USER, "Update");
        }
        return apply(template);
    }

    /** {@code kubectl rollout resume}; the guard lets only the operator do that, unless a person overrides it. */
    boolean resume(boolean override) {
        boolean allowed = override || arming == Arming.AlwaysPausedUnguarded;
        if (allowed && paused()) {
            setPaused(false, USER, "Update");
        }
        return allowed;
    }

    /** {@code kubectl edit replicaset}: the one of a revision gets the template of another. */
    void edit(String from, String to) {
        String identity = Templates.template(from).identity();
        for (Resource set : replicaSets) {
            if (PodTemplate.ofReplicaSet(set).identity().equals(identity)) {
                ObjectNode json = (ObjectNode) set.json();
                json.withObject("/spec").set("template", Templates.json(to));
                PodTemplate.keepDigest(json);
            }
        }
    }

    void pause() {
        if (!paused()) {
            setPaused(true, USER, "Update");
        }
    }

    void scale(int replicas) {
        deployment.withObject("/spec").put("replicas", replicas);
    }

    void annotate(String key, String value) {
        deployment.withObject("/metadata/annotations").put(key, value);
    }

    // ---- what the gate does, as the API server carries it out ----

    void applyPaused() {
        setPaused(true, PausedField.MANAGER, "Apply");
    }

    void patchResumed() {
        setPaused(false, PausedField.MANAGER, "Update");
    }

    // ---- what the Deployment controller does ----

    void add(ObjectNode replicaSet) {
        replicaSets.add(new Resource(ResourceKind.REPLICA_SET, replicaSet));
    }

    void condition(String reason) {
        ArrayNode conditions = deployment.withObject("/status").putArray("conditions");
        conditions.addObject().put("type", "Progressing").put("reason", reason);
    }

    /** A write that changes the value takes it from all others; an apply of the same value shares it. */
    private void setPaused(boolean paused, String manager, String operation) {
        ArrayNode owners = (ArrayNode) deployment.at("/metadata/managedFields");
        if (paused() != paused) {
            owners.removeAll();
        }
        ObjectNode entry = JSON.objectNode().put("manager", manager).put("operation", operation);
        entry.putObject("fieldsV1").putObject("f:spec").putObject("f:paused");
        boolean known = Resource.elements(owners).anyMatch((JsonNode owner) -> owner.equals(entry));
        if (!known) {
            owners.add(entry);
        }
        deployment.withObject("/spec").put("paused", paused);
    }
}
