package dev.launchgate.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Store;
import java.util.List;

/** Keeps a pod of each DaemonSet on every node that has the labels asked for. */
final class DaemonSets implements Controller {
    private static final String REVISION = "controller-revision-hash";

    @Override
    public void run(World world) {
        world.all("DaemonSet").forEach(set -> sync(world, set));
    }

    private static void sync(World world, ObjectNode set) {
        String revision = Hashes.of(set.at("/spec/template"));
        List<String> nodes = world.all("Node").stream()
                .filter(node -> World.selects(set.at("/spec/template/spec/nodeSelector"), node.at("/metadata/labels")))
                .map(Store::name)
                .toList();
        world.owned("Pod", set).stream()
                .filter(pod -> !nodes.contains(node(pod)) || !revision(pod).equals(revision))
                .forEach(pod -> world.delete("Pod", pod));
        List<String> covered =
                world.owned("Pod", set).stream().map(DaemonSets::node).toList();
        nodes.stream().filter(node -> !covered.contains(node)).forEach(node -> create(world, set, node, revision));
        count(world, set, nodes.size(), revision);
    }

    private static void create(World world, ObjectNode set, String node, String revision) {
        String name = Store.name(set) + "-" + Hashes.letters(Store.uid(set) + node + revision, 5);
        ObjectNode pod = Json.object();
        pod.set("metadata", World.ownedMetadata(set, name, set.at("/spec/template/metadata/labels")));
        pod.withObject("/metadata/labels").put(REVISION, revision);
        pod.set("spec", set.at("/spec/template/spec").deepCopy());
        pod.withObject("/spec").put("nodeName", node);
        world.create("Pod", Store.namespace(set), pod);
        world.event(set, "daemonset-controller", "SuccessfulCreate", "Created pod: " + name);
    }

    private static void count(World world, ObjectNode set, int desired, String revision) {
        List<ObjectNode> pods = world.owned("Pod", set);
        long ready = pods.stream().filter(World::ready).count();
        world.updateStatus("DaemonSet", set, live -> {
            ObjectNode status = live.putObject("status")
                    .put("currentNumberScheduled", pods.size())
                    .put("desiredNumberScheduled", desired)
                    .put("numberMisscheduled", 0)
                    .put("numberReady", ready)
                    .put("observedGeneration", live.at("/metadata/generation").asLong());
            ReplicaSets.putUnlessZero(status, "numberAvailable", ready);
            ReplicaSets.putUnlessZero(status, "numberUnavailable", desired - ready);
            ReplicaSets.putUnlessZero(
                    status,
                    "updatedNumberScheduled",
                    pods.stream().filter(pod -> revision(pod).equals(revision)).count());
            return live;
        });
    }

    private static String node(ObjectNode pod) {
        return pod.at("/spec/nodeName").asText();
    }

    private static String revision(ObjectNode pod) {
        return pod.at("/metadata/labels").path(REVISION).asText();
    }
}
