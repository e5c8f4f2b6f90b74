package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Section;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringAgentRefusalsTest {
    private static final String ONE_OF =
            "exactly one of daemonSet, sidecar, exporter, serviceMonitor, podMonitor must be set";

    private static List<String> refusals(String params) {
        Refusals refusals = new Refusals("monitoringAgent");
        new MonitoringAgentCheck().refuse(MonitoringAgentWorld.params(params), refusals);
        return refusals.all().stream().map(Refusals.Refusal::toString).toList();
    }

    private static String exporter(String members) {
        return "{agent: {exporter: {" + members + "}}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{agent: {daemonSet: {namespace: monitoring, name: node-exporter}}, nodes: Eligible, coverage: '100%'}",
                "{agent: {daemonSet: {name: node.exporter}}, coverage: 1%}",
                "{agent: {daemonSet: {name: d}}, coverage: '99.999%'}",
                "{agent: {sidecar: {container: otel-agent}}}",
                "{agent: {sidecar: {container: otel-agent, injectAnnotation: sidecar.opentelemetry.io/inject}}}",
                "{agent: {exporter: {targets: ['vm-1.example.com:9100', '198.51.100.7:1', '[2001:db8::1]:65535'], metric: up}}}",
                "{agent: {exporter: {targets: ['vm:9100'], path: '/m?collect[]=cpu', metric: 'a:b_c1'}}}",
                "{agent: {serviceMonitor: {name: scoring, selectedBy: {namespace: monitoring, name: main}}}}",
                "{agent: {podMonitor: {name: scoring}}}",
            })
    void whatTheContractAllowsIsNotRefused(String params) {
        assertThat(refusals(params)).isEmpty();
    }

    static Stream<Arguments> refused() {
        String share = "monitoringAgent.coverage: must be a percentage from 1% to 100%";
        String target = "monitoringAgent.agent.exporter.targets[0]: host:port or [v6]:port with a port from 1 to"
                + " 65535; no port range, no CIDR";
        String metric = "monitoringAgent.agent.exporter.metric: must be the name of a metric";
        String path =
                "monitoringAgent.agent.exporter.path: must start with / and have no white space, control characters or #";
        return Stream.of(
                Arguments.of("{agent: {}}", List.of("monitoringAgent.agent: " + ONE_OF)),
                Arguments.of("{coverage: null}", List.of("monitoringAgent.agent: " + ONE_OF)),
                Arguments.of(
                        "{agent: {sidecar: {container: a}, podMonitor: {name: b}}}",
                        List.of("monitoringAgent.agent: " + ONE_OF)),
                Arguments.of(
                        "{agent: {sidecar: {container: a}}, nodes: Used}",
                        List.of("monitoringAgent.nodes: only for daemonSet")),
                Arguments.of(
                        "{agent: {podMonitor: {name: a}}, coverage: '50%'}",
                        List.of("monitoringAgent.coverage: only for daemonSet")),
                Arguments.of("{agent: {daemonSet: {name: d}}, coverage: '0%'}", List.of(share)),
                Arguments.of("{agent: {daemonSet: {name: d}}, coverage: '0.5%'}", List.of(share)),
                Arguments.of("{agent: {daemonSet: {name: d}}, coverage: '101%'}", List.of(share)),
                Arguments.of("{agent: {daemonSet: {name: d}}, coverage: '50'}", List.of(share)),
                Arguments.of("{agent: {daemonSet: {name: d}}, coverage: '-1%'}", List.of(share)),
                Arguments.of("{agent: {daemonSet: {name: d}}, coverage: ''}", List.of(share)),
                Arguments.of(
                        "{agent: {daemonSet: {}}}",
                        List.of("monitoringAgent.agent.daemonSet.name: must be the name of an object")),
                Arguments.of(
                        "{agent: {daemonSet: {namespace: a.b, name: d}}}",
                        List.of("monitoringAgent.agent.daemonSet.namespace: must be the name of a namespace")),
                Arguments.of(
                        "{agent: {sidecar: {container: Otel}}}",
                        List.of("monitoringAgent.agent.sidecar.container: must be the name of a container")),
                Arguments.of(
                        "{agent: {sidecar: {container: a, injectAnnotation: 'a b'}}}",
                        List.of("monitoringAgent.agent.sidecar.injectAnnotation: must be the key of an annotation")),
                Arguments.of(
                        "{agent: {daemonSet: {namespace: " + "n".repeat(64) + ", name: d}}}",
                        List.of("monitoringAgent.agent.daemonSet.namespace: must be the name of a namespace")),
                Arguments.of(
                        "{agent: {daemonSet: {name: " + "d".repeat(254) + "}}}",
                        List.of("monitoringAgent.agent.daemonSet.name: must be the name of an object")),
                Arguments.of(
                        "{agent: {sidecar: {container: " + "c".repeat(64) + "}}}",
                        List.of("monitoringAgent.agent.sidecar.container: must be the name of a container")),
                Arguments.of(
                        "{agent: {sidecar: {container: a, injectAnnotation: " + "k".repeat(317) + "}}}",
                        List.of("monitoringAgent.agent.sidecar.injectAnnotation: must be the key of an annotation")),
                Arguments.of(
                        exporter("targets: ['vm:9100'], path: /" + "p".repeat(1024) + ", metric: up"), List.of(path)),
                Arguments.of(
                        exporter("metric: up"),
                        List.of("monitoringAgent.agent.exporter.targets: 1 to 20 elements, saw 0")),
                Arguments.of(exporter("targets: ['vm'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['vm:0'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['vm:65536'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['vm:9100-9200'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['10.0.0.0/8:9100'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['2001:db8::1:9100'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['user@vm:9100'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: [\"vm\\r\\n:9100\"], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['" + "v".repeat(258) + ":9100'], metric: up"), List.of(target)),
                Arguments.of(exporter("targets: ['vm:9100']"), List.of(metric)),
                Arguments.of(exporter("targets: ['vm:9100'], metric: 'up{}'"), List.of(metric)),
                Arguments.of(exporter("targets: ['vm:9100'], metric: '.*'"), List.of(metric)),
                Arguments.of(exporter("targets: ['vm:9100'], metric: " + "m".repeat(201)), List.of(metric)),
                Arguments.of(exporter("targets: ['vm:9100'], path: metrics, metric: up"), List.of(path)),
                Arguments.of(exporter("targets: ['vm:9100'], path: '/a#b', metric: up"), List.of(path)),
                Arguments.of(exporter("targets: ['vm:9100'], path: \"/a\\r\\nHost: b\", metric: up"), List.of(path)),
                Arguments.of(
                        "{agent: {serviceMonitor: {}}}",
                        List.of("monitoringAgent.agent.serviceMonitor.name: must be the name of an object")),
                Arguments.of(
                        "{agent: {podMonitor: {name: a, selectedBy: {namespace: A, name: B}}}}",
                        List.of(
                                "monitoringAgent.agent.podMonitor.selectedBy.namespace: must be the name of a namespace",
                                "monitoringAgent.agent.podMonitor.selectedBy.name: must be the name of an object")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTheContractForbidsIsRefusedWithItsPath(String params, List<String> expected) {
        assertThat(refusals(params)).containsExactlyElementsOf(expected);
    }

    @Test
    void moreThanTwentyExportersAreRefused() {
        String targets =
                IntStream.range(0, 21).mapToObj("'vm-%d:9100'"::formatted).collect(Collectors.joining(", "));
        assertThat(refusals(exporter("targets: [" + targets + "], metric: up")))
                .containsExactly("monitoringAgent.agent.exporter.targets: 1 to 20 elements, saw 21");
    }

    @Test
    void itIsShownUnderMonitoring() {
        assertThat(new MonitoringAgentCheck().section()).isEqualTo(Section.Monitoring);
    }
}
