package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The complete example replaces a launch checklist on paper: no line of it is lost, and no item is there without one. */
class LaunchLinesTest {
    private static final JsonNode ITEMS = Manifests.in("deploy/examples/ml-scoring")
            .one("LaunchChecklist", "ml-scoring")
            .at("/spec/items");

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void lineIsMeasured(String line, String item, String where) {
        assertThat(item(item).at(where).isMissingNode())
                .as("%s: item %s says %s", line, item, where)
                .isFalse();
    }

    @Test
    void everyItemAnswersALine() {
        Set<String> answering = lines().map(line -> (String) line.get()[1]).collect(Collectors.toSet());
        assertThat(Manifests.elements(ITEMS).map(each -> each.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(answering);
    }

    /** What a person would have to do or know, the item that sees to it, and the field that asks for it. */
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("a diagram shows how requests and responses flow", "architecture-diagram", "/document"),
                Arguments.of("the results of the load test are there", "load-test", "/loadTest/report"),
                Arguments.of("the volume that is expected", "load-test", "/loadTest/minThroughput"),
                Arguments.of("first DNS name", "dns-names", "/dns/names/0"),
                Arguments.of("second DNS name", "dns-names", "/dns/names/1"),
                Arguments.of("both names can be reached safely", "certificate", "/tls/names/1"),
                Arguments.of("which load balancer", "load-balancer-rules", "/loadBalancer/identifier"),
                Arguments.of("first rule of the load balancer", "load-balancer-rules", "/loadBalancer/rules/0"),
                Arguments.of("second rule of the load balancer", "load-balancer-rules", "/loadBalancer/rules/1"),
                Arguments.of("the other APIs that it is made of", "configuration-api", "/http/url"),
                Arguments.of(
                        "a monitoring agent on the machine",
                        "agent-on-database-machine",
                        "/monitoringAgent/agent/exporter"),
                Arguments.of("a port in the firewall for that agent", "firewall-for-agent", "/tcp/targets/0"),
                Arguments.of("an agent where the pods run", "agent-on-nodes", "/monitoringAgent/agent/daemonSet"),
                Arguments.of("a dashboard, imported", "dashboard", "/dashboard/source/grafana"),
                Arguments.of("golden signal: latency", "golden-four", "/goldenSignals/latency/query"),
                Arguments.of("golden signal: traffic", "golden-four", "/goldenSignals/traffic/query"),
                Arguments.of("golden signal: errors", "golden-four", "/goldenSignals/errors/query"),
                Arguments.of("golden signal: saturation", "golden-four", "/goldenSignals/saturation/query"),
                Arguments.of(
                        "its own metrics are collected",
                        "custom-metrics-are-scraped",
                        "/monitoringAgent/agent/serviceMonitor"),
                Arguments.of("its own metrics have values", "custom-metrics-arrive", "/metrics/query"),
                Arguments.of("somebody is alerted", "alerts", "/alerts/receivers/0"),
                Arguments.of("no part is there only once: pods", "scoring-survives-a-node", "/resilience/minReplicas"),
                Arguments.of(
                        "a single API reaches the database",
                        "one-api-to-the-database",
                        "/dependency/target/deployment"),
                Arguments.of("a call is not retried", "call-without-retries", "/dependency/acceptedRisk"),
                Arguments.of("a call is retried", "call-with-retries", "/dependency/testedAt"),
                Arguments.of("one database for the canary, too", "one-database", "/dependency/acceptedRisk"),
                Arguments.of("a script runs before the installation", "init-script", "/job/workload/job"),
                Arguments.of("the reports have their job, started by hand", "report-job", "/job/workload/cronJob"),
                Arguments.of("what people do is written down", "beta-groups-told", "/manual/steps/0"),
                Arguments.of("the one on call has a playbook", "playbook", "/document"),
                Arguments.of("the connection string is under control", "connection-string", "/config/settings/0"),
                Arguments.of("few users meet a version first", "canary", "/canary/maxFirstStep"),
                Arguments.of("way back, first step", "rollback", "/rollback/steps/0"),
                Arguments.of("way back, second step", "rollback", "/rollback/steps/1"),
                Arguments.of("way back, third step", "rollback", "/rollback/steps/2"));
    }

    private static JsonNode item(String name) {
        return Manifests.elements(ITEMS)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no item " + name));
    }
}
