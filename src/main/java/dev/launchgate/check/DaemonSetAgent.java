package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.api.v1alpha1.MonitoringAgentParams;
import dev.launchgate.api.v1alpha1.NodeScope;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An agent on nodes: joins the ready pods of a DaemonSet with the nodes in question. The numbers of the DaemonSet itself
 * are not enough, because its selectors and the taints hide nodes from it.
 */
final class DaemonSetAgent {
    private static final int NAMES_SHOWN = 5;

    private final MonitoringAgentParams params;
    private final Facts facts;
    private final Parts parts = new Parts();

    DaemonSetAgent(MonitoringAgentParams params, Facts facts) {
        this.params = params;
        this.facts = facts;
    }

    Judgement judge(Agent.DaemonSetRef ref) {
        String namespace = ref.namespace() == null ? facts.namespace() : ref.namespace();
        parts.found(facts.object(ResourceKind.DAEMON_SET, namespace, ref.name()))
                .ifPresent(this::judge);
        return parts.whole("DaemonSet " + ref.name());
    }

    private void judge(Resource agent) {
        long seen = agent.at("/status/observedGeneration").asLong();
        if (seen < agent.generation()) {
            parts.add(Judgement.fail(
                    Reason.AgentNotReady,
                    "%s: status is for generation %d, spec is %d; its controller has not looked yet"
                            .formatted(agent.label(), seen, agent.generation())));
        }
        if (agent.at("/status/desiredNumberScheduled").asInt() == 0) {
            parts.add(Judgement.fail(
                    Reason.AgentNotReady,
                    agent.label() + ": no node is scheduled to run it; correct its node selector or tolerations"));
        }
        if (params.nodes() == NodeScope.Eligible) {
            TargetWorkload.candidate(facts, parts).ifPresent(candidate -> eligible(agent, candidate));
        } else {
            used(agent);
        }
    }

    private void used(Resource agent) {
        TargetWorkload.pods(facts, parts).ifPresent(pods -> {
            Set<String> nodes = pods.stream()
                    .map(pod -> pod.text("/spec/nodeName"))
                    .filter(node -> !node.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (nodes.isEmpty()) {
                ownNumbers(agent);
            } else {
                join(agent, nodes, "nodes used by " + facts.target().name());
            }
        });
    }

    private void eligible(Resource agent, PodTemplate candidate) {
        NodeAdmission admission = new NodeAdmission(candidate);
        parts.listed(facts.objects(ResourceKind.NODE, "", Map.of())).ifPresent(all -> {
            Set<String> nodes = all.stream()
                    .filter(admission::admits)
                    .map(Resource::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (nodes.isEmpty()) {
                parts.add(Judgement.fail(
                        Reason.AgentNotOnNode,
                        "none of %d nodes may run %s; correct its node selector, affinity or tolerations"
                                .formatted(all.size(), facts.target().name())));
            } else {
                join(
                        agent,
                        nodes,
                        "nodes that %s may use".formatted(facts.target().name()));
            }
        });
    }

    /** Before any pod of the target runs, no node is used yet. */
    private void ownNumbers(Resource agent) {
        int desired = agent.at("/status/desiredNumberScheduled").asInt();
        int ready = agent.at("/status/numberReady").asInt();
        parts.add(
                enough(ready, desired)
                        ? Judgement.declared(agent.label(), "nodes: Eligible")
                        : Judgement.fail(
                                Reason.AgentNotReady,
                                "%s: %d of %d pods ready; see why the others are not"
                                        .formatted(agent.label(), ready, desired)));
    }

    private void join(Resource agent, Set<String> nodes, String which) {
        Map<String, String> labels = Resource.strings(agent.at("/spec/selector/matchLabels"));
        Optional<List<Resource>> pods = parts.listed(facts.objects(ResourceKind.POD, agent.namespace(), labels));
        pods.ifPresent(all -> {
            Set<String> covered = TargetWorkload.controlled(all, Set.of(agent.uid())).stream()
                    .filter(DaemonSetAgent::ready)
                    .map(pod -> pod.text("/spec/nodeName"))
                    .collect(Collectors.toSet());
            List<String> without =
                    nodes.stream().filter(node -> !covered.contains(node)).toList();
            if (!enough(nodes.size() - without.size(), nodes.size())) {
                parts.add(Judgement.fail(
                        Reason.AgentNotOnNode,
                        "%d of %d %s lack a ready %s pod: %s"
                                .formatted(
                                        without.size(),
                                        nodes.size(),
                                        which,
                                        agent.name(),
                                        without.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")))));
            }
        });
    }

    private static boolean ready(Resource pod) {
        return pod.condition("Ready")
                .filter(condition -> condition.path("status").asText().equals("True"))
                .isPresent();
    }

    private boolean enough(int have, int of) {
        String coverage = params.coverage() == null ? "100%" : params.coverage();
        BigDecimal percent = new BigDecimal(coverage.substring(0, coverage.length() - 1));
        return BigDecimal.valueOf(100L * have).compareTo(percent.multiply(BigDecimal.valueOf(of))) >= 0;
    }
}
