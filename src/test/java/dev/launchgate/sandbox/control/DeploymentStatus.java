package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.time.Instant;

/** What the controller says of a Deployment: counts, and the conditions Available and Progressing. */
final class DeploymentStatus {
    private static final String PROGRESSING = "Progressing";
    private static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String TIMED_OUT = "ProgressDeadlineExceeded";
    private static final String PAUSED = "DeploymentPaused";

    private DeploymentStatus() {}

    /** A lack of progress that was reported is not overwritten by a pause. */
    static void pausedOrResumed(World world, ObjectNode deployment) {
        String reason =
                Rollout.condition(deployment, PROGRESSING).path("reason").asText();
        boolean paused = deployment.at("/spec/paused").asBoolean();
        if (reason.equals(TIMED_OUT) || paused == reason.equals(PAUSED)) {
            return;
        }
        world.updateStatus(
                "Deployment",
                deployment,
                live -> paused
                        ? with(live, PROGRESSING, "Unknown", PAUSED, "Deployment is paused", world.time())
                        : with(
                                live,
                                PROGRESSING,
                                "Unknown",
                                "DeploymentResumed",
                                "Deployment is resumed",
                                world.time()));
    }

    static void created(World world, ObjectNode deployment, String set, long revision) {
        world.updateStatus("Deployment", deployment, live -> {
            numbered(live, revision);
            return with(
                    live,
                    PROGRESSING,
                    "True",
                    "NewReplicaSetCreated",
                    "Created new replica set \"%s\"".formatted(set),
                    world.time());
        });
    }

    static void found(World world, ObjectNode deployment, String set, long revision) {
        world.updateStatus("Deployment", deployment, live -> {
            numbered(live, revision);
            return Rollout.condition(live, PROGRESSING).isMissingNode()
                    ? with(
                            live,
                            PROGRESSING,
                            "True",
                            "FoundNewReplicaSet",
                            "Found new replica set \"%s\"".formatted(set),
                            world.time())
                    : live;
        });
    }

    private static void numbered(ObjectNode deployment, long revision) {
        deployment.withObject("/metadata/annotations").put(Rollout.REVISION, String.valueOf(revision));
    }

    static void count(World world, Rollout rollout) {
        world.updateStatus("Deployment", rollout.deployment(), live -> counted(live, rollout, world.time()));
    }

    private static ObjectNode counted(ObjectNode live, Rollout rollout, String now) {
        JsonNode conditions = live.at("/status/conditions");
        int actual = rollout.sets().stream().mapToInt(Rollout::actual).sum();
        int ready = rollout.sets().stream()
                .mapToInt(set -> set.at("/status/readyReplicas").asInt())
                .sum();
        ObjectNode status = live.putObject("status");
        status.put("observedGeneration", live.at("/metadata/generation").asLong());
        ReplicaSets.putUnlessZero(status, "replicas", actual);
        ReplicaSets.putUnlessZero(
                status, "updatedReplicas", rollout.fresh().map(Rollout::actual).orElse(0));
        ReplicaSets.putUnlessZero(status, "readyReplicas", ready);
        ReplicaSets.putUnlessZero(status, "availableReplicas", rollout.available());
        ReplicaSets.putUnlessZero(status, "unavailableReplicas", Math.max(0, rollout.total() - rollout.available()));
        status.set("conditions", conditions.isArray() ? conditions : Json.NODES.arrayNode());
        boolean enough = rollout.available() >= rollout.wanted() - rollout.maxUnavailable();
        return enough
                ? with(
                        live,
                        "Available",
                        "True",
                        "MinimumReplicasAvailable",
                        "Deployment has minimum availability.",
                        now)
                : with(
                        live,
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.",
                        now);
    }

    static boolean complete(Rollout rollout) {
        int wanted = rollout.wanted();
        return rollout.fresh().map(Rollout::actual).orElse(0) == wanted
                && rollout.sets().stream().mapToInt(Rollout::actual).sum() == wanted
                && rollout.available() == wanted;
    }

    /** Counts, and says how a rollout goes. */
    static void progress(World world, Rollout rollout) {
        JsonNode before = rollout.deployment().path("status").deepCopy();
        world.updateStatus("Deployment", rollout.deployment(), live -> {
            counted(live, rollout, world.time());
            String reason = Rollout.condition(live, PROGRESSING).path("reason").asText();
            String set = rollout.fresh().map(Store::name).orElse(Store.name(live));
            boolean finished = reason.equals(COMPLETE)
                    && live.at("/status/replicas").asInt()
                            == live.at("/status/updatedReplicas").asInt();
            if (finished) {
                return live;
            }
            if (complete(rollout)) {
                return with(
                        live, PROGRESSING, "True", COMPLETE, about(set, "has successfully progressed."), world.time());
            }
            if (moved(before, live.path("status"))) {
                return renewed(live, about(set, "is progressing."), world.time());
            }
            return timedOut(live, world.now())
                    ? with(
                            live,
                            PROGRESSING,
                            "False",
                            TIMED_OUT,
                            about(set, "has timed out progressing."),
                            world.time())
                    : live;
        });
    }

    private static String about(String set, String what) {
        return "ReplicaSet \"%s\" %s".formatted(set, what);
    }

    private static boolean moved(JsonNode before, JsonNode after) {
        return after.path("updatedReplicas").asInt()
                        > before.path("updatedReplicas").asInt()
                || old(after) < old(before)
                || after.path("readyReplicas").asInt()
                        > before.path("readyReplicas").asInt()
                || after.path("availableReplicas").asInt()
                        > before.path("availableReplicas").asInt();
    }

    private static int old(JsonNode status) {
        return status.path("replicas").asInt() - status.path("updatedReplicas").asInt();
    }

    private static boolean timedOut(ObjectNode deployment, Instant now) {
        JsonNode condition = Rollout.condition(deployment, PROGRESSING);
        String reason = condition.path("reason").asText();
        if (condition.isMissingNode() || reason.equals(COMPLETE)) {
            return false;
        }
        Instant since = Instant.parse(condition.path("lastUpdateTime").asText());
        return reason.equals(TIMED_OUT)
                || since.plusSeconds(
                                deployment.at("/spec/progressDeadlineSeconds").asLong())
                        .isBefore(now);
    }

    /** Progress renews the time from which its lack is counted. */
    private static ObjectNode renewed(ObjectNode live, String message, String now) {
        JsonNode before = Rollout.condition(live, PROGRESSING);
        String since = before.path("status").asText().equals("True")
                ? before.path("lastTransitionTime").asText()
                : now;
        return put(live, PROGRESSING, "True", "ReplicaSetUpdated", message, now, since);
    }

    private static ObjectNode with(
            ObjectNode live, String type, String status, String reason, String message, String now) {
        JsonNode before = Rollout.condition(live, type);
        boolean sameStatus = before.path("status").asText().equals(status);
        if (sameStatus && before.path("reason").asText().equals(reason)) {
            return live;
        }
        String since = sameStatus ? before.path("lastTransitionTime").asText() : now;
        return put(live, type, status, reason, message, now, since);
    }

    private static ObjectNode put(
            ObjectNode live, String type, String status, String reason, String message, String now, String since) {
        ArrayNode conditions = live.withObject("/status").withArray("/conditions");
        for (int i = conditions.size() - 1; i >= 0; i--) {
            if (conditions.get(i).path("type").asText().equals(type)) {
                conditions.remove(i);
            }
        }
        conditions
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("lastUpdateTime", now)
                .put("lastTransitionTime", since)
                .put("reason", reason)
                .put("message", message);
        return live;
    }
}
