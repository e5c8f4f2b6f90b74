package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.LoadBalancerRule;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Judges a Service that is a load balancer itself: its ports are the rules. */
final class ServiceRules {
    private final LoadBalancerParams params;
    private final Optional<PodTemplate> candidate;
    private final Parts parts;

    ServiceRules(LoadBalancerParams params, Optional<PodTemplate> candidate, Parts parts) {
        this.params = params;
        this.candidate = candidate;
        this.parts = parts;
    }

    void judge(Resource service, BackendService backend) {
        ServicePorts ports = ServicePorts.of(service);
        List<ServicePorts.Port> matched = new ArrayList<>();
        for (LoadBalancerRule rule : params.rules()) {
            List<ServicePorts.Port> matching =
                    ports.ports().stream().filter(port -> carries(port, rule)).toList();
            if (matching.isEmpty()) {
                parts.add(Judgement.fail(
                        Reason.RuleMissing,
                        "%s: no rule %s; %s present"
                                .formatted(
                                        service.label(),
                                        show(rule),
                                        RuleText.count(ports.ports().size()))));
            }
            matched.addAll(matching);
        }
        LoadBalancerStatus.judge(service, params.address(), parts);
        backend.judge(service, matched.stream().distinct().toList());
    }

    private boolean carries(ServicePorts.Port port, LoadBalancerRule rule) {
        if (rule.port() == null || rule.port() != port.number()) {
            return false;
        }
        if (rule.targetPort() == null) {
            return true;
        }
        PortRef wanted = PortRef.of(rule.targetPort());
        return wanted.equals(port.target()) || leadsTo(port, wanted);
    }

    /** A name and a number mean the same port when the candidate says so. */
    private boolean leadsTo(ServicePorts.Port port, PortRef wanted) {
        ContainerPorts containers = candidate.map(ContainerPorts::of).orElse(new ContainerPorts(List.of()));
        OptionalInt number = wanted.resolve(containers, port.protocol());
        return number.isPresent() && number.equals(port.target().resolve(containers, port.protocol()));
    }

    private static String show(LoadBalancerRule rule) {
        return rule.targetPort() == null
                ? String.valueOf(rule.port())
                : rule.port() + " -> " + PortRef.of(rule.targetPort()).text();
    }
}
