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

class LoadBalancerRefusalsTest {
    private static final String SERVICE_RULE = "a Service rule has port and targetPort";
    private static final String GATEWAY_RULE = "a Gateway rule has port and host";
    private static final String ROUTE_RULE = "an Ingress or HTTPRoute rule has host, path and backend";
    private static final String ONE_OF = "exactly one of service, ingress, gateway, httpRoute must be set";
    private static final String PORT = "must be a number from 1 to 65535 or the name of a port";

    private static List<String> refusals(String params) {
        Refusals refusals = new Refusals("loadBalancer");
        new LoadBalancerCheck().refuse(LoadBalancerWorld.params(params), refusals);
        return refusals.all().stream().map(Refusals.Refusal::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{identifier: {service: {name: s}}, rules: [{port: 1}, {port: 65535, targetPort: 65535}]}",
                "{identifier: {service: {name: s}}, rules: [{port: 443, targetPort: https}], minEndpoints: 0}",
                "{identifier: {ingress: {name: public.v2}}, rules: [{backend: {service: s}}], minEndpoints: 1000}",
                "{identifier: {ingress: {name: public}}, rules: [{host: '*.example.com', path: /, backend: {service: s, port: 80}}]}",
                "{identifier: {ingress: {name: public}}, rules: [{path: '/re(/|$)(.*)', backend: {service: s, port: http-2}}]}",
                "{identifier: {gateway: {name: edge}}}",
                "{identifier: {gateway: {name: edge}}, rules: [{port: 443, host: ml.example.com}, {port: 80}]}",
                "{identifier: {httpRoute: {name: public}}, rules: [{host: ml.example.com, backend: {service: s, port: 80}}]}",
            })
    void whatTheContractAllowsIsNotRefused(String params) {
        assertThat(refusals(params)).isEmpty();
    }

