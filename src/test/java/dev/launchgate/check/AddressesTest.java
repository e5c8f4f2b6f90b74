package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.AddressSource;
import dev.launchgate.api.v1alpha1.ConnectTo;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddressesTest {
    private static final String SERVICE = "service: {name: it}";
    private static final String INGRESS = "ingress: {name: it}";
    private static final String GATEWAY = "gateway: {name: it}";

    static Stream<Arguments> places() {
        return Stream.of(
                row("address of the spec", "address: LB.example.net.", new FakeFacts(), to("LB.example.net.")),
                row("Service", SERVICE, service("clusterIP: 10.96.0.7, selector: {a: b}", ""), to("10.96.0.7")),
                row("Service, IPv6", SERVICE, service("clusterIP: 'fd00::7', selector: {a: b}", ""), to("fd00::7")),
                row(
                        "load balancer",
                        SERVICE,
                        service(
                                "type: LoadBalancer, clusterIP: 10.96.0.7, selector: {a: b}",
                                "loadBalancer: {ingress: [{ip: 203.0.113.7}, {hostname: lb.example.net}]}"),
                        to("203.0.113.7", "lb.example.net")),
                row(
                        "load balancer without address does not fall back",
                        SERVICE,
                        service("type: LoadBalancer, clusterIP: 10.96.0.7, selector: {a: b}", "loadBalancer: {}"),
                        not(fail(
                                Reason.AddressMissing, "Service it: no address assigned; is the controller running?"))),
                row(
                        "external addresses are never used",
                        SERVICE,
                        service("clusterIP: 10.96.0.7, externalIPs: [192.0.2.1], selector: {a: b}", ""),
                        to("10.96.0.7")),
                row("Service without selector", SERVICE, service("clusterIP: 10.96.0.7", ""), not(selectsNothing())),
                row(
                        "Service with empty selector",
                        SERVICE,
                        service("clusterIP: 10.96.0.7, selector: {}", ""),
                        not(selectsNothing())),
                row(
                        "alias of another name, with a selector for show",
                        SERVICE,
                        service("type: ExternalName, externalName: metadata.internal, selector: {a: b}", ""),
                        not(selectsNothing())),
                row(
                        "headless Service",
                        SERVICE,
                        service("clusterIP: None, selector: {a: b}", ""),
                        not(fail(
                                Reason.AddressMissing,
                                "Service it: no cluster address; name a Service that is not headless"))),
                row(
                        "Service without address yet",
                        SERVICE,
                        service("selector: {a: b}", ""),
                        not(fail(
                                Reason.AddressMissing,
                                "Service it: no cluster address; name a Service that is not headless"))),
                row("Ingress", INGRESS, ingress("[{ip: 203.0.113.7}]"), to("203.0.113.7")),
                row("Ingress, name", INGRESS, ingress("[{hostname: lb.example.net}]"), to("lb.example.net")),
                row(
                        "Ingress, address before name",
                        INGRESS,
                        ingress("[{ip: 203.0.113.7, hostname: lb.example.net}]"),
                        to("203.0.113.7")),
                row(
                        "Ingress without address",
                        INGRESS,
                        ingress("[]"),
                        not(fail(
                                Reason.AddressMissing, "Ingress it: no address assigned; is the controller running?"))),
                row(
                        "Ingress without status",
                        INGRESS,
                        new FakeFacts().with(ResourceKind.INGRESS, "metadata: {name: it, namespace: ml}"),
                        not(fail(
                                Reason.AddressMissing, "Ingress it: no address assigned; is the controller running?"))),
                row(
                        "Ingress with an entry that is no address",
                        INGRESS,
                        ingress("[{ip: 203.0.113.7}, {ip: 0x7f.1}]"),
                        not(unknown(Reason.DataMalformed, "Ingress it: not an address (entry 2 of its status)"))),
                row(
                        "Ingress with a name that is none",
                        INGRESS,
                        ingress("[{hostname: \"a b\\r\\nHost: other\"}]"),
                        not(unknown(Reason.DataMalformed, "Ingress it: not an address (entry 1 of its status)"))),
                row(
                        "Ingress of another shape",
                        INGRESS,
                        ingress("{ip: 203.0.113.7}"),
                        not(fail(
                                Reason.AddressMissing, "Ingress it: no address assigned; is the controller running?"))),
                row("Ingress with many", INGRESS, ingress(addresses(16)), new Resolved<>(listed(16))),
                row(
                        "Ingress with too many",
                        INGRESS,
                        ingress(addresses(17)),
                        not(unknown(
                                Reason.DataTooLarge,
                                "Ingress it: expected at most 16 addresses in its status, saw 17"))),
                row("Gateway", GATEWAY, gateway(2, 2, "[{value: 203.0.113.7}]"), to("203.0.113.7")),
                row(
                        "Gateway, types that cannot be reached left out",
                        GATEWAY,
                        gateway(
                                2,
                                2,
                                "[{type: example.com/pool, value: a}, {type: Hostname, value: lb.example.net},"
                                        + " {type: NamedAddress, value: b}, {type: IPAddress, value: '2001:db8::7'}]"),
                        to("lb.example.net", "2001:db8::7")),
                row(
                        "Gateway of an older spec",
                        GATEWAY,
                        gateway(3, 2, "[{value: 203.0.113.7}]"),
                        not(
                                unknown(
                                        Reason.StatusOutdated,
                                        "Gateway it: status is for generation 2, spec is 3; its controller has not looked yet"))),
                row(
                        "Gateway that no controller has seen",
                        GATEWAY,
                        new FakeFacts()
                                .with(ResourceKind.GATEWAY, "metadata: {name: it, namespace: ml, generation: 1}"),
                        not(
                                unknown(
                                        Reason.StatusOutdated,
                                        "Gateway it: status is for generation 0, spec is 1; its controller has not looked yet"))),
                row(
                        "Gateway without address",
                        GATEWAY,
                        gateway(1, 1, "[]"),
                        not(fail(
                                Reason.AddressMissing, "Gateway it: no address assigned; is the controller running?"))),
                row(
                        "missing",
                        SERVICE,
                        new FakeFacts(),
                        not(fail(Reason.ObjectMissing, "Service it not found in ml; create it or correct the name"))),
                row(
                        "of another namespace",
                        SERVICE,
                        new FakeFacts()
                                .with(
                                        ResourceKind.SERVICE,
                                        "metadata: {name: it, namespace: other}\nspec: {clusterIP: 10.96.0.7, selector:"
                                                + " {a: b}}"),
                        not(fail(Reason.ObjectMissing, "Service it not found in ml; create it or correct the name"))),
                row(
                        "not installed",
                        GATEWAY,
                        new FakeFacts().obstacle(ResourceKind.GATEWAY, Obstacle.notInstalled(ResourceKind.GATEWAY)),
                        not(unknown(
                                Reason.KindNotInstalled,
                                "Gateway.gateway.networking.k8s.io is not installed in this cluster"))),
                row(
                        "forbidden",
                        INGRESS,
                        new FakeFacts().obstacle(ResourceKind.INGRESS, Obstacle.forbidden(ResourceKind.INGRESS, "ml")),
                        not(unknown(
                                Reason.Forbidden,
                                "may not list ingresses.networking.k8s.io in ml; the operator's role lacks apiGroups"
                                        + " [\"networking.k8s.io\"] resources [ingresses] verbs [get, list, watch]"))),
                row(
                        "not read yet",
                        INGRESS,
                        new FakeFacts().obstacle(ResourceKind.INGRESS, Obstacle.notSynced(ResourceKind.INGRESS)),
                        not(pending(Reason.NotMeasuredYet, "ingresses.networking.k8s.io are not read yet"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void findsWhereToConnect(String name, String spec, FakeFacts facts, Reference<List<String>> expected) {
        assertThat(Addresses.toConnect(Spec.of(ConnectTo.class, spec), facts)).isEqualTo(expected);
    }

    @Test
    void aStatusWithoutAddressIsNoFaultOfTheComparison() {
        AddressSource source = Spec.of(AddressSource.class, INGRESS);

        assertThat(Addresses.inStatus(source, ingress("[]"))).isEqualTo(new Resolved<>(List.of()));
        assertThat(Addresses.inStatus(source, ingress("[{ip: 203.0.113.7}]"))).isEqualTo(to("203.0.113.7"));
        assertThat(Addresses.inStatus(source, new FakeFacts()))
                .isEqualTo(
                        not(fail(Reason.ObjectMissing, "Ingress it not found in ml; create it or correct the name")));
    }

    @Test
    void aServiceIsComparedByItsStatusOnly() {
        AddressSource source = Spec.of(AddressSource.class, SERVICE);

        assertThat(Addresses.inStatus(source, service("clusterIP: 10.96.0.7, selector: {a: b}", "")))
                .isEqualTo(new Resolved<>(List.of()));
        assertThat(Addresses.inStatus(
                        source, service("type: LoadBalancer", "loadBalancer: {ingress: [{ip: 203.0.113.7}]}")))
                .isEqualTo(to("203.0.113.7"));
    }

    @Test
    void namesThePlace() {
        assertThat(Addresses.label(Spec.of(ConnectTo.class, "address: 192.0.2.1")))
                .isEqualTo("192.0.2.1");
        assertThat(Addresses.label(Spec.of(ConnectTo.class, SERVICE))).isEqualTo("Service it");
        assertThat(Addresses.label(Spec.of(AddressSource.class, GATEWAY))).isEqualTo("Gateway it");
        assertThatThrownBy(() -> Addresses.label(Spec.of(ConnectTo.class, "{}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Judgement selectsNothing() {
        return unknown(
                Reason.EgressDenied,
                "Service it: not an allowed destination, for it selects no pods; name a Service with a selector");
    }

    private static FakeFacts service(String spec, String status) {
        return new FakeFacts()
                .with(
                        ResourceKind.SERVICE,
                        "metadata: {name: it, namespace: ml}\nspec: {%s}\nstatus: {%s}".formatted(spec, status));
    }

    private static FakeFacts ingress(String entries) {
        return new FakeFacts()
                .with(
                        ResourceKind.INGRESS,
                        "metadata: {name: it, namespace: ml}\nstatus: {loadBalancer: {ingress: %s}}"
                                .formatted(entries));
    }

    private static FakeFacts gateway(int generation, int seen, String addresses) {
        return new FakeFacts().with(ResourceKind.GATEWAY, """
                        metadata: {name: it, namespace: ml, generation: %d}
                        status:
                          conditions: [{type: Programmed, status: "True", observedGeneration: %d}]
                          addresses: %s
                        """.formatted(generation, seen, addresses));
    }

    private static List<String> listed(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "203.0.113." + i).toList();
    }

    private static String addresses(int count) {
        return listed(count).stream().map(ip -> "{ip: " + ip + "}").collect(Collectors.joining(", ", "[", "]"));
    }

    private static Reference<List<String>> to(String... addresses) {
        return new Resolved<>(List.of(addresses));
    }

    private static Reference<List<String>> not(Judgement why) {
        return new Unresolved<>(why);
    }

    private static Arguments row(String name, String spec, FakeFacts facts, Reference<List<String>> expected) {
        return arguments(name, spec, facts, expected);
    }
}
