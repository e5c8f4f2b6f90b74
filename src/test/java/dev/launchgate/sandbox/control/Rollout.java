package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A Deployment and its ReplicaSets at one moment, with the numbers that the controller reckons with. */
record Rollout(ObjectNode deployment, List<ObjectNode> sets) {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MAX = "deployment.kubernetes.io/max-replicas";

    static Rollout of(World world, ObjectNode deployment) {
        List<ObjectNode> sets = new ArrayList<>(world.owned("ReplicaSet", deployment));
        sets.sort(Comparator.comparingLong(Rollout::revision).thenComparing(Store::name));
        return new Rollout(deployment, List.copyOf(sets));
    }

    boolean paused() {
        return deployment.at("/spec/paused").asBoolean();
    }

    int wanted() {
        return deployment.at("/spec/replicas").asInt();
    }

    /** The ReplicaSet of the template that is wanted, the oldest if there are several. */
    Optional<ObjectNode> fresh() {
        JsonNode template = Hashes.plain(deployment.at("/spec/template"));
        return sets.stream()
                .filter(set -> Hashes.plain(set.at("/spec/template")).equals(template))
                .findFirst();
    }

    List<ObjectNode> old() {
        Optional<ObjectNode> fresh = fresh();
        return sets.stream()
                .filter(set -> fresh.isEmpty() || set != fresh.get())
                .toList();
    }

    List<ObjectNode> active() {
        return sets.stream().filter(set -> replicas(set) > 0).toList();
    }

    int maxSurge() {
        boolean rolling = deployment.at("/spec/strategy/type").asText().equals("RollingUpdate");
        return rolling ? share(deployment.at("/spec/strategy/rollingUpdate/maxSurge"), true) : 0;
    }

    /** At least one pod must be allowed to move. */
    int maxUnavailable() {
        boolean rolling = deployment.at("/spec/strategy/type").asText().equals("RollingUpdate");
        int allowed = rolling ? share(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable"), false) : 0;
        return Math.min(wanted(), allowed == 0 && rolling && maxSurge() == 0 ? 1 : allowed);
    }

    private int share(JsonNode value, boolean up) {
        if (value.isInt()) {
            return value.asInt();
        }
        double percent = Double.parseDouble(value.asText("0%").replace("%", "")) * wanted() / 100;
        return (int) (up ? Math.ceil(percent) : Math.floor(percent));
    }

    int total() {
        return sets.stream().mapToInt(Rollout::replicas).sum();
    }

    int available() {
        return sets.stream().mapToInt(Rollout::available).sum();
    }

    static int replicas(JsonNode set) {
        return set.at("/spec/replicas").asInt();
    }

    static int available(JsonNode set) {
        return set.at("/status/availableReplicas").asInt();
    }

    static int actual(JsonNode set) {
        return set.at("/status/replicas").asInt();
    }

    static long revision(JsonNode object) {
        return object.at("/metadata/annotations").path(REVISION).asLong(0);
    }

    /** The condition of a type, or a missing node. */
    static JsonNode condition(JsonNode object, String type) {
        return Json.elements(object.at("/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElse(Json.NODES.missingNode());
    }
}
