package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.util.Comparator;
import java.util.List;

/** Makes as many pods as a ReplicaSet wants, and counts them. */
final class ReplicaSets implements Controller {
    private long made;

    @Override
    public void run(World world) {
        world.all("ReplicaSet").forEach(set -> sync(world, set));
    }

    private void sync(World world, ObjectNode set) {
        List<ObjectNode> pods = world.owned("Pod", set);
        int wanted = set.at("/spec/replicas").asInt();
        for (int i = pods.size(); i < wanted; i++) {
            create(world, set);
        }
        pods.stream()
                .sorted(Comparator.comparing((ObjectNode pod) -> World.ready(pod))
                        .thenComparing(ReplicaSets::created, Comparator.reverseOrder())
                        .thenComparing(Store::name))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> {
                    world.delete("Pod", pod);
                    world.event(set, "replicaset-controller", "SuccessfulDelete", "Deleted pod: " + Store.name(pod));
                });
        count(world, set);
    }

    private void create(World world, ObjectNode set) {
        String name = Store.name(set) + "-" + Hashes.letters(Store.uid(set) + made++, 5);
        ObjectNode pod = Json.object();
        pod.set("metadata", World.ownedMetadata(set, name, set.at("/spec/template/metadata/labels")));
        if (set.at("/spec/template/metadata/annotations").isObject()) {
            pod.withObject("/metadata").set("annotations", set.at("/spec/template/metadata/annotations"));
        }
        pod.set("spec", set.at("/spec/template/spec").deepCopy());
        world.create("Pod", Store.namespace(set), pod);
        world.event(set, "replicaset-controller", "SuccessfulCreate", "Created pod: " + name);
    }

    private static void count(World world, ObjectNode set) {
        List<ObjectNode> pods = world.owned("Pod", set);
        long ready = pods.stream().filter(World::ready).count();
        world.updateStatus("ReplicaSet", set, live -> {
            ObjectNode status = live.putObject("status").put("replicas", pods.size());
            putUnlessZero(status, "fullyLabeledReplicas", pods.size());
            putUnlessZero(status, "readyReplicas", ready);
            putUnlessZero(status, "availableReplicas", ready);
            status.put("observedGeneration", live.at("/metadata/generation").asLong());
            return live;
        });
    }

    /** Counts that are zero are left out, as the real controllers do. */
    static void putUnlessZero(ObjectNode status, String member, long count) {
        if (count != 0) {
            status.put(member, count);
        }
    }

    static String created(ObjectNode object) {
        return object.at("/metadata/creationTimestamp").asText();
    }
}
