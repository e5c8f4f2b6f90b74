package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.MonitoringAgentWorld.TEMPLATE;
import static dev.launchgate.check.MonitoringAgentWorld.judge;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorSelectionTest {
    private static final String ITEM =
            "agent: {podMonitor: {name: scoring, selectedBy: {namespace: monitoring, name: main}}}";
    private static final String ANYONE = "agent: {podMonitor: {name: scoring}}";
    private static final String PASS = "PodMonitor scoring: as expected";

    private static final String MONITOR = """
            metadata: {name: scoring, namespace: ml, generation: 2, labels: {team: ml}}
            spec: {selector: {}, podMetricsEndpoints: [{port: http}]}
            """;

    private static FakeFacts with(String monitor, String prometheusSpec) {
        return new FakeFacts()
                .candidate(TEMPLATE)
                .with(ResourceKind.POD_MONITOR, monitor)
                .with(ResourceKind.PROMETHEUS, "metadata: {name: main, namespace: monitoring}\nspec: " + prometheusSpec)
                .with(
                        ResourceKind.NAMESPACE,
                        "metadata: {name: ml, labels: {kubernetes.io/metadata.name: ml, stage: live}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{podMonitorSelector: {}, podMonitorNamespaceSelector: {}}",
                "{podMonitorSelector: {matchLabels: {team: ml}}, podMonitorNamespaceSelector: {matchLabels: {stage: live}}}",
                "{podMonitorSelector: {matchExpressions: [{key: team, operator: Exists}]}, podMonitorNamespaceSelector:"
                        + " {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [ml, other]}]}}",
            })
    void aPrometheusThatSelectsTheMonitorPasses(String spec) {
        assertPass(judge(ITEM, with(MONITOR, spec)), PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", podMonitorSelector: null", ", serviceMonitorSelector: {}"})
    void anAbsentSelectorSelectsNothing(String other) {
        assertFail(
                judge(ITEM, with(MONITOR, "{podMonitorNamespaceSelector: {}%s}".formatted(other))),
                Reason.MonitorNotSelected,
                "Prometheus main: it has no podMonitorSelector, so it selects no PodMonitor; set it");
    }

    @Test
    void aSelectorOfOtherLabelsLeavesItOut() {
        assertFail(
                judge(
                        ITEM,
                        with(
                                MONITOR,
                                "{podMonitorSelector: {matchLabels: {release: main}}, podMonitorNamespaceSelector: {}}")),
                Reason.MonitorNotSelected,
                "Prometheus main: its podMonitorSelector release=main leaves out PodMonitor scoring, which has team=ml;"
                        + " add the labels");
    }

    @Test
    void anAbsentNamespaceSelectorMeansTheOwnNamespace() {
        assertFail(
                judge(ITEM, with(MONITOR, "{podMonitorSelector: {}}")),
                Reason.MonitorNotSelected,
                "Prometheus main: it has no podMonitorNamespaceSelector, so it looks for PodMonitor in monitoring only;"
                        + " set it");
        FakeFacts local = with(MONITOR, "{}")
                .with(
                        ResourceKind.PROMETHEUS,
                        "metadata: {name: local, namespace: ml}\nspec: {podMonitorSelector: {}}");
        assertPass(judge("agent: {podMonitor: {name: scoring, selectedBy: {name: local}}}", local), PASS);
    }

    @Test
    void aNamespaceSelectorOfOtherLabelsLeavesItOut() {
        assertFail(
                judge(
                        ITEM,
                        with(
                                MONITOR,
                                "{podMonitorSelector: {}, podMonitorNamespaceSelector: {matchLabels: {stage: test}}}")),
                Reason.MonitorNotSelected,
                "Prometheus main: its podMonitorNamespaceSelector stage=test leaves out namespace ml; add the labels");
    }

    @Test
    void namespacesAreReadOnlyWhereTheirLabelsCount() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.NAMESPACE, "");
        assertPass(
                judge(
                        ITEM,
                        with(MONITOR, "{podMonitorSelector: {}, podMonitorNamespaceSelector: {}}")
                                .obstacle(ResourceKind.NAMESPACE, obstacle)),
                PASS);
        assertUnknown(
                judge(
                        ITEM,
                        with(
                                        MONITOR,
                                        "{podMonitorSelector: {}, podMonitorNamespaceSelector: {matchLabels: {stage: live}}}")
                                .obstacle(ResourceKind.NAMESPACE, obstacle)),
                Reason.Forbidden,
                obstacle.message());
    }

    @Test
    void aServiceMonitorHasItsOwnSelectors() {
        String item = "agent: {serviceMonitor: {name: scoring, selectedBy: {namespace: monitoring, name: main}}}";
        FakeFacts facts = with(MONITOR, "{podMonitorSelector: {}, podMonitorNamespaceSelector: {}}")
                .with(
                        ResourceKind.SERVICE_MONITOR,
                        MONITOR.replace("podMetricsEndpoints", "endpoints").replace("port: http", "targetPort: http"))
                .with(
                        ResourceKind.SERVICE,
                        "metadata: {name: s, namespace: ml}\nspec: {selector: {app: ml-scoring}, ports: [{port: 80}]}");
        assertFail(
                judge(item, facts),
                Reason.MonitorNotSelected,
                "Prometheus main: it has no serviceMonitorSelector, so it selects no ServiceMonitor; set it (and 1 more)");
    }

    @Test
    void aPrometheusThatIsNotThereIsMissing() {
        assertFail(
                judge(ITEM.replace("name: main", "name: other"), with(MONITOR, "{}")),
                Reason.ObjectMissing,
                "Prometheus other not found in monitoring; create it or correct the name");
    }

    @Test
    void aPrometheusOfANamespaceThatIsNotSharedIsUnknown() {
        assertUnknown(
                judge(ITEM, with(MONITOR, "{}").unshared("monitoring")),
                Reason.NamespaceNotShared,
                "namespace monitoring is not shared; the administrator can add it to"
                        + " launchgate.references.shared-namespaces");
    }

    @Test
    void aPrometheusKindThatIsNotInstalledIsUnknown() {
        assertUnknown(
                judge(
                        ITEM,
                        with(MONITOR, "{}")
                                .obstacle(ResourceKind.PROMETHEUS, Obstacle.notInstalled(ResourceKind.PROMETHEUS))),
                Reason.KindNotInstalled,
                "Prometheus.monitoring.coreos.com is not installed in this cluster");
    }

    private static String bound(String... bindings) {
        return MONITOR + "status: {bindings: [" + String.join(", ", bindings) + "]}\n";
    }

    private static String binding(String name, String condition) {
        return "{group: monitoring.coreos.com, resource: prometheuses, namespace: monitoring, name: %s, conditions: [{type: Accepted, %s}]}"
                .formatted(name, condition);
    }

    private static final String ALL = "{podMonitorSelector: {}, podMonitorNamespaceSelector: {}}";
    private static final String YES = "status: 'True', reason: Valid, observedGeneration: 2";
    private static final String NO = "status: 'False', reason: InvalidConfiguration, observedGeneration: 2";
    private static final String OLD = "status: 'True', reason: Valid, observedGeneration: 1";
    private static final String REFUSED =
            "PodMonitor scoring: monitoring/main does not accept it (InvalidConfiguration); see status.bindings";
    private static final String OUTDATED =
            "PodMonitor scoring: status is for generation 1, spec is 2; its controller has not looked yet";

    @Test
    void theBindingOfThePrometheusCounts() {
        assertPass(judge(ITEM, with(bound(binding("main", YES)), ALL)), PASS);
        assertFail(judge(ITEM, with(bound(binding("main", NO)), ALL)), Reason.MonitorNotSelected, REFUSED);
        assertUnknown(judge(ITEM, with(bound(binding("main", OLD)), ALL)), Reason.StatusOutdated, OUTDATED);
        assertUnknown(
                judge(ITEM, with(bound(binding("main", YES).replace("Accepted", "Other")), ALL)),
                Reason.StatusOutdated,
                "PodMonitor scoring: status is for generation 0, spec is 2; its controller has not looked yet");
    }

    @ParameterizedTest
    @CsvSource({
        "name: main, name: other",
        "namespace: monitoring, namespace: other",
        "resource: prometheuses, resource: prometheusagents",
        "group: monitoring.coreos.com, group: example.com",
    })
    void theBindingOfAnotherDoesNot(String from, String to) {
        assertPass(judge(ITEM, with(bound(binding("main", NO).replace(from, to)), ALL)), PASS);
    }

    @Test
    void aBindingDoesNotReplaceTheSelectors() {
        assertFail(
                judge(ITEM, with(bound(binding("main", YES)), "{podMonitorNamespaceSelector: {}}")),
                Reason.MonitorNotSelected,
                "Prometheus main: it has no podMonitorSelector, so it selects no PodMonitor; set it");
    }

    @Test
    void withoutANamedPrometheusOneThatAcceptsIsEnough() {
        assertPass(judge(ANYONE, with(MONITOR, "{}")), PASS);
        assertPass(judge(ANYONE, with(bound(binding("other", NO), binding("main", YES)), "{}")), PASS);
        assertFail(judge(ANYONE, with(bound(binding("main", NO)), "{}")), Reason.MonitorNotSelected, REFUSED);
        assertUnknown(judge(ANYONE, with(bound(binding("main", OLD)), "{}")), Reason.StatusOutdated, OUTDATED);
        assertFail(
                judge(ANYONE, with(bound(binding("other", OLD), binding("main", NO)), "{}")),
                Reason.MonitorNotSelected,
                REFUSED);
    }

    @Test
    void aScrapeClassThatThePrometheusDoesNotHaveRejectsTheMonitor() {
        String monitor = MONITOR.replace("{selector: {}", "{scrapeClass: tls, selector: {}");
        assertFail(
                judge(ITEM, with(monitor, ALL.replace("{pod", "{scrapeClasses: [{name: other}], pod"))),
                Reason.MonitorNotSelected,
                "Prometheus main: it has no scrape class tls, which PodMonitor scoring asks for; add it, or take it out");
        assertPass(
                judge(ITEM, with(monitor, ALL.replace("{pod", "{scrapeClasses: [{name: other}, {name: tls}], pod"))),
                PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearerTokenFile: /run/token",
                "tlsConfig: {caFile: /ca}",
                "tlsConfig: {certFile: /cert}",
                "tlsConfig: {keyFile: /key}",
            })
    void aMonitorThatReadsFilesIsSkippedWhereThatIsDenied(String file) {
        String item = "agent: {serviceMonitor: {name: scoring, selectedBy: {namespace: monitoring, name: main}}}";
        String all =
                "{serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, arbitraryFSAccessThroughSMs: {deny: %s}}";
        String monitor = MONITOR.replace(
                "podMetricsEndpoints: [{port: http}]", "endpoints: [{targetPort: http, %s}]".formatted(file));
        String service = "metadata: {name: s, namespace: ml}\nspec: {selector: {app: ml-scoring}, ports: [{port: 80}]}";
        assertFail(
                judge(
                        item,
                        with(MONITOR, all.formatted("true"))
                                .with(ResourceKind.SERVICE_MONITOR, monitor)
                                .with(ResourceKind.SERVICE, service)),
                Reason.MonitorNotSelected,
                "Prometheus main: it skips ServiceMonitor scoring, which reads files (arbitraryFSAccessThroughSMs); refer"
                        + " to Secrets instead");
        assertPass(
                judge(
                        item,
                        with(MONITOR, all.formatted("false"))
                                .with(ResourceKind.SERVICE_MONITOR, monitor)
                                .with(ResourceKind.SERVICE, service)),
                "ServiceMonitor scoring: as expected");
    }

    @Test
    void aPrometheusMayIgnoreTheNamespacesOfAMonitor() {
        String elsewhere = MONITOR.replace("{selector: {}", "{namespaceSelector: {matchNames: [other]}, selector: {}");
        assertFail(
                judge(ITEM, with(elsewhere, ALL)),
                Reason.MonitorSelectsNothing,
                "PodMonitor scoring: its namespaceSelector leaves out ml; add it to matchNames");
        assertPass(judge(ITEM, with(elsewhere, ALL.replace("{pod", "{ignoreNamespaceSelectors: true, pod"))), PASS);
        assertFail(
                judge(ANYONE, with(elsewhere, ALL.replace("{pod", "{ignoreNamespaceSelectors: true, pod"))),
                Reason.MonitorSelectsNothing,
                "PodMonitor scoring: its namespaceSelector leaves out ml; add it to matchNames");
    }
}
