package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.LoadBalancerParams;
import dev.launchgate.api.v1alpha1.MonitoringAgentParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas of other kinds change, and unknown fields are kept: whatever stands where the checks look, they answer. */
class OddObjectsTest {
    private static final List<String> ODD =
            List.of("null", "true", "-1", "99999999999", "\"\\u202e\\n\"", "[]", "[[]]", "{}", "{\"a\": 1}");

    private static final String CONDITIONS = """
            [{type: Accepted, status: 'True', reason: A, observedGeneration: 1}, {type: Programmed, status: 'True', reason: P, observedGeneration: 1}, {type: ResolvedRefs, status: 'True', reason: R, observedGeneration: 1}]""";

    private static final String CANDIDATE = tree(LoadBalancerWorld.CANDIDATE).toString();

    /** Objects are kept as JSON, which reads faster. */
    private record Case(CheckParams params, Map<ResourceKind, String> objects) {
        Case {
            Map<ResourceKind, String> json = new LinkedHashMap<>();
            objects.forEach((kind, yaml) -> json.put(kind, tree(yaml).toString()));
            objects = json;
        }
    }

    private static Case loadBalancer(String params, Map<ResourceKind, String> objects) {
        return new Case(Serialization.unmarshal("---\n" + params, LoadBalancerParams.class), objects);
    }

    private static Case agent(String params, Map<ResourceKind, String> objects) {
        return new Case(Serialization.unmarshal("---\n" + params, MonitoringAgentParams.class), objects);
    }

    static Stream<Arguments> cases() {
        String gateway = """
                metadata: {name: edge, namespace: ml, generation: 1}
                spec: {gatewayClassName: cloud, listeners: [{name: http, port: 80, protocol: HTTP, hostname: '*.example.com'}]}
                status:
                  addresses: [{value: 203.0.113.9}]
                  conditions: %1$s
                  listeners: [{name: http, conditions: %1$s}]
                """.formatted(CONDITIONS);
        String gatewayClass = "metadata: {name: cloud, generation: 1}\nstatus: {conditions: %s}".formatted(CONDITIONS);
        String route = """
                metadata: {name: r, namespace: ml, generation: 1}
                spec:
                  hostnames: [ml.example.com]
                  parentRefs: [{name: edge, sectionName: http}]
                  rules: [{matches: [{path: {type: PathPrefix, value: /}}], backendRefs: [{name: ml-scoring, port: 80}]}]
                status: {parents: [{parentRef: {name: edge, sectionName: http}, conditions: %s}]}
                """.formatted(CONDITIONS);
        String ingress = """
                metadata: {name: i, namespace: ml}
                spec:
                  ingressClassName: nginx
                  defaultBackend: {service: {name: other, port: {number: 1}}}
                  rules: [{host: ml.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ml-scoring, port: {name: http}}}}]}}]
                status: {loadBalancer: {ingress: [{ip: 203.0.113.9, ports: [{port: 1}]}]}}
                """;
        String daemonSet = """
                metadata: {name: d, namespace: ml, uid: ds-1, generation: 1}
                spec: {selector: {matchLabels: {app: ml-scoring}}}
                status: {observedGeneration: 1, desiredNumberScheduled: 1, numberReady: 1}
                """;
        String pod = """
                metadata: {name: p, namespace: ml, labels: {app: ml-scoring}, ownerReferences: [{uid: ds-1, controller: true}]}
                spec: {nodeName: n}
                status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}
                """;
        String node = "metadata: {name: n}\nspec: {unschedulable: false, taints: [{key: a, effect: PreferNoSchedule}]}";
        String monitor = """
                metadata: {name: m, namespace: ml, generation: 1, labels: {a: b}}
                spec: {selector: {matchLabels: {}, matchExpressions: [{key: x, operator: DoesNotExist}]}, namespaceSelector: {matchNames: [ml]}, endpoints: [{port: http}, {targetPort: https}], podMetricsEndpoints: [{port: http}, {portNumber: 8443}]}
                status: {bindings: [{group: monitoring.coreos.com, resource: prometheuses, name: main, namespace: ml, conditions: %s}]}
                """.formatted(CONDITIONS);
        String prometheus = """
                metadata: {name: main, namespace: ml}
                spec: {podMonitorSelector: {matchLabels: {a: b}}, podMonitorNamespaceSelector: {}, serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {matchExpressions: [{key: a, operator: NotIn, values: [b]}]}}
                """;
        Map<ResourceKind, String> serving = Map.of(
                ResourceKind.SERVICE, LoadBalancerWorld.SERVICE, ResourceKind.ENDPOINT_SLICE, LoadBalancerWorld.SLICE);
        return Stream.of(
                        loadBalancer("{identifier: {service: {name: ml-scoring}}, rules: [{port: 80}]}", serving),
                        loadBalancer(
                                "{identifier: {ingress: {name: i}}, rules: [{host: ml.example.com, backend: {service: ml-scoring, port: 80}}]}",
                                plus(
                                        serving,
                                        ResourceKind.INGRESS,
                                        ingress,
                                        ResourceKind.INGRESS_CLASS,
                                        "metadata: {name: nginx}")),
                        loadBalancer(
                                "{identifier: {gateway: {name: edge}}, rules: [{port: 80, host: ml.example.com}]}",
                                plus(
                                        Map.of(),
                                        ResourceKind.GATEWAY,
                                        gateway,
                                        ResourceKind.GATEWAY_CLASS,
                                        gatewayClass)),
                        loadBalancer(
                                "{identifier: {httpRoute: {name: r}}, rules: [{host: ml.example.com, backend: {service: ml-scoring}}]}",
                                plus(
                                        plus(
                                                serving,
                                                ResourceKind.GATEWAY,
                                                gateway,
                                                ResourceKind.GATEWAY_CLASS,
                                                gatewayClass),
                                        ResourceKind.HTTP_ROUTE,
                                        route)),
                        agent(
                                "{agent: {daemonSet: {name: d}}, nodes: Eligible}",
                                plus(
                                        plus(Map.of(), ResourceKind.DAEMON_SET, daemonSet, ResourceKind.POD, pod),
                                        ResourceKind.NODE,
                                        node)),
                        agent(
                                "{agent: {serviceMonitor: {name: m, selectedBy: {name: main}}}}",
                                plus(
                                        plus(
                                                serving,
                                                ResourceKind.SERVICE_MONITOR,
                                                monitor,
                                                ResourceKind.PROMETHEUS,
                                                prometheus),
                                        ResourceKind.NAMESPACE,
                                        "metadata: {name: ml, labels: {a: c}}")),
                        agent(
                                "{agent: {podMonitor: {name: m, selectedBy: {name: main}}}}",
                                plus(Map.of(), ResourceKind.POD_MONITOR, monitor, ResourceKind.PROMETHEUS, prometheus)))
                .map(Arguments::of);
    }

