package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ConnectTo;
import dev.launchgate.api.v1alpha1.TrustSource;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is reached.
 *
 * @param hosts where to connect, each proven on its own; the endpoint's own host when the spec names no other place
 * @param caPem certificates to trust; null for the runtime's trust store
 */
record Connections(List<String> hosts, @Nullable String caPem) {
    Connections {
        hosts = List.copyOf(hosts);
    }

    /** Follows what the spec refers to; all that leads nowhere is judged, not only the first. */
    static Reference<Connections> of(String host, @Nullable ConnectTo to, @Nullable TrustSource ca, Facts facts) {
        List<Judgement> faults = new ArrayList<>();
        List<String> hosts = to == null ? List.of(host) : taken(Addresses.toConnect(to, facts), List.of(), faults);
        String pem = ca == null ? "" : taken(TrustAnchors.pem(ca, facts), "", faults);
        return faults.isEmpty()
                ? new Resolved<>(new Connections(hosts, ca == null ? null : pem))
                : new Unresolved<>(Judgement.worst(faults));
    }

    /** How a message says where it was connected. */
    static String via(@Nullable ConnectTo to) {
        return to == null ? "" : " via " + Addresses.label(to);
    }

    private static <T> T taken(Reference<T> reference, T otherwise, List<Judgement> faults) {
        return switch (reference) {
            case Resolved<T>(T value) -> value;
            case Unresolved<T>(Judgement why) -> {
                faults.add(why);
                yield otherwise;
            }
        };
    }
}
