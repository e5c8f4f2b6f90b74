package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Monitoring agents as the DaemonSet controller places them, and monitors as an API server stores them. */
@ClusterTest
class MonitoringAgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static OperatorProcess operator;
    private final ControlPlane cluster;

    MonitoringAgentTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void aTaintHidesANodeFromTheAgentButNotFromTheItem() {
        Launch launch = Launch.in(cluster, "agent");
        launch.user()
                .kubectl("taint", "nodes", "node-3", "for=tests:NoSchedule")
                .orThrow();
        try {
            launch.apply(application(launch));
            launch.apply(agent(launch));
            checklist(
                    launch,
                    "used: {agent: {daemonSet: {name: agent}}}",
                    "eligible: {agent: {daemonSet: {name: agent}}, nodes: Eligible}",
                    "most: {agent: {daemonSet: {name: agent}}, nodes: Eligible, coverage: 66%}",
                    "foreign: {agent: {daemonSet: {namespace: kube-system, name: agent}}}");
            launch.awaitItems(
                    PATIENCE,
                    Map.of(
                            "used", "Fail/AgentNotOnNode",
                            "eligible", "Fail/AgentNotOnNode",
                            "most", "Pass/AsExpected",
                            "foreign", "Unknown/NamespaceNotShared"));
            assertThat(launch.status().at("/items/0/message").asText())
                    .isEqualTo("1 of 3 nodes used by app lack a ready agent pod: node-3");
            assertThat(launch.kubectl("get", "daemonset", "agent", "-o", "jsonpath={.status.desiredNumberScheduled}")
                            .orThrow())
                    .isEqualTo("2");
        } finally {
            launch.user().kubectl("taint", "nodes", "node-3", "for-").orThrow();
        }
        launch.awaitItems(
                PATIENCE,
                Map.of(
                        "used", "Pass/AsExpected",
                        "eligible", "Pass/AsExpected",
                        "most", "Pass/AsExpected",
                        "foreign", "Unknown/NamespaceNotShared"));
    }

    @Test
    void aMonitorIsFollowedToThePrometheusThatSelectsIt() {
        Launch launch = Launch.in(cluster, "monitor");
        launch.apply(crd("servicemonitors", "ServiceMonitor") + "---\n" + crd("prometheuses", "Prometheus"));
        try {
            launch.user()
                    .kubectl(
                            "wait",
                            "--for=condition=Established",
                            "crd/servicemonitors.monitoring.coreos.com",
                            "crd/prometheuses.monitoring.coreos.com",
                            "--timeout=30s")
                    .orThrow();
            launch.apply(application(launch));
            launch.apply(monitor(launch, "metrics"));
            launch.apply(prometheus(launch, ""));
            checklist(launch, "scraped: {agent: {serviceMonitor: {name: app, selectedBy: {name: main}}}}");
            launch.awaitItems(PATIENCE, Map.of("scraped", "Fail/MonitorPortMissing"));

            launch.apply(monitor(launch, "web"));
            launch.awaitItems(PATIENCE, Map.of("scraped", "Fail/MonitorNotSelected"));
            assertThat(launch.status().at("/items/0/message").asText())
                    .isEqualTo(
                            "Prometheus main: it has no serviceMonitorSelector, so it selects no ServiceMonitor; set it");

            launch.apply(prometheus(launch, "serviceMonitorSelector: {matchLabels: {team: other}}"));
            launch.awaitItems(PATIENCE, Map.of("scraped", "Fail/MonitorNotSelected"));
            launch.apply(prometheus(launch, "serviceMonitorSelector: {}"));
            launch.awaitItems(PATIENCE, Map.of("scraped", "Pass/AsExpected"));

            launch.kubectl("delete", "service", "app").orThrow();
            launch.awaitItems(PATIENCE, Map.of("scraped", "Fail/MonitorSelectsNothing"));
        } finally {
            launch.user()
                    .kubectl(
                            "delete",
                            "crd",
                            "servicemonitors.monitoring.coreos.com",
                            "prometheuses.monitoring.coreos.com")
                    .orThrow();
        }
    }

    /** A pod on each node, with a Service. */
    private static String application(Launch launch) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: %1$s}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      tolerations: [{key: for, operator: Exists}]
                      topologySpreadConstraints:
                        - {topologyKey: kubernetes.io/hostname, maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: app}}}
                      containers: [{name: app, image: registry.example.com/app:v1, ports: [{containerPort: 8080}]}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: app, namespace: %1$s, labels: {app: app}}
                spec: {selector: {app: app}, ports: [{name: web, port: 80, targetPort: 8080}]}
                """.formatted(launch.namespace());
    }

    private static String agent(Launch launch) {
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: %s}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec: {containers: [{name: agent, image: registry.example.com/agent:v1}]}
                """.formatted(launch.namespace());
    }

    private static String monitor(Launch launch, String port) {
        return """
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: app, namespace: %s, labels: {team: ml}}
                spec: {selector: {matchLabels: {app: app}}, endpoints: [{port: %s}]}
                """.formatted(launch.namespace(), port);
    }

    private static String prometheus(Launch launch, String spec) {
        return """
                apiVersion: monitoring.coreos.com/v1
                kind: Prometheus
                metadata: {name: main, namespace: %s}
                spec: {%s}
                """.formatted(launch.namespace(), spec);
    }

    private static String crd(String plural, String kind) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.monitoring.coreos.com}
                spec:
                  group: monitoring.coreos.com
                  scope: Namespaced
                  names: {kind: %2$s, listKind: %2$sList, plural: %1$s, singular: %3$s}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
                """.formatted(plural, kind, kind.toLowerCase(Locale.ROOT));
    }

    private static void checklist(Launch launch, String... items) {
        StringBuilder lines = new StringBuilder();
        for (String item : items) {
            int colon = item.indexOf(':');
            lines.append("    - {name: %s, monitoringAgent: %s}\n"
                    .formatted(
                            item.substring(0, colon), item.substring(colon + 1).strip()));
        }
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  gate: {mode: Audit}
                  items:
                %s""".formatted(launch.namespace(), lines));
    }
}
