package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Deployment controller: the same steps in the same order as the real one. */
final class Deployments implements Controller {
    private static final Set<String> NOT_COPIED = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            "deprecated.deployment.rollback.to",
            Rollout.REVISION,
            Rollout.DESIRED,
            Rollout.MAX);

    @Override
    public void run(World world) {
        world.all("Deployment").forEach(deployment -> sync(world, deployment));
    }

    private static void sync(World world, ObjectNode deployment) {
        if (deployment.path("metadata").has("deletionTimestamp")) {
            return;
        }
        DeploymentStatus.pausedOrResumed(world, deployment);
        Rollout rollout = current(world, deployment);
        if (rollout.paused() || Scaling.isDue(rollout)) {
            number(world, rollout);
            rollout = current(world, deployment);
            Scaling.scale(world, rollout);
            if (rollout.paused()) {
                forgetOld(world, current(world, deployment));
            }
            DeploymentStatus.count(world, current(world, deployment));
        } else if (deployment.at("/spec/strategy/type").asText().equals("Recreate")) {
            recreate(world, rollout);
        } else {
            roll(world, rollout);
        }
    }

    private static Rollout current(World world, ObjectNode deployment) {
        return Rollout.of(
                world,
                world.get("Deployment", Store.namespace(deployment), Store.name(deployment))
                        .orElse(deployment));
    }

    private static void roll(World world, Rollout before) {
        Rollout rollout = withFresh(world, before);
        ObjectNode fresh = rollout.fresh().orElseThrow();
        int size = freshSize(rollout, fresh);
        if (size != Rollout.replicas(fresh)) {
            Scaling.resize(world, rollout, fresh, size);
        } else if (!shrinkOld(world, rollout, fresh) && DeploymentStatus.complete(rollout)) {
            forgetOld(world, rollout);
        }
        DeploymentStatus.progress(world, current(world, rollout.deployment()));
    }

    private static int freshSize(Rollout rollout, ObjectNode fresh) {
        int size = Rollout.replicas(fresh);
        int room = rollout.wanted() + rollout.maxSurge() - rollout.total();
        return size > rollout.wanted() ? rollout.wanted() : size + Math.max(0, Math.min(room, rollout.wanted() - size));
    }

    /** Takes away first what does not serve, then what is not needed. @return whether anything was taken */
    private static boolean shrinkOld(World world, Rollout rollout, ObjectNode fresh) {
        int least = rollout.wanted() - rollout.maxUnavailable();
        int freshUnavailable = Rollout.replicas(fresh) - Rollout.available(fresh);
        int allowed = rollout.total() - least - freshUnavailable;
        boolean taken = false;
        int spare = rollout.available() - least;
        for (ObjectNode set : rollout.old()) {
            int size = Rollout.replicas(set);
            int broken = Math.max(0, Math.min(allowed, size - Rollout.available(set)));
            allowed -= broken;
            int healthy = Math.max(0, Math.min(Math.min(spare, allowed), size - broken));
            spare -= healthy;
            allowed -= healthy;
            if (broken + healthy > 0) {
                Scaling.resize(world, rollout, set, size - broken - healthy);
                taken = true;
            }
        }
        return taken;
    }

    private static void recreate(World world, Rollout rollout) {
        List<ObjectNode> active =
                rollout.old().stream().filter(set -> Rollout.replicas(set) > 0).toList();
        active.forEach(set -> Scaling.resize(world, rollout, set, 0));
        boolean gone = active.isEmpty() && rollout.old().stream().allMatch(set -> Rollout.actual(set) == 0);
        if (gone) {
            Rollout now = withFresh(world, rollout);
            Scaling.resize(world, now, now.fresh().orElseThrow(), now.wanted());
            if (DeploymentStatus.complete(now)) {
                forgetOld(world, now);
            }
        }
        DeploymentStatus.progress(world, current(world, rollout.deployment()));
    }

    /** Makes the ReplicaSet of the wanted template unless it exists. */
    private static Rollout withFresh(World world, Rollout rollout) {
        if (rollout.fresh().isPresent()) {
            number(world, rollout);
            return current(world, rollout.deployment());
        }
        ObjectNode deployment = rollout.deployment();
        String hash = Hashes.of(deployment.at("/spec/template"));
        String name = Store.name(deployment) + "-" + hash;
        int room = rollout.wanted() + rollout.maxSurge() - rollout.total();
        int size = Math.max(0, Math.min(room, rollout.wanted()));
        ObjectNode set = Json.object();
        set.set("metadata", World.ownedMetadata(deployment, name, deployment.at("/spec/template/metadata/labels")));
        set.withObject("/metadata/labels").put(Hashes.LABEL, hash);
        copyAnnotations(deployment, set);
        set.withObject("/metadata/annotations").put(Rollout.REVISION, String.valueOf(nextRevision(rollout)));
        Scaling.note(set, rollout);
        set.putObject("spec").put("replicas", size);
        set.withObject("/spec").set("selector", deployment.at("/spec/selector").deepCopy());
        set.withObject("/spec/selector/matchLabels").put(Hashes.LABEL, hash);
        set.withObject("/spec").set("template", deployment.at("/spec/template").deepCopy());
        set.withObject("/spec/template/metadata/labels").put(Hashes.LABEL, hash);
        world.create("ReplicaSet", Store.namespace(deployment), set);
        if (size > 0) {
            Scaling.event(world, rollout, name, 0, size);
        }
        DeploymentStatus.created(world, deployment, name, nextRevision(rollout));
        return current(world, deployment);
    }

    private static long nextRevision(Rollout rollout) {
        return rollout.old().stream().mapToLong(Rollout::revision).max().orElse(0) + 1;
    }

    /** Gives the ReplicaSet of the wanted template the highest revision, and the Deployment the same. */
    private static void number(World world, Rollout rollout) {
        Optional<ObjectNode> fresh = rollout.fresh();
        if (fresh.isEmpty()) {
            return;
        }
        long revision = Math.max(nextRevision(rollout), Rollout.revision(fresh.get()));
        world.update("ReplicaSet", fresh.get(), live -> {
            copyAnnotations(rollout.deployment(), live);
            live.withObject("/metadata/annotations").put(Rollout.REVISION, String.valueOf(revision));
            return live;
        });
        DeploymentStatus.found(world, rollout.deployment(), Store.name(fresh.get()), revision);
    }

    private static void copyAnnotations(ObjectNode deployment, ObjectNode set) {
        for (Map.Entry<String, JsonNode> annotation :
                deployment.at("/metadata/annotations").properties()) {
            if (!NOT_COPIED.contains(annotation.getKey())) {
                set.withObject("/metadata/annotations").set(annotation.getKey(), annotation.getValue());
            }
        }
    }

    private static void forgetOld(World world, Rollout rollout) {
        List<ObjectNode> old = rollout.old();
        long tooMany = old.size()
                - rollout.deployment().at("/spec/revisionHistoryLimit").asLong();
        old.stream()
                .limit(Math.max(0, tooMany))
                .filter(set -> Rollout.replicas(set) == 0 && Rollout.actual(set) == 0)
                .forEach(set -> world.delete("ReplicaSet", set));
    }
}
