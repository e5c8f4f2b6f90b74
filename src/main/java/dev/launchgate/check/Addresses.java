package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AddressSource;
import dev.launchgate.api.v1alpha1.ConnectTo;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an object of the cluster can be reached; the one place that resolves {@code connectTo} and {@code sameAs}.
 * Addresses are literal addresses or host names, as controllers wrote them.
 */
final class Addresses {
    private Addresses() {}

    /** Where to connect: at least one address. */
    static Reference<List<String>> toConnect(ConnectTo to, Facts facts) {
        if (to.address() != null) {
            return new Resolved<>(List.of(to.address()));
        }
        return Reference.follow(
                object(to).lookup(facts),
                found -> found.kind().equals(ResourceKind.SERVICE) ? of(found) : assigned(found));
    }

    /** The addresses in the status of an object; none as long as its controller wrote none. */
    static Reference<List<String>> inStatus(AddressSource source, Facts facts) {
        return Reference.follow(object(source).lookup(facts), StatusAddresses::of);
    }

    /** What a message calls the place: the address of the spec, or kind and name. */
    static String label(ConnectTo to) {
        return to.address() != null ? to.address() : object(to).label();
    }

    /** Kind and name. */
    static String label(AddressSource source) {
        return object(source).label();
    }

    /**
     * Of a load balancer its status, for that is where users come in; else the cluster's own address. Never {@code
     * externalIPs}, which whoever writes the Service may invent, and nothing without selector, which may lead anywhere.
     */
    private static Reference<List<String>> of(Resource service) {
        String type = service.text("/spec/type");
        if (service.at("/spec/selector").isEmpty() || type.equals("ExternalName")) {
            return new Unresolved<>(Judgement.unknown(
                    Reason.EgressDenied,
                    service.label()
                            + ": not an allowed destination, for it selects no pods; name a Service with a selector"));
        }
        if (type.equals("LoadBalancer")) {
            return assigned(service);
        }
        String clusterAddress = service.text("/spec/clusterIP");
        return LiteralAddress.parse(clusterAddress).isPresent()
                ? new Resolved<>(List.of(clusterAddress))
                : new Unresolved<>(Judgement.fail(
                        Reason.AddressMissing,
                        service.label() + ": no cluster address; name a Service that is not headless"));
    }

    private static Reference<List<String>> assigned(Resource object) {
        return switch (StatusAddresses.of(object)) {
            case Resolved<List<String>>(List<String> addresses)
            when addresses.isEmpty() ->
                new Unresolved<>(Judgement.fail(
                        Reason.AddressMissing, object.label() + ": no address assigned; is the controller running?"));
            case Reference<List<String>> other -> other;
        };
    }

    private static Target object(ConnectTo to) {
        return object(to.service(), to.ingress(), to.gateway());
    }

    private static Target object(AddressSource source) {
        return object(source.service(), source.ingress(), source.gateway());
    }

    private static Target object(@Nullable NameRef service, @Nullable NameRef ingress, @Nullable NameRef gateway) {
        if (service != null) {
            return new Target(ResourceKind.SERVICE, service.name());
        }
        if (ingress != null) {
            return new Target(ResourceKind.INGRESS, ingress.name());
        }
        if (gateway != null) {
            return new Target(ResourceKind.GATEWAY, gateway.name());
        }
        throw new IllegalArgumentException("the planner lets through no place without a member");
    }

    private record Target(ResourceKind kind, String name) {
        Lookup lookup(Facts facts) {
            return facts.object(kind, name);
        }

        String label() {
            return kind.kind() + " " + name;
        }
    }
}
