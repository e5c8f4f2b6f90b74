package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.api.v1alpha1.MonitoringAgentParams;
import dev.launchgate.api.v1alpha1.Patterns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses parameters of a monitoringAgent item: what the schema refuses, and ports that are none. */
final class MonitoringAgentRefusals {
    private static final int MAX_TARGETS = 20;
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final Pattern PATH = Pattern.compile(Patterns.PATH_AND_QUERY);
    private static final Pattern METRIC = Pattern.compile(Patterns.METRIC);
    private static final Pattern ANNOTATION = Pattern.compile(Patterns.ANNOTATION);
    private static final Pattern COVERAGE = Pattern.compile(Patterns.PERCENTAGE_FROM_ONE);

    private MonitoringAgentRefusals() {}

    static void refuse(MonitoringAgentParams params, Refusals refusals) {
        Agent agent = params.agent();
        SpecBounds.exactlyOne(
                "daemonSet, sidecar, exporter, serviceMonitor, podMonitor",
                "agent",
                refusals,
                agent.daemonSet(),
                agent.sidecar(),
                agent.exporter(),
                agent.serviceMonitor(),
                agent.podMonitor());
        boolean daemonSet = agent.daemonSet() != null;
        refusals.require(daemonSet || params.nodes() == null, "nodes", MonitoringAgentParams.ONLY_DAEMON_SET);
        refusals.require(daemonSet || params.coverage() == null, "coverage", MonitoringAgentParams.ONLY_DAEMON_SET);
        refusals.require(
                params.coverage() == null || COVERAGE.matches(params.coverage()),
                "coverage",
                "must be a percentage from 1% to 100%");
        if (agent.daemonSet() != null) {
            reference(agent.daemonSet().namespace(), agent.daemonSet().name(), "agent.daemonSet", refusals);
        }
        if (agent.sidecar() != null) {
            sidecar(agent.sidecar(), refusals);
        }
        if (agent.exporter() != null) {
            exporter(agent.exporter(), refusals);
        }
        monitor(agent.serviceMonitor(), "agent.serviceMonitor", refusals);
        monitor(agent.podMonitor(), "agent.podMonitor", refusals);
    }

    private static void sidecar(Agent.Sidecar sidecar, Refusals refusals) {
        refusals.require(
                sidecar.container().length() <= 63 && LABEL.matches(sidecar.container()),
                "agent.sidecar.container",
                "must be the name of a container");
        String annotation = sidecar.injectAnnotation();
        refusals.require(
                annotation == null || (annotation.length() <= 316 && ANNOTATION.matches(annotation)),
                "agent.sidecar.injectAnnotation",
                "must be the key of an annotation");
    }

    private static void exporter(Agent.Exporter exporter, Refusals refusals) {
        List<String> targets = exporter.targets();
        SpecBounds.count(targets, 1, MAX_TARGETS, "agent.exporter.targets", refusals);
        for (int i = 0; i < Math.min(targets.size(), MAX_TARGETS); i++) {
            refusals.require(
                    HostPort.parse(targets.get(i)).isPresent(), "agent.exporter.targets[" + i + "]", HostPort.EXPECTED);
        }
        refusals.require(
                exporter.path().length() <= 1024 && PATH.matches(exporter.path()),
                "agent.exporter.path",
                "must start with / and have no white space, control characters or #");
        refusals.require(
                exporter.metric().length() <= 200 && METRIC.matches(exporter.metric()),
                "agent.exporter.metric",
                "must be the name of a metric");
    }

    private static void monitor(Agent.@Nullable Monitor monitor, String path, Refusals refusals) {
        if (monitor == null) {
            return;
        }
        reference(null, monitor.name(), path, refusals);
        Agent.PrometheusRef by = monitor.selectedBy();
        if (by != null) {
            reference(by.namespace(), by.name(), path + ".selectedBy", refusals);
        }
    }

    private static void reference(@Nullable String namespace, String name, String path, Refusals refusals) {
        refusals.require(
                namespace == null || (namespace.length() <= 63 && LABEL.matches(namespace)),
                path + ".namespace",
                "must be the name of a namespace");
        refusals.require(name.length() <= 253 && NAME.matches(name), path + ".name", "must be the name of an object");
    }
}
