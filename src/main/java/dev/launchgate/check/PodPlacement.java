package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Spread;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where the pods that serve really are: rules that are enforced need two places to choose from. */
final class PodPlacement {
    private PodPlacement() {}

    /** Judges pods that were given a node. One alone proves nothing. */
    static void judge(ServingWorkload workload, Spread spread, Facts facts, Parts parts) {
        workload.pods(facts, parts)
                .map(pods -> pods.stream()
                        .map(pod -> pod.text("/spec/nodeName"))
                        .filter(node -> !node.isEmpty())
                        .toList())
                .filter(nodes -> nodes.size() > 1)
                .ifPresent(nodes -> {
                    if (spread == Spread.Zone) {
                        zones(workload, nodes, facts, parts);
                    } else if (new TreeSet<>(nodes).size() == 1) {
                        parts.add(together(workload, nodes.size() + " pods on 1 node, " + nodes.getFirst()));
                    }
                });
    }

    private static void zones(ServingWorkload workload, List<String> nodes, Facts facts, Parts parts) {
        parts.listed(facts.objects(ResourceKind.NODE, "", Map.of())).ifPresent(all -> {
            Map<String, String> zones = all.stream()
                    .filter(node -> !zone(node).isEmpty())
                    .collect(Collectors.toMap(Resource::name, PodPlacement::zone));
            TreeSet<String> used = new TreeSet<>();
            TreeSet<String> nowhere = new TreeSet<>();
            nodes.forEach(
                    node -> Optional.ofNullable(zones.get(node)).ifPresentOrElse(used::add, () -> nowhere.add(node)));
            if (used.size() < 2) {
                parts.add(together(
                        workload,
                        "%d pods in %s"
                                        .formatted(
                                                nodes.size(),
                                                used.isEmpty() ? "no known zone" : "1 zone, " + used.getFirst())
                                + (nowhere.isEmpty()
                                        ? ""
                                        : " (without label %s: %s)"
                                                .formatted(SpreadRules.ZONE_KEY, Wording.list(nowhere)))));
            }
        });
    }

    private static String zone(Resource node) {
        return node.labels().getOrDefault(SpreadRules.ZONE_KEY, "");
    }

    private static Judgement together(ServingWorkload workload, String where) {
        return Judgement.fail(
                Reason.PodsTogether,
                "%s: %s; make room elsewhere, then delete one"
                        .formatted(workload.scaled().label(), where));
    }
}