    static Stream<Arguments> refused() {
        String service = "{identifier: {service: {name: s}}, rules: [%s]}";
        String ingress = "{identifier: {ingress: {name: i}}, rules: [%s]}";
        String route = "{identifier: {httpRoute: {name: r}}, rules: [%s]}";
        String gateway = "{identifier: {gateway: {name: g}}, rules: [%s]}";
        String host = "must be a host name, or one that starts with *.";
        String path = "must start with / and have no white space or control characters";
        return Stream.of(
                Arguments.of("{identifier: {}, rules: [{port: 1}]}", List.of("loadBalancer.identifier: " + ONE_OF)),
                Arguments.of("{rules: [{port: 1}]}", List.of("loadBalancer.identifier: " + ONE_OF)),
                Arguments.of(
                        "{identifier: {service: {name: s}, gateway: {name: g}}, rules: [{port: 1}]}",
                        List.of("loadBalancer.identifier: " + ONE_OF)),
                Arguments.of(
                        "{identifier: {service: {name: s}}}",
                        List.of("loadBalancer.rules: rules must be given, except for a gateway")),
                Arguments.of(
                        "{identifier: {httpRoute: {name: r}}, rules: []}",
                        List.of("loadBalancer.rules: rules must be given, except for a gateway")),
                Arguments.of(
                        "{identifier: {service: {}}, rules: [{port: 1}]}",
                        List.of("loadBalancer.identifier.service.name: must be the name of an object")),
                Arguments.of(
                        "{identifier: {ingress: {name: Public}}, rules: [{backend: {service: s}}]}",
                        List.of("loadBalancer.identifier.ingress.name: must be the name of an object")),
                Arguments.of(
                        "{identifier: {gateway: {name: a/b}}}",
                        List.of("loadBalancer.identifier.gateway.name: must be the name of an object")),
                Arguments.of(
                        "{identifier: {httpRoute: {name: " + "r".repeat(254) + "}}, rules: [{backend: {service: s}}]}",
                        List.of("loadBalancer.identifier.httpRoute.name: must be the name of an object")),
                Arguments.of(
                        service.formatted("{targetPort: http}"), List.of("loadBalancer.rules[0]: " + SERVICE_RULE)),
                Arguments.of(
                        service.formatted("{port: 1}, {port: 2, host: a.example.com}"),
                        List.of("loadBalancer.rules[1]: " + SERVICE_RULE)),
                Arguments.of(
                        service.formatted("{port: 1, path: /}"), List.of("loadBalancer.rules[0]: " + SERVICE_RULE)),
                Arguments.of(
                        service.formatted("{port: 1, backend: {service: s}}"),
                        List.of("loadBalancer.rules[0]: " + SERVICE_RULE)),
                Arguments.of(
                        gateway.formatted("{host: a.example.com}"), List.of("loadBalancer.rules[0]: " + GATEWAY_RULE)),
                Arguments.of(
                        gateway.formatted("{port: 1, path: /}"), List.of("loadBalancer.rules[0]: " + GATEWAY_RULE)),
                Arguments.of(
                        gateway.formatted("{port: 1, targetPort: 1}"),
                        List.of("loadBalancer.rules[0]: " + GATEWAY_RULE)),
                Arguments.of(
                        gateway.formatted("{port: 1, backend: {service: s}}"),
                        List.of("loadBalancer.rules[0]: " + GATEWAY_RULE)),
                Arguments.of(
                        ingress.formatted("{host: a.example.com}"), List.of("loadBalancer.rules[0]: " + ROUTE_RULE)),
                Arguments.of(
                        ingress.formatted("{port: 1, backend: {service: s}}"),
                        List.of("loadBalancer.rules[0]: " + ROUTE_RULE)),
                Arguments.of(
                        route.formatted("{targetPort: 1, backend: {service: s}}"),
                        List.of("loadBalancer.rules[0]: " + ROUTE_RULE)),
                Arguments.of(
                        ingress.formatted("{path: v1, backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].path: " + path)),
                Arguments.of(
                        ingress.formatted("{path: '/a b', backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].path: " + path)),
                Arguments.of(
                        ingress.formatted("{path: \"/a\\r\\nHost: b\", backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].path: " + path)),
                Arguments.of(
                        ingress.formatted("{path: /" + "p".repeat(1024) + ", backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].path: " + path)),
                Arguments.of(
                        ingress.formatted("{host: 'a b', backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].host: " + host)),
                Arguments.of(
                        ingress.formatted("{host: 'a.*.com', backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].host: " + host)),
                Arguments.of(
                        ingress.formatted("{host: '', backend: {service: s}}"),
                        List.of("loadBalancer.rules[0].host: " + host)),
                Arguments.of(
                        gateway.formatted("{port: 1, host: " + "h".repeat(254) + "}"),
                        List.of("loadBalancer.rules[0].host: " + host)),
                Arguments.of(
                        service.formatted("{port: 0}"), List.of("loadBalancer.rules[0].port: must be from 1 to 65535")),
                Arguments.of(
                        service.formatted("{port: 65536}"),
                        List.of("loadBalancer.rules[0].port: must be from 1 to 65535")),
                Arguments.of(
                        service.formatted("{port: 1, targetPort: 0}"),
                        List.of("loadBalancer.rules[0].targetPort: " + PORT)),
                Arguments.of(
                        service.formatted("{port: 1, targetPort: 65536}"),
                        List.of("loadBalancer.rules[0].targetPort: " + PORT)),
                Arguments.of(
                        service.formatted("{port: 1, targetPort: '8080'}"),
                        List.of("loadBalancer.rules[0].targetPort: " + PORT)),
                Arguments.of(
                        service.formatted("{port: 1, targetPort: ''}"),
                        List.of("loadBalancer.rules[0].targetPort: " + PORT)),
                Arguments.of(
                        service.formatted("{port: 1, targetPort: \"a\\u202eb\"}"),
                        List.of("loadBalancer.rules[0].targetPort: " + PORT)),
                Arguments.of(
                        ingress.formatted("{backend: {service: s, port: Http}}"),
                        List.of("loadBalancer.rules[0].backend.port: " + PORT)),
                Arguments.of(
                        ingress.formatted("{backend: {service: s, port: " + "p".repeat(64) + "}}"),
                        List.of("loadBalancer.rules[0].backend.port: " + PORT)),
                Arguments.of(
                        ingress.formatted("{backend: {}}"),
                        List.of("loadBalancer.rules[0].backend.service: must be the name of a Service")),
                Arguments.of(
                        ingress.formatted("{backend: {service: " + "s".repeat(64) + "}}"),
                        List.of("loadBalancer.rules[0].backend.service: must be the name of a Service")),
                Arguments.of(
                        ingress.formatted("{backend: {service: a.b}}"),
                        List.of("loadBalancer.rules[0].backend.service: must be the name of a Service")),
                Arguments.of(
                        "{identifier: {gateway: {name: g}}, minEndpoints: -1}",
                        List.of("loadBalancer.minEndpoints: must be from 0 to 1000")),
                Arguments.of(
                        "{identifier: {gateway: {name: g}}, minEndpoints: 1001}",
                        List.of("loadBalancer.minEndpoints: must be from 0 to 1000")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTheContractForbidsIsRefusedWithItsPath(String params, List<String> expected) {
        assertThat(refusals(params)).containsExactlyElementsOf(expected);
    }

    @Test
    void moreThanTwentyRulesAreRefused() {
        String rules =
                IntStream.rangeClosed(1, 21).mapToObj("{port: %d}"::formatted).collect(Collectors.joining(", "));
        assertThat(refusals("{identifier: {service: {name: s}}, rules: [" + rules + "]}"))
                .containsExactly("loadBalancer.rules: 0 to 20 elements, saw 21");
    }

    @Test
    void itIsShownUnderIntegration() {
        assertThat(new LoadBalancerCheck().section()).isEqualTo(Section.Integration);
    }
}
