package dev.launchgate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.probe.net.AddressLiteral;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespace ml owns what its pods, Services and load balancers have, not what somebody wrote into an object of it. */
class ClusterOwnAddressesTest {
    private static final List<Integer> PORTS = List.of(22, 80, 443, 2379, 6443, 7443, 8080, 9090, 10250, 30080);

    private final World world = new World();
    private long now;
    private final ClusterOwnAddresses addresses = new ClusterOwnAddresses(world, () -> now);

    @Test
    void aPodHasItsAddressesOfBothFamilies() {
        world.add(
                ResourceKind.POD,
                "{metadata: {name: a}, status: {phase: Running, podIP: 10.1.0.5, podIPs: [{ip: 10.1.0.5}, {ip: 'fd00::5'}]}}");
        assertOwn("10.1.0.5", "fd00::5");
        assertForeign("10.1.0.6", "fd00::6", "8.8.8.8", "127.0.0.1");
        assertThat(addresses.of("other", AddressLiteral.parse("10.1.0.5").orElseThrow(), 80))
                .isEqualTo(Ownership.Foreign);
    }

    @Test
    void aPodOnTheHostNetworkHasTheAddressOfItsNode() {
        world.add(
                ResourceKind.POD,
                "{metadata: {name: a}, spec: {hostNetwork: true}, status: {phase: Running, podIP: 192.168.1.7}}");
        assertForeign("192.168.1.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "Failed"})
    void aPodThatHasEndedGaveItsAddressBack(String phase) {
        world.add(ResourceKind.POD, "{metadata: {name: a}, status: {phase: %s, podIP: 10.1.0.5}}".formatted(phase));
        assertForeign("10.1.0.5");
    }

    @Test
    void aServiceWhoseEndpointsAreOwnPodsIsOwn() {
        pod("10.1.0.5");
        service("web", "selector: {app: web}, clusterIP: 10.96.0.9, clusterIPs: [10.96.0.9, 'fd96::9']");
        slice("web", "10.1.0.5");
        assertOwn("10.96.0.9", "fd96::9");
    }

    @Test
    void aServiceWithoutEndpointsLeadsNowhereElse() {
        service("web", "selector: {app: web}, clusterIP: 10.96.0.9");
        assertOwn("10.96.0.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.1", "10.96.0.1", "169.254.169.254", "10.1.0.6", "api.example.com", "010.1.0.5"})
    void aForgedSliceClosesItsService(String endpoint) {
        pod("10.1.0.5");
        service("web", "selector: {app: web}, clusterIP: 10.96.0.9");
        service("other", "selector: {app: other}, clusterIP: 10.96.0.10");
        slice("web", "10.1.0.5");
        slice("web", endpoint);
        assertThat(of("10.96.0.9")).isEqualTo(Ownership.NotReadYet);
        now += Duration.ofSeconds(10).toNanos();
        assertForeign("10.96.0.9", "192.168.1.1", "10.96.0.1", "169.254.169.254", "10.1.0.6");
        assertOwn("10.1.0.5", "10.96.0.10");
    }

    /** The caches of pods and slices differ for a moment whenever a pod goes; that is no verdict. */
    @Test
    void anEndpointThatIsUnknownForAMomentOnlyDelays() {
        service("web", "selector: {app: web}, clusterIP: 10.96.0.9");
        slice("web", "10.1.0.5");
        assertThat(of("10.96.0.9")).isEqualTo(Ownership.NotReadYet);
        now += Duration.ofSeconds(9).toNanos();
        assertThat(of("10.96.0.9")).isEqualTo(Ownership.NotReadYet);
        pod("10.1.0.5");
        now += Duration.ofSeconds(1).toNanos();
        assertOwn("10.96.0.9");
        world.objects.get(ResourceKind.POD).clear();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(of("10.96.0.9")).as("a new dispute gets its own time").isEqualTo(Ownership.NotReadYet);
    }

    @Test
    void aServiceOfHostNetworkPodsIsForeign() {
        world.add(
                ResourceKind.POD,
                "{metadata: {name: a}, spec: {hostNetwork: true}, status: {phase: Running, podIP: 192.168.1.7}}");
        service("web", "selector: {app: web}, clusterIP: 10.96.0.9");
        slice("web", "192.168.1.7");
        of("10.96.0.9");
        now += Duration.ofSeconds(10).toNanos();
        assertForeign("10.96.0.9", "192.168.1.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clusterIP: 10.96.0.9",
                "selector: {}, clusterIP: 10.96.0.9",
                "type: ExternalName, externalName: 10.96.0.9, selector: {app: web}, clusterIP: 10.96.0.9",
                "selector: {app: web}, externalIPs: [10.96.0.9]",
                "selector: {app: web}, clusterIP: None, loadBalancerIP: 10.96.0.9",
                "selector: {app: web}, clusterIP: '::ffff:10.96.0.9/96'"
            })
    void whatAnyoneMayWriteIntoAServiceIsNotBelieved(String spec) {
        service("web", spec);
        assertForeign("10.96.0.9");
    }

    @Test
    void theStatusOfALoadBalancerIsBelieved() {
        world.add(
                ResourceKind.SERVICE,
                "{metadata: {name: lb, uid: lb}, spec: {type: LoadBalancer, selector: {app: web}, clusterIP: 10.96.0.9,"
                        + " ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{ip: 10.200.0.1}, {hostname: lb.example.com}]}}}");
        world.add(
                ResourceKind.INGRESS,
                "{metadata: {name: i}, status: {loadBalancer: {ingress: [{ip: 10.200.0.2}, {ip: 'fd00:200::2'}]}}}");
        world.add(
                ResourceKind.GATEWAY,
                "{metadata: {name: g}, spec: {addresses: [{value: 10.200.0.9}], listeners: [{port: 80}]}, status: {addresses: [{type: IPAddress,"
                        + " value: 10.200.0.3}, {type: Hostname, value: gw.example.com}]}}");
        assertOwn("10.96.0.9", "10.200.0.1", "10.200.0.2", "fd00:200::2", "10.200.0.3");
        assertForeign("10.200.0.9");
    }

    /** Small clusters balance on their nodes: the kubelet listens on the same address. */
    @Test
    void ofABalancersAddressOnlyTheBalancedPortsAreOwn() {
        world.add(
                ResourceKind.SERVICE,
                "{metadata: {name: lb, uid: lb}, spec: {type: LoadBalancer, selector: {app: web}, clusterIP: 10.96.0.9,"
                        + " ports: [{port: 8080, nodePort: 30080}, {port: 9090}]},"
                        + " status: {loadBalancer: {ingress: [{ip: 192.168.1.7}]}}}");
        world.add(
                ResourceKind.INGRESS,
                "{metadata: {name: i}, status: {loadBalancer: {ingress: [{ip: 192.168.1.7}, {ip: 192.168.1.8}]}}}");
        world.add(
                ResourceKind.GATEWAY,
                "{metadata: {name: g}, spec: {listeners: [{port: 7443}]}, status: {addresses: [{value: 192.168.1.9}]}}");

        assertThat(ownPorts("192.168.1.7")).containsExactly(80, 443, 8080, 9090);
        assertThat(ownPorts("192.168.1.8")).containsExactly(80, 443);
        assertThat(ownPorts("192.168.1.9")).containsExactly(7443);
        assertThat(ownPorts("10.96.0.9")).hasSize(PORTS.size());
    }

    private List<Integer> ownPorts(String address) {
        InetAddress parsed = AddressLiteral.parse(address).orElseThrow();
        return PORTS.stream()
                .filter(port -> addresses.of("ml", parsed, port) == Ownership.Own)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{metadata: {name: lb, uid: lb}, spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 10.200.0.1}]}}}",
                "{metadata: {name: lb, uid: lb}, spec: {type: ClusterIP, selector: {app: web}}, status: {loadBalancer: {ingress:"
                        + " [{ip: 10.200.0.1}]}}}"
            })
    void aBalancerStatusWithoutBalancerOrPodsIsNotBelieved(String service) {
        world.add(ResourceKind.SERVICE, service);
        assertForeign("10.200.0.1");
    }

    @Test
    void beforeTheCachesAreFilledNothingIsForeign() {
        for (ResourceKind kind : List.of(
                ResourceKind.POD,
                ResourceKind.SERVICE,
                ResourceKind.ENDPOINT_SLICE,
                ResourceKind.INGRESS,
                ResourceKind.GATEWAY)) {
            world.obstacles.clear();
            world.obstacles.put(kind, Obstacle.notSynced(kind));
            assertThat(of("10.96.0.9")).as(kind.kind()).isEqualTo(Ownership.NotReadYet);
        }
        world.obstacles.clear();
        assertForeign("10.96.0.9");
    }

    @Test
    void whatIsKnownAlreadyNeedsNoOtherCache() {
        pod("10.1.0.5");
        world.obstacles.put(ResourceKind.GATEWAY, Obstacle.notSynced(ResourceKind.GATEWAY));
        assertOwn("10.1.0.5");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"Forbidden", "KindNotInstalled", "NetworkError", "NamespaceNotShared"})
    void aKindThatCannotBeReadProvesNothing(Reason reason) {
        pod("10.1.0.5");
        service("web", "selector: {app: web}, clusterIP: 10.96.0.9");
        for (ResourceKind kind : List.of(ResourceKind.POD, ResourceKind.ENDPOINT_SLICE, ResourceKind.SERVICE)) {
            world.obstacles.clear();
            world.obstacles.put(kind, new Obstacle(reason, ""));
            now += Duration.ofSeconds(1).toNanos();
            assertForeign("10.96.0.9");
        }
    }

    @Test
    void whatWasFoundOutIsKeptForASecond() {
        pod("10.1.0.5");
        for (int i = 0; i < 1_000; i++) {
            assertOwn("10.1.0.5");
            assertForeign("10.1.0.6");
        }
        assertThat(world.reads).isEqualTo(5);
        pod("10.1.0.6");
        now += Duration.ofSeconds(1).toNanos() - 1;
        assertForeign("10.1.0.6");
        now += 1;
        assertOwn("10.1.0.6");
        assertThat(world.reads).isEqualTo(10);
    }

    private void pod(String ip) {
        world.add(ResourceKind.POD, "{metadata: {name: p}, status: {phase: Running, podIP: %s}}".formatted(ip));
    }

    private void service(String name, String spec) {
        world.add(ResourceKind.SERVICE, "{metadata: {name: %s, uid: uid-%s}, spec: {%s}}".formatted(name, name, spec));
    }

    private void slice(String service, String endpoint) {
        world.add(
                ResourceKind.ENDPOINT_SLICE,
                "{metadata: {name: s, labels: {kubernetes.io/service-name: %s}}, addressType: IPv4, endpoints: [{addresses:"
                                .formatted(service)
                        + " [%s], targetRef: {kind: Pod, name: p}}]}".formatted(endpoint));
    }

    private Ownership of(String address) {
        return addresses.of("ml", AddressLiteral.parse(address).orElseThrow(), 80);
    }

    private void assertOwn(String... own) {
        assertThat(own)
                .allSatisfy(address -> assertThat(of(address)).as(address).isEqualTo(Ownership.Own));
    }

    private void assertForeign(String... foreign) {
        assertThat(foreign)
                .allSatisfy(address -> assertThat(of(address)).as(address).isEqualTo(Ownership.Foreign));
    }

    /** Objects of namespace ml, and what keeps a kind from being read. */
    private static final class World implements ClusterView {
        private final Map<ResourceKind, List<Resource>> objects = new HashMap<>();
        private final Map<ResourceKind, Obstacle> obstacles = new HashMap<>();
        private int reads;

        void add(ResourceKind kind, String yaml) {
            objects.computeIfAbsent(kind, key -> new ArrayList<>())
                    .add(new Resource(kind, Serialization.unmarshal("---\n" + yaml, JsonNode.class)));
        }

        @Override
        public Lookup get(ResourceKind kind, String namespace, String name) {
            throw new AssertionError("whole kinds are read");
        }

        @Override
        public Lookup.KindAnswer kind(String apiVersion, String kind) {
            throw new AssertionError("known kinds are read");
        }

        @Override
        public Lookup.Listing list(ResourceKind kind, String namespace, Map<String, String> labels) {
            reads++;
            assertThat(labels).isEmpty();
            return obstacles.containsKey(kind)
                    ? new Lookup.Unreadable(obstacles.get(kind))
                    : new Lookup.Listed(namespace.equals("ml") ? objects.getOrDefault(kind, List.of()) : List.of());
        }
    }
}
