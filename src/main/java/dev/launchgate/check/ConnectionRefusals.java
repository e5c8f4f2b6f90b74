package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AddressSource;
import dev.launchgate.api.v1alpha1.ConnectTo;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.TrustSource;
import org.jspecify.annotations.Nullable;

/** What is refused of the places and authorities that several kinds refer to. */
final class ConnectionRefusals {
    private ConnectionRefusals() {}

    static void refuse(@Nullable ConnectTo to, @Nullable TrustSource ca, Refusals refusals) {
        if (to != null) {
            refuse(to, refusals);
        }
        if (ca != null) {
            ObjectNames.refuse(ca.configMap(), "ca.configMap", refusals);
        }
    }

    static void refuse(AddressSource source, String path, Refusals refusals) {
        SpecBounds.exactlyOne(
                "service, ingress, gateway", path, refusals, source.service(), source.ingress(), source.gateway());
        names(source.service(), source.ingress(), source.gateway(), path, refusals);
    }

    private static void refuse(ConnectTo to, Refusals refusals) {
        SpecBounds.exactlyOne(
                "address, service, ingress, gateway",
                "connectTo",
                refusals,
                to.address(),
                to.service(),
                to.ingress(),
                to.gateway());
        names(to.service(), to.ingress(), to.gateway(), "connectTo", refusals);
        refusals.require(
                to.address() == null || HostNames.validOrAddress(to.address()),
                "connectTo.address",
                "must be a host name, four decimal numbers, or IPv6 without brackets and zone; no port");
    }

    private static void names(
            @Nullable NameRef service,
            @Nullable NameRef ingress,
            @Nullable NameRef gateway,
            String path,
            Refusals refusals) {
        if (service != null) {
            ObjectNames.refuse(service, path + ".service", refusals);
        }
        if (ingress != null) {
            ObjectNames.refuse(ingress, path + ".ingress", refusals);
        }
        if (gateway != null) {
            ObjectNames.refuse(gateway, path + ".gateway", refusals);
        }
    }
}
