package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LoadBalancerRule;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Judges rules that lead from host and path to a Service, in whatever object they stand. */
final class RouteRules {
    private final List<LoadBalancerRule> rules;
    private final Facts facts;
    private final Parts parts;

    RouteRules(List<LoadBalancerRule> rules, Facts facts, Parts parts) {
        this.rules = rules;
        this.facts = facts;
        this.parts = parts;
    }

    /**
     * Says which rules are not there.
     *
     * @param taken the routes that a request for the rule's host and path may take
     * @param present how many rules the object has
     */
    void judge(String subject, Function<LoadBalancerRule, List<Route>> taken, int present) {
        for (LoadBalancerRule rule : rules) {
            if (taken.apply(rule).stream().noneMatch(route -> leads(route, rule))) {
                parts.add(Judgement.fail(
                        Reason.RuleMissing,
                        "%s: no rule %s; %s present"
                                .formatted(subject, RuleText.ofRoute(rule), RuleText.count(present))));
            }
        }
    }

    /** Judges what stands behind the rules, each Service once, also when a rule is not there. */
    void backends(String subject, BackendService backend) {
        Map<String, Set<PortRef>> wanted = new LinkedHashMap<>();
        for (LoadBalancerRule rule : rules) {
            if (rule.backend() != null) {
                Set<PortRef> ports = wanted.computeIfAbsent(rule.backend().service(), service -> new LinkedHashSet<>());
                port(rule.backend()).ifPresent(ports::add);
            }
        }
        wanted.forEach((service, ports) -> backend.judge(subject, service, ports));
    }

    private boolean leads(Route route, LoadBalancerRule rule) {
        LoadBalancerRule.Backend backend = rule.backend();
        return backend != null
                && route.service().equals(backend.service())
                && ports(backend.service()).same(route.port(), port(backend));
    }

    private ServicePorts ports(String service) {
        return facts.object(ResourceKind.SERVICE, service) instanceof Lookup.Found found
                ? ServicePorts.of(found.resource())
                : new ServicePorts(List.of());
    }

    private static Optional<PortRef> port(LoadBalancerRule.Backend backend) {
        return Optional.ofNullable(backend.port()).map(PortRef::of);
    }
}
