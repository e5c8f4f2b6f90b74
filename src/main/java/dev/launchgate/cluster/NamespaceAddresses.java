package dev.launchgate.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.probe.net.AddressLiteral;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import dev.launchgate.status.Reason;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of one namespace at one time. Objects that people write are not believed without a pod behind them: an
 * EndpointSlice may be forged, an {@code externalIP} or a Service without selector may name anybody's address. The address of
 * a load balancer may be that of a node, on which everything else listens too.
 *
 * @param own addresses that the namespace's checks may reach on any port
 * @param balanced addresses of load balancers, with the ports that they balance
 * @param undecided addresses of Services whose endpoints name a pod that the cache does not, or no longer, know
 * @param disputes since when, in monotonic time, each such Service has been so
 * @param settled whether all kinds that could be read were read
 */
record NamespaceAddresses(
        Set<InetAddress> own,
        Map<InetAddress, Set<Integer>> balanced,
        Set<InetAddress> undecided,
        Map<String, Long> disputes,
        boolean settled,
        long takenAt) {
    /** How long caches of two kinds may differ, when pods come and go, before an unknown endpoint is a foreign one. */
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    /** What an Ingress listens on, which it does not say. */
    private static final Set<Integer> WEB = Set.of(80, 443);

    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    Ownership of(InetAddress address, int port) {
        if (own.contains(address) || balanced.getOrDefault(address, Set.of()).contains(port)) {
            return Ownership.Own;
        }
        return settled && !undecided.contains(address) ? Ownership.Foreign : Ownership.NotReadYet;
    }

    static NamespaceAddresses read(ClusterView view, String namespace, long now, Optional<NamespaceAddresses> before) {
        Reading reading = new Reading(view, namespace);
        Set<InetAddress> pods = reading.all(ResourceKind.POD)
                .filter(NamespaceAddresses::hasOwnAddress)
                .flatMap(NamespaceAddresses::podAddresses)
                .collect(Collectors.toSet());
        Map<String, List<Resource>> slices = reading.all(ResourceKind.ENDPOINT_SLICE)
                .collect(Collectors.groupingBy(slice -> slice.labels().getOrDefault(SERVICE_NAME, "")));
        Set<InetAddress> own = new HashSet<>(pods);
        Map<InetAddress, Set<Integer>> balanced = new HashMap<>();
        Set<InetAddress> undecided = new HashSet<>();
        Map<String, Long> disputes = new HashMap<>();
        List<Resource> services = reading.all(ResourceKind.SERVICE)
                .filter(NamespaceAddresses::selectsPods)
                .toList();
        for (Resource service :
                reading.hasRead(ResourceKind.POD, ResourceKind.ENDPOINT_SLICE) ? services : List.<Resource>of()) {
            if (leadsTo(pods, slices.getOrDefault(service.name(), List.of()))) {
                clusterAddresses(service).forEach(own::add);
                add(balanced, balancers(service), ports(service.elements("/spec/ports")));
                continue;
            }
            long since = before.map(old -> old.disputes().get(service.uid())).orElse(now);
            disputes.put(service.uid(), since);
            if (now - since < PATIENCE) {
                Stream.concat(clusterAddresses(service), balancers(service)).forEach(undecided::add);
            }
        }
        reading.all(ResourceKind.INGRESS).forEach(ingress -> add(balanced, ingressAddresses(ingress), WEB));
        reading.all(ResourceKind.GATEWAY)
                .forEach(gateway ->
                        add(balanced, gatewayAddresses(gateway), ports(gateway.elements("/spec/listeners"))));
        return new NamespaceAddresses(own, balanced, undecided, disputes, reading.complete(), now);
    }

    /** A pod on the host's network has the node's address, and one that has ended gave its own back. */
    private static boolean hasOwnAddress(Resource pod) {
        String phase = pod.text("/status/phase");
        return !pod.at("/spec/hostNetwork").asBoolean() && !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    private static Stream<InetAddress> podAddresses(Resource pod) {
        return addresses(Stream.concat(
                Stream.of(pod.at("/status/podIP")),
                pod.elements("/status/podIPs").map(ip -> ip.path("ip"))));
    }

    private static boolean selectsPods(Resource service) {
        return !service.at("/spec/selector").isEmpty()
                && !service.text("/spec/type").equals("ExternalName");
    }

    private static boolean leadsTo(Set<InetAddress> pods, List<Resource> slices) {
        return slices.stream()
                .flatMap(slice -> slice.elements("/endpoints"))
                .flatMap(endpoint -> Resource.elements(endpoint.path("addresses")))
                .allMatch(address -> AddressLiteral.parse(address.asText())
                        .filter(pods::contains)
                        .isPresent());
    }

    private static void add(
            Map<InetAddress, Set<Integer>> balanced, Stream<InetAddress> addresses, Set<Integer> ports) {
        addresses.forEach(address ->
                balanced.computeIfAbsent(address, key -> new HashSet<>()).addAll(ports));
    }

    private static Set<Integer> ports(Stream<JsonNode> entries) {
        return entries.map(entry -> entry.path("port").asInt()).collect(Collectors.toSet());
    }

    private static Stream<InetAddress> clusterAddresses(Resource service) {
        return addresses(Stream.concat(Stream.of(service.at("/spec/clusterIP")), service.elements("/spec/clusterIPs")));
    }

    private static Stream<InetAddress> balancers(Resource service) {
        return service.text("/spec/type").equals("LoadBalancer") ? ingressAddresses(service) : Stream.empty();
    }

    private static Stream<InetAddress> ingressAddresses(Resource object) {
        return addresses(object.elements("/status/loadBalancer/ingress").map(ingress -> ingress.path("ip")));
    }

    private static Stream<InetAddress> gatewayAddresses(Resource gateway) {
        return addresses(gateway.elements("/status/addresses").map(address -> address.path("value")));
    }

    /** Host names are no addresses: they are judged by what they resolve to. */
    private static Stream<InetAddress> addresses(Stream<JsonNode> texts) {
        return texts.map(text -> AddressLiteral.parse(text.asText())).flatMap(Optional::stream);
    }

    /** Reads whole kinds, and notes which of them could not be read yet, or not at all. */
    private static final class Reading {
        private final ClusterView view;
        private final String namespace;
        private final Set<ResourceKind> read = new HashSet<>();
        private boolean complete = true;

        private Reading(ClusterView view, String namespace) {
            this.view = view;
            this.namespace = namespace;
        }

        Stream<Resource> all(ResourceKind kind) {
            return switch (view.list(kind, namespace, Map.of())) {
                case Lookup.Listed(var resources) -> {
                    read.add(kind);
                    yield resources.stream();
                }
                case Lookup.Unreadable(var obstacle) -> {
                    complete &= obstacle.reason() != Reason.NotMeasuredYet;
                    yield Stream.empty();
                }
            };
        }

        boolean hasRead(ResourceKind... kinds) {
            return read.containsAll(List.of(kinds));
        }

        boolean complete() {
            return complete;
        }
    }
}
