package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.CANDIDATE;
import static dev.launchgate.check.LoadBalancerWorld.SERVICE;
import static dev.launchgate.check.LoadBalancerWorld.SLICE;
import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.LoadBalancerWorld.judge;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoadBalancerEndpointsTest {
    private static final String ITEM = """
            identifier: {service: {name: ml-scoring}}
            rules: [{port: 443}]
            minEndpoints: %d
            """;

    private static FakeFacts with(String... slices) {
        FakeFacts facts = new FakeFacts().candidate(CANDIDATE).with(ResourceKind.SERVICE, SERVICE);
        List.of(slices).forEach(slice -> facts.with(ResourceKind.ENDPOINT_SLICE, slice));
        return facts;
    }

    private static String slice(String name, String family, String ports, String... endpoints) {
        return """
                metadata: {name: %s, namespace: ml, labels: {kubernetes.io/service-name: ml-scoring}}
                addressType: %s
                ports: %s
                endpoints: [%s]
                """.formatted(name, family, ports, String.join(", ", endpoints));
    }

    private static String endpoint(String address, String conditions) {
        return "{addresses: ['%s'], conditions: {%s}}".formatted(address, conditions);
    }

    private static String https(String... endpoints) {
        return slice("a", "IPv4", "[{name: https, port: 8443}]", endpoints);
    }

    static Stream<Arguments> slices() {
        String ready = endpoint("10.0.0.4", "ready: true");
        return Stream.of(
                Arguments.of("no slice", List.of(), 0),
                Arguments.of("a slice without endpoints", List.of(https()), 0),
                Arguments.of("ready", List.of(https(ready)), 1),
                Arguments.of("not ready", List.of(https(endpoint("10.0.0.4", "ready: false"))), 0),
                Arguments.of("unset counts as ready", List.of(https(endpoint("10.0.0.4", ""))), 1),
                Arguments.of("no conditions at all", List.of(https("{addresses: [10.0.0.4]}")), 1),
                Arguments.of(
                        "terminating does not count",
                        List.of(https(endpoint("10.0.0.4", "ready: true, serving: true, terminating: true"))),
                        0),
                Arguments.of(
                        "terminating with ready unset", List.of(https(endpoint("10.0.0.4", "terminating: true"))), 0),
                Arguments.of(
                        "an address in two slices counts once",
                        List.of(
                                https(ready),
                                slice("b", "IPv4", "[{name: https, port: 8443}]", endpoint("10.0.0.4", ""))),
                        1),
                Arguments.of(
                        "two slices add up",
                        List.of(
                                https(ready),
                                slice("b", "IPv4", "[{name: https, port: 8443}]", endpoint("10.0.0.5", ""))),
                        2),
                Arguments.of(
                        "a pod of both families counts once",
                        List.of(
                                https(ready),
                                slice("b", "IPv6", "[{name: https, port: 8443}]", endpoint("2001:db8::4", ""))),
                        1),
                Arguments.of(
                        "a slice without the port does not count",
                        List.of(slice("a", "IPv4", "[{name: http, port: 8080}]", ready)),
                        0),
                Arguments.of("a slice without ports does not count", List.of(slice("a", "IPv4", "[]", ready)), 0),
                Arguments.of(
                        "the slice of another Service",
                        List.of(https(ready).replace("service-name: ml-scoring", "service-name: other")),
                        0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slices")
    void endpointsAreCounted(String name, List<String> slices, int ready) {
        FakeFacts facts = with(slices.toArray(String[]::new));
        assertFail(
                judge(ITEM.formatted(ready + 1), facts),
                Reason.EndpointsNotReady,
                "%d of %d endpoints ready behind ml-scoring".formatted(ready, ready + 1));
        assertPass(judge(ITEM.formatted(ready), facts), "Service ml-scoring: as expected");
    }

    @Test
    void thePortWithFewestEndpointsCounts() {
        String item = """
                identifier: {service: {name: ml-scoring}}
                rules: [{port: 443}, {port: 80}]
                minEndpoints: 2
                """;
        FakeFacts facts = with(
                slice("a", "IPv4", "[{name: https, port: 8443}, {name: http, port: 8080}]", "{addresses: [10.0.0.4]}"),
                slice("b", "IPv4", "[{name: https, port: 8443}]", "{addresses: [10.0.0.5]}"));
        assertFail(judge(item, facts), Reason.EndpointsNotReady, "1 of 2 endpoints ready behind ml-scoring");
    }

    @Test
    void aPortWithoutNameIsFound() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(
                        ResourceKind.SERVICE,
                        SERVICE.replaceAll("(?s)ports:.*targetPort: 8443}", "ports: [{port: 443, targetPort: 8443}]"))
                .with(
                        ResourceKind.ENDPOINT_SLICE,
                        slice("a", "IPv4", "[{name: '', port: 8443}]", "{addresses: [10.0.0.4]}"));
        assertPass(judge(ITEM.formatted(1), facts), "Service ml-scoring: as expected");
    }

    @Test
    void noneNeedsToBeReadyWhenNoneIsAsked() {
        Obstacle forbidden = Obstacle.forbidden(ResourceKind.ENDPOINT_SLICE, "ml");
        assertPass(
                judge(ITEM.formatted(0), with().obstacle(ResourceKind.ENDPOINT_SLICE, forbidden)),
                "Service ml-scoring: as expected");
    }

    @Test
    void slicesThatMayNotBeReadAreUnknown() {
        Obstacle forbidden = Obstacle.forbidden(ResourceKind.ENDPOINT_SLICE, "ml");
        assertUnknown(
                judge(ITEM.formatted(1), with(SLICE).obstacle(ResourceKind.ENDPOINT_SLICE, forbidden)),
                Reason.Forbidden,
                "may not list endpointslices.discovery.k8s.io in ml; the operator's role lacks apiGroups"
                        + " [\"discovery.k8s.io\"] resources [endpointslices] verbs [get, list, watch]");
    }

    @Test
    void onTheFirstLaunchEndpointsOfTheCandidateAreNotAsked() {
        assertPass(judge(ITEM.formatted(2), with().asFirstLaunch()), "Service ml-scoring: as expected");
    }

    @Test
    void onTheFirstLaunchEndpointsOfSomethingElseAre() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .asFirstLaunch()
                .with(ResourceKind.SERVICE, SERVICE.replace("  selector: {app: ml-scoring}\n", ""));
        assertFail(
                judge(ITEM.formatted(2), facts), Reason.EndpointsNotReady, "0 of 2 endpoints ready behind ml-scoring");
    }

    @Test
    void endpointsThatSomebodyElseWritesCountWithoutSelector() {
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, SERVICE.replace("  selector: {app: ml-scoring}\n", ""))
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertPass(judge(ITEM.formatted(2), facts), "Service ml-scoring: as expected");
    }

    @Test
    void aPassSaysWhenReadinessMeansNothing() {
        String eager = SERVICE.replace("type: LoadBalancer", "publishNotReadyAddresses: true\n  type: LoadBalancer");
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, eager)
                .with(ResourceKind.ENDPOINT_SLICE, SLICE);
        assertPass(
                judge(ITEM.formatted(2), facts),
                "Service ml-scoring: as expected; Service ml-scoring sets publishNotReadyAddresses, so its endpoints"
                        + " count as ready whether they are or not");
        assertFail(
                judge(ITEM.formatted(3), facts), Reason.EndpointsNotReady, "2 of 3 endpoints ready behind ml-scoring");
    }

    @Test
    void aServiceWithoutPortsCountsAllItsEndpoints() {
        String headless = """
                metadata: {name: ml-scoring, namespace: ml}
                spec: {clusterIP: None, selector: {app: ml-scoring}}
                """;
        String ingress = """
                metadata: {name: public, namespace: ml}
                spec: {defaultBackend: {service: {name: ml-scoring, port: {number: 80}}}}
                """;
        String item = """
                identifier: {ingress: {name: public}}
                rules: [{backend: {service: ml-scoring}}]
                address: Optional
                minEndpoints: %d
                """;
        FakeFacts facts = new FakeFacts()
                .candidate(CANDIDATE)
                .with(ResourceKind.SERVICE, headless)
                .with(ResourceKind.INGRESS, ingress)
                .with(ResourceKind.ENDPOINT_SLICE, slice("a", "IPv4", "null", "{addresses: [10.0.0.4]}"));
        assertPass(judge(item.formatted(1), facts), "Ingress public: as expected");
        assertFail(
                judge(item.formatted(2), facts), Reason.EndpointsNotReady, "1 of 2 endpoints ready behind ml-scoring");
    }
}
