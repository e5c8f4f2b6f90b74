package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.LoadBalancerRule;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a Gateway: its class, conditions, address and listeners. */
final class GatewayRules {
    private final LoadBalancerParams params;
    private final Facts facts;
    private final Parts parts;

    GatewayRules(LoadBalancerParams params, Facts facts, Parts parts) {
        this.params = params;
        this.facts = facts;
        this.parts = parts;
    }

    /** Judges a Gateway whose listeners are the rules; without rules all of its listeners count. */
    void judge(Resource gateway) {
        List<JsonNode> all = gateway.elements("/spec/listeners").toList();
        Set<JsonNode> counted = new LinkedHashSet<>();
        for (LoadBalancerRule rule : params.rules()) {
            List<JsonNode> matching =
                    all.stream().filter(listener -> carries(listener, rule)).toList();
            if (matching.isEmpty()) {
                parts.add(Judgement.fail(
                        Reason.RuleMissing,
                        "%s: no rule %s; %s present"
                                .formatted(gateway.label(), RuleText.ofListener(rule), RuleText.count(all.size()))));
            }
            counted.addAll(matching);
        }
        judgeItself(gateway);
        (params.rules().isEmpty() ? all : counted).forEach(listener -> judgeListener(gateway, listener));
    }

    /** Judges what every route through the Gateway depends on. */
    void judgeItself(Resource gateway) {
        gatewayClass(gateway);
        new ObservedConditions(label(gateway), gateway.at("/status/conditions"), gateway.generation(), parts)
                .require("Accepted", Reason.NotAccepted)
                .require("Programmed", Reason.NotProgrammed);
        boolean assigned = gateway.elements("/status/addresses")
                .anyMatch(address -> !address.path("value").asText("").isEmpty());
        if (params.address() == Requirement.Required && !assigned) {
            parts.add(Judgement.fail(
                    Reason.AddressMissing, label(gateway) + ": no address assigned; is the controller running?"));
        }
    }

    void judgeListener(Resource gateway, JsonNode listener) {
        String name = listener.path("name").asText();
        String subject = label(gateway) + " listener " + name;
        Optional<JsonNode> status = gateway.elements("/status/listeners")
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst();
        if (status.isEmpty()) {
            parts.add(Judgement.unknown(
                    Reason.StatusOutdated, subject + ": has no status; its controller has not looked yet"));
            return;
        }
        new ObservedConditions(subject, status.get().path("conditions"), gateway.generation(), parts)
                .require("Accepted", Reason.NotAccepted)
                .require("ResolvedRefs", Reason.RefsNotResolved)
                .require("Programmed", Reason.NotProgrammed);
    }

    static HostPattern host(JsonNode listener) {
        return HostPattern.ofGateway(listener.path("hostname").asText(""));
    }

    private static boolean carries(JsonNode listener, LoadBalancerRule rule) {
        return rule.port() != null
                && listener.path("port").asInt() == rule.port()
                && host(listener).covers(RuleText.host(rule));
    }

    private void gatewayClass(Resource gateway) {
        String name = gateway.text("/spec/gatewayClassName");
        switch (facts.object(ResourceKind.GATEWAY_CLASS, name)) {
            case Lookup.Found found ->
                new ObservedConditions(
                                found.resource().label(),
                                found.resource().at("/status/conditions"),
                                found.resource().generation(),
                                parts)
                        .forbid("Accepted", "False", Reason.NotAccepted);
            case Lookup.Missing missing ->
                parts.add(Judgement.fail(
                        Reason.ClassMissing,
                        "%s: GatewayClass %s not found; create it or correct the class"
                                .formatted(label(gateway), name)));
            case Lookup.Unreadable unreadable -> parts.add(Judgement.unreadable(unreadable.obstacle()));
        }
    }

    private String label(Resource gateway) {
        return gateway.namespace().equals(facts.namespace())
                        || gateway.namespace().isEmpty()
                ? gateway.label()
                : "Gateway " + gateway.namespace() + "/" + gateway.name();
    }
}