    private static Map<ResourceKind, String> plus(Map<ResourceKind, String> objects, Object... more) {
        Map<ResourceKind, String> all = new LinkedHashMap<>(objects);
        for (int i = 0; i < more.length; i += 2) {
            all.put((ResourceKind) more[i], (String) more[i + 1]);
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whateverStandsThereIsAnswered(Case one) {
        assertThat(judge(one, CANDIDATE, Map.of()).verdict()).isEqualTo(Verdict.Pass);
        one.objects().forEach((kind, yaml) -> {
            for (String odd : oddities(yaml)) {
                assertThatCode(() -> judge(one, CANDIDATE, Map.of(kind, odd)))
                        .as(odd)
                        .doesNotThrowAnyException();
            }
        });
        for (String odd : oddities(CANDIDATE)) {
            assertThatCode(() -> judge(one, odd, Map.of())).as(odd).doesNotThrowAnyException();
        }
    }

    private static Judgement judge(Case one, String candidate, Map<ResourceKind, String> instead) {
        FakeFacts facts = new FakeFacts().candidate(candidate);
        one.objects().forEach((kind, yaml) -> facts.with(kind, instead.getOrDefault(kind, yaml)));
        return switch (one.params()) {
            case LoadBalancerParams params -> new LoadBalancerCheck().judge(params, facts);
            case MonitoringAgentParams params -> new MonitoringAgentCheck().judge(params, facts);
            default -> throw new IllegalStateException();
        };
    }

    /** The object with each of its nodes replaced by each odd value, metadata left alone: the API server wrote that. */
    static List<String> oddities(String yaml) {
        List<String> all = new ArrayList<>();
        for (JsonPointer pointer : pointers(tree(yaml), JsonPointer.empty())) {
            if (!pointer.toString().startsWith("/metadata")) {
                ODD.forEach(
                        odd -> all.add(replaced(tree(yaml), pointer, tree(odd)).toString()));
            }
        }
        return all;
    }

    private static List<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        List<JsonPointer> all = new ArrayList<>();
        if (!at.matches()) {
            all.add(at);
        }
        node.properties()
                .forEach(member -> all.addAll(pointers(member.getValue(), at.appendProperty(member.getKey()))));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            all.addAll(pointers(node.get(i), at.appendIndex(i)));
        }
        return all;
    }

    private static JsonNode replaced(JsonNode root, JsonPointer at, JsonNode value) {
        JsonNode parent = root.at(at.head());
        if (parent instanceof ArrayNode array) {
            array.set(at.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
        }
        return root;
    }

    static JsonNode tree(String yaml) {
        return Serialization.unmarshal(yaml.startsWith("{") ? yaml : "---\n" + yaml, JsonNode.class);
    }
}
