package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadBalancerRule;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what an HTTPRoute attaches to: what each parent says of it, and the Gateways themselves. */
final class RouteParents {
    private static final Set<String> NOT_HTTP = Set.of("TCP", "TLS", "UDP");

    private final Resource route;
    private final GatewayRules gateways;
    private final Facts facts;
    private final Parts parts;

    RouteParents(Resource route, GatewayRules gateways, Facts facts, Parts parts) {
        this.route = route;
        this.gateways = gateways;
        this.facts = facts;
        this.parts = parts;
    }

    void judge(List<LoadBalancerRule> rules) {
        List<ParentRef> parents = route.elements("/spec/parentRefs")
                .map(reference -> ParentRef.of(reference, facts.namespace()))
                .distinct()
                .toList();
        if (parents.isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.NotAccepted, route.label() + ": names no parent that could accept it; set parentRefs"));
            return;
        }
        parents.forEach(this::status);
        listeners(parents)
                .ifPresent(listeners -> rules.stream()
                        .filter(rule -> listeners.stream()
                                .noneMatch(
                                        listener -> GatewayRules.host(listener).covers(RuleText.host(rule))))
                        .forEach(rule -> parts.add(Judgement.fail(
                                Reason.RuleMissing,
                                "%s: no rule %s; no listener of its Gateways is for that host"
                                        .formatted(route.label(), RuleText.ofRoute(rule))))));
    }

    private void status(ParentRef parent) {
        String subject = route.label() + ", parent " + parent.show(facts.namespace());
        List<JsonNode> entries = route.elements("/status/parents")
                .filter(entry ->
                        ParentRef.of(entry.path("parentRef"), facts.namespace()).equals(parent))
                .toList();
        if (entries.isEmpty()) {
            parts.add(Judgement.unknown(
                    Reason.StatusOutdated, subject + ": has no status; its controller has not looked yet"));
        }
        entries.forEach(entry -> new ObservedConditions(subject, entry.path("conditions"), route.generation(), parts)
                .require("Accepted", Reason.NotAccepted)
                .require("ResolvedRefs", Reason.RefsNotResolved)
                .forbid("PartiallyInvalid", "True", Reason.NotAccepted));
    }

    /** Judges each Gateway once; the listeners that serve the route, or nothing when they are not all known. */
    private Optional<List<JsonNode>> listeners(List<ParentRef> parents) {
        Map<String, Optional<Resource>> judged = new HashMap<>();
        List<JsonNode> listeners = new ArrayList<>();
        boolean known = true;
        for (ParentRef parent : parents) {
            Optional<Resource> gateway = parent.gateway()
                    ? judged.computeIfAbsent(parent.namespace() + "/" + parent.name(), key -> gateway(parent))
                    : Optional.empty();
            known &= gateway.isPresent();
            gateway.ifPresent(found -> listeners.addAll(attached(parent, found)));
        }
        return known ? Optional.of(listeners) : Optional.empty();
    }

    private Optional<Resource> gateway(ParentRef parent) {
        Optional<Resource> found = parts.found(facts.object(ResourceKind.GATEWAY, parent.namespace(), parent.name()));
        found.ifPresent(gateways::judgeItself);
        return found;
    }

    /** A listener that the route names must work; of those that it leaves open, its parent's word is enough. */
    private List<JsonNode> attached(ParentRef parent, Resource gateway) {
        List<JsonNode> attached = gateway.elements("/spec/listeners")
                .filter(listener -> !NOT_HTTP.contains(listener.path("protocol").asText()))
                .filter(parent::attachesTo)
                .toList();
        if (parent.picks()) {
            attached.forEach(listener -> gateways.judgeListener(gateway, listener));
        }
        return attached;
    }
}
