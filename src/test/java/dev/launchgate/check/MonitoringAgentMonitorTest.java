package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.MonitoringAgentWorld.TEMPLATE;
import static dev.launchgate.check.MonitoringAgentWorld.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringAgentMonitorTest {
    private static final String SERVICE_ITEM = "agent: {serviceMonitor: {name: scoring}}";
    private static final String POD_ITEM = "agent: {podMonitor: {name: scoring}}";

    private static final String SERVICE = """
            metadata: {name: ml-scoring, namespace: ml, labels: {app: ml-scoring, team: ml}}
            spec:
              selector: {app: ml-scoring}
              ports: [{name: web, port: 80, protocol: TCP, targetPort: http}]
            """;

    private static String monitor(String spec) {
        return "metadata: {name: scoring, namespace: ml, generation: 2, labels: {team: ml}}\nspec: " + spec + "\n";
    }

    private static FakeFacts services(String spec, String... services) {
        FakeFacts facts = new FakeFacts().candidate(TEMPLATE).with(ResourceKind.SERVICE_MONITOR, monitor(spec));
        for (String service : services) {
            facts.with(ResourceKind.SERVICE, service);
        }
        return facts;
    }

    private static FakeFacts pods(String spec) {
        return new FakeFacts().candidate(TEMPLATE).with(ResourceKind.POD_MONITOR, monitor(spec));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{selector: {matchLabels: {app: ml-scoring}}, endpoints: [{port: web}]}",
                "{selector: {}, endpoints: [{port: web}]}",
                "{selector: {matchExpressions: [{key: team, operator: In, values: [ml]}]}, endpoints: [{port: web}]}",
                "{selector: {}, namespaceSelector: {any: true, matchNames: [other]}, endpoints: [{port: web}]}",
                "{selector: {}, namespaceSelector: {matchNames: [other, ml]}, endpoints: [{port: web}]}",
                "{selector: {}, namespaceSelector: {}, endpoints: [{port: web}]}",
                "{selector: {}, endpoints: [{targetPort: http}, {targetPort: 8080}, {}]}",
            })
    void aServiceMonitorThatFindsTheCandidatePasses(String spec) {
        assertPass(judge(SERVICE_ITEM, services(spec, SERVICE)), "ServiceMonitor scoring: as expected");
        assertPass(judge(SERVICE_ITEM, services(spec, SERVICE).asFirstLaunch()), "ServiceMonitor scoring: as expected");
    }

    @Test
    void aSelectorThatMatchesNoServiceSelectsNothing() {
        assertFail(
                judge(
                        SERVICE_ITEM,
                        services("{selector: {matchLabels: {app: scoring}}, endpoints: [{port: web}]}", SERVICE)),
                Reason.MonitorSelectsNothing,
                "ServiceMonitor scoring: selector app=scoring matches no Service with the candidate's pods");
        assertFail(
                judge(
                        SERVICE_ITEM,
                        services(
                                "{selector: {matchExpressions: [{key: team, operator: NotIn, values: [ml]}]}, endpoints: [{port: web}]}",
                                SERVICE)),
                Reason.MonitorSelectsNothing,
                "ServiceMonitor scoring: selector team notin (ml) matches no Service with the candidate's pods");
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector: {app: other}", "selector: {}", "type: ExternalName"})
    void aServiceWithOtherPodsIsNotTheCandidates(String selector) {
        assertFail(
                judge(
                        SERVICE_ITEM,
                        services(
                                "{selector: {}, endpoints: [{port: web}]}",
                                SERVICE.replace("selector: {app: ml-scoring}", selector))),
                Reason.MonitorSelectsNothing,
                "ServiceMonitor scoring: selector {} matches no Service with the candidate's pods");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE", "POD"})
    void aNamespaceThatItLeavesOutSelectsNothing(String kind) {
        String other = "namespaceSelector: {matchNames: [other]}";
        Judgement judgement = kind.equals("SERVICE")
                ? judge(
                        SERVICE_ITEM,
                        services("{selector: {}, %s, endpoints: [{port: web}]}".formatted(other), SERVICE))
                : judge(POD_ITEM, pods("{selector: {}, %s, podMetricsEndpoints: [{port: http}]}".formatted(other)));
        assertFail(
                judgement,
                Reason.MonitorSelectsNothing,
                "%s scoring: its namespaceSelector leaves out ml; add it to matchNames"
                        .formatted(kind.equals("SERVICE") ? "ServiceMonitor" : "PodMonitor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "'80'", "metrics"})
    void aPortThatNoServiceNamesIsMissing(String port) {
        assertFail(
                judge(SERVICE_ITEM, services("{selector: {}, endpoints: [{port: %s}]}".formatted(port), SERVICE)),
                Reason.MonitorPortMissing,
                "ServiceMonitor scoring: expected a port named %s that leads to the candidate, saw Service ml-scoring"
                                .formatted(port.replace("'", ""))
                        + " with web (80); name the port, or correct the endpoint");
    }

    @Test
    void aPortThatLeadsNowhereIsMissing() {
        assertThat(judge(
                                SERVICE_ITEM,
                                services(
                                        "{selector: {}, endpoints: [{port: web}]}",
                                        SERVICE.replace("targetPort: http", "targetPort: metrics")))
                        .reason())
                .isEqualTo(Reason.MonitorPortMissing);
    }

    @Test
    void everyEndpointNeedsItsPortOnOneOfTheServices() {
        String second = SERVICE.replace("name: ml-scoring, namespace", "name: ml-admin, namespace")
                .replace("name: web, port: 80", "name: admin, port: 81");
        assertPass(
                judge(
                        SERVICE_ITEM,
                        services("{selector: {}, endpoints: [{port: web}, {port: admin}]}", SERVICE, second)),
                "ServiceMonitor scoring: as expected");
        assertFail(
                judge(
                        SERVICE_ITEM,
                        services("{selector: {}, endpoints: [{port: web}, {port: gone}]}", second, SERVICE)),
                Reason.MonitorPortMissing,
                "ServiceMonitor scoring: expected a port named gone that leads to the candidate, saw Service ml-admin"
                        + " with admin (81); Service ml-scoring with web (80); name the port, or correct the endpoint");
    }

    @ParameterizedTest
    @CsvSource({"metrics, metrics", "9090, 9090", "99999999999, 0"})
    void aTargetPortThatTheCandidateDoesNotDeclareIsMissing(String port, String shown) {
        String message =
                "expected container port %s on the candidate, saw http; declare the port, or correct the endpoint"
                        .formatted(shown);
        assertFail(
                judge(SERVICE_ITEM, services("{selector: {}, endpoints: [{targetPort: %s}]}".formatted(port), SERVICE)),
                Reason.MonitorPortMissing,
                "ServiceMonitor scoring: " + message);
        assertFail(
                judge(POD_ITEM, pods("{selector: {}, podMetricsEndpoints: [{targetPort: %s}]}".formatted(port))),
                Reason.MonitorPortMissing,
                "PodMonitor scoring: " + message);
    }

    @Test
    void aMonitorWithoutEndpointsScrapesNothing() {
        assertFail(
                judge(SERVICE_ITEM, services("{selector: {}, endpoints: []}", SERVICE)),
                Reason.MonitorPortMissing,
                "ServiceMonitor scoring: it lists no endpoint, so nothing is scraped; add one");
        assertFail(
                judge(POD_ITEM, pods("{selector: {}}")),
                Reason.MonitorPortMissing,
                "PodMonitor scoring: it lists no endpoint, so nothing is scraped; add one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{selector: {matchLabels: {app: ml-scoring}}, podMetricsEndpoints: [{port: http}]}",
                "{selector: {}, podMetricsEndpoints: [{portNumber: 8080}, {targetPort: http}, {targetPort: 8080}, {}]}",
                "{selector: {}, podMetricsEndpoints: [{port: http, portNumber: 1}]}", // the name comes first
            })
    void aPodMonitorThatFindsTheCandidatePasses(String spec) {
        assertPass(judge(POD_ITEM, pods(spec)), "PodMonitor scoring: as expected");
    }

    @Test
    void aPodMonitorOfOtherPodsSelectsNothing() {
        assertFail(
                judge(POD_ITEM, pods("{selector: {matchLabels: {app: scoring}}, podMetricsEndpoints: [{port: http}]}")),
                Reason.MonitorSelectsNothing,
                "PodMonitor scoring: selector app=scoring does not match the candidate, which has app=ml-scoring");
    }

    @ParameterizedTest
    @CsvSource({"port: web, web", "portNumber: 80, 80"})
    void aPodMonitorOfAnotherPortMissesIt(String endpoint, String shown) {
        assertFail(
                judge(POD_ITEM, pods("{selector: {}, podMetricsEndpoints: [{%s}]}".formatted(endpoint))),
                Reason.MonitorPortMissing,
                "PodMonitor scoring: expected container port %s on the candidate, saw http; declare the port, or correct"
                                .formatted(shown)
                        + " the endpoint");
    }

    @Test
    void thePrimaryOfACanaryIsFoundToo() {
        FakeFacts facts = services(
                        "{selector: {}, endpoints: [{port: web}]}",
                        SERVICE.replace("selector: {app: ml-scoring}", "selector: {app: ml-scoring-primary}"))
                .target(TargetKind.Canary, "ml-scoring");
        assertPass(judge(SERVICE_ITEM, facts), "ServiceMonitor scoring: as expected");
    }

    @Test
    void aMonitorThatIsNotThereIsMissing() {
        assertFail(
                judge(SERVICE_ITEM, new FakeFacts().candidate(TEMPLATE)),
                Reason.ObjectMissing,
                "ServiceMonitor scoring not found in ml; create it or correct the name");
    }

    @Test
    void anOperatorThatIsNotInstalledIsUnknown() {
        FakeFacts facts =
                new FakeFacts().obstacle(ResourceKind.POD_MONITOR, Obstacle.notInstalled(ResourceKind.POD_MONITOR));
        assertUnknown(
                judge(POD_ITEM, facts),
                Reason.KindNotInstalled,
                "PodMonitor.monitoring.coreos.com is not installed in this cluster");
    }

    @Test
    void servicesThatMayNotBeReadAreUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.SERVICE, "ml");
        assertUnknown(
                judge(
                        SERVICE_ITEM,
                        services("{selector: {}, endpoints: [{port: web}]}", SERVICE)
                                .obstacle(ResourceKind.SERVICE, obstacle)),
                Reason.Forbidden,
                obstacle.message());
    }

    @Test
    void withoutATargetItIsSaid() {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.POD_MONITOR, monitor("{selector: {}, podMetricsEndpoints: [{port: http}]}"));
        assertFail(
                judge(POD_ITEM, facts),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
    }
}
