package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent that scrapes: a ServiceMonitor or PodMonitor selects the candidate, and a Prometheus selects the monitor. */
final class MonitorAgent {
    private final MonitorKind kind;
    private final Facts facts;
    private final Parts parts = new Parts();

    MonitorAgent(MonitorKind kind, Facts facts) {
        this.kind = kind;
        this.facts = facts;
    }

    Judgement judge(Agent.Monitor ref) {
        parts.found(facts.object(kind.kind(), ref.name())).ifPresent(monitor -> {
            TargetWorkload.candidate(facts, parts)
                    .ifPresent(candidate -> candidate(monitor, ref.selectedBy(), candidate));
            new MonitorSelection(kind, facts, parts).judge(monitor, ref.selectedBy());
        });
        return parts.whole(kind.kind().kind() + " " + ref.name());
    }

    private void candidate(Resource monitor, Agent.@Nullable PrometheusRef by, PodTemplate candidate) {
        if (!looksInto(monitor, facts.namespace()) && !ignoresNamespaces(by)) {
            parts.add(Judgement.fail(
                    Reason.MonitorSelectsNothing,
                    "%s: its namespaceSelector leaves out %s; add it to matchNames"
                            .formatted(monitor.label(), facts.namespace())));
        }
        LabelSelector selector = LabelSelector.of(monitor.at("/spec/selector"));
        TargetLabels labels = TargetLabels.of(candidate, facts.target());
        MonitoredPorts ports = new MonitoredPorts(monitor, kind, ContainerPorts.of(candidate), parts);
        if (kind.equals(MonitorKind.SERVICE)) {
            services(monitor, selector, labels, ports);
        } else if (!labels.selectedBy(selector)) {
            parts.add(Judgement.fail(
                    Reason.MonitorSelectsNothing,
                    "%s: selector %s does not match the candidate, which has %s"
                            .formatted(monitor.label(), selector.show(), labels.show())));
        } else {
            ports.ofPods();
        }
    }

    /** Without a selector of namespaces a monitor looks into its own. */
    private static boolean looksInto(Resource monitor, String namespace) {
        List<String> names = monitor.texts("/spec/namespaceSelector/matchNames");
        return monitor.at("/spec/namespaceSelector/any").asBoolean() || names.isEmpty() || names.contains(namespace);
    }

    /** A Prometheus can be told to look for targets in the namespace of the monitor only, whatever that says. */
    private boolean ignoresNamespaces(Agent.@Nullable PrometheusRef by) {
        return by != null
                && facts.object(ResourceKind.PROMETHEUS, MonitorSelection.namespace(by, facts), by.name())
                        instanceof Lookup.Found prometheus
                && prometheus.resource().at("/spec/ignoreNamespaceSelectors").asBoolean();
    }

    private void services(Resource monitor, LabelSelector selector, TargetLabels labels, MonitoredPorts ports) {
        parts.listed(facts.objects(ResourceKind.SERVICE, facts.namespace(), selector.labels()))
                .ifPresent(all -> {
                    List<Resource> services = all.stream()
                            .filter(service -> selector.matches(service.labels()))
                            .filter(service -> labels.selectedByService(Resource.strings(service.at("/spec/selector"))))
                            .toList();
                    if (services.isEmpty()) {
                        parts.add(Judgement.fail(
                                Reason.MonitorSelectsNothing,
                                "%s: selector %s matches no Service with the candidate's pods"
                                        .formatted(monitor.label(), selector.show())));
                    } else {
                        ports.ofServices(services);
                    }
                });
    }
}
