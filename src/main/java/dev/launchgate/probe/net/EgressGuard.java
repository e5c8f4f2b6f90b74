package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only way out for checks. A host is resolved once, every address of the answer is judged, one that is denied denies
 * them all, and connections go to exactly the judged addresses, in their order, until one is made.
 */
public final class EgressGuard implements Egress {
    /** Connections that are tried for one probe: a name may have thousands of addresses, all of them somebody else's. */
    private static final int MOST_ATTEMPTS = 16;

    private final AddressPolicy policy;
    private final OwnAddresses own;
    private final AddressLookup lookup;
    private final Outlet outlet;

    public EgressGuard(AddressPolicy policy, OwnAddresses own, SystemResolver resolver) {
        this(policy, own, resolver, new DirectOutlet());
    }

    EgressGuard(AddressPolicy policy, OwnAddresses own, SystemResolver resolver, Outlet outlet) {
        this.policy = policy;
        this.own = own;
        this.lookup = new AddressLookup(resolver);
        this.outlet = outlet;
    }

    @Override
    public Socket connect(String namespace, String host, int port, Deadline deadline)
            throws ProbeException, NotReadyException {
        return connect(admit(namespace, host, port, deadline), port, deadline);
    }

    @Override
    public Socket connectAdministered(String host, int port, Deadline deadline) throws ProbeException {
        List<InetAddress> addresses = resolve(host, deadline);
        if (addresses.stream().anyMatch(address -> policy.reach(address) == Reach.Never)) {
            throw new ProbeException(denial());
        }
        return connect(addresses, port, deadline);
    }

    private Socket connect(List<InetAddress> addresses, int port, Deadline deadline) throws ProbeException {
        int attempts = Math.min(addresses.size(), MOST_ATTEMPTS);
        ProbeFailure telling = null;
        for (int i = 0; i < attempts; i++) {
            try {
                return connect(new InetSocketAddress(addresses.get(i), port), deadline.share(attempts - i));
            } catch (ProbeException e) {
                telling = moreTelling(telling, e.failure());
            }
        }
        // What the others would have done is not known, so that a port is not proven closed either.
        throw new ProbeException(
                telling == null || attempts < addresses.size()
                        ? new ProbeFailure(Cause.NetworkError, Phase.Connect, "none of the first addresses answers")
                        : telling);
    }

    /**
     * The addresses of a host, all of which the namespace may reach on this port.
     *
     * @throws ProbeException EgressDenied, NameNotFound or NameNotResolved
     */
    List<InetAddress> admit(String namespace, String host, int port, Deadline deadline)
            throws ProbeException, NotReadyException {
        List<InetAddress> addresses = resolve(host, deadline);
        judge(namespace, addresses, port);
        return addresses;
    }

    private List<InetAddress> resolve(String host, Deadline deadline) throws ProbeException {
        return switch (Host.read(host)) {
            case Host.Address(InetAddress address) -> List.of(address);
            case Host.Named(var name) -> lookup.addresses(name, deadline);
            case Host.Unclear() -> throw new ProbeException(denial());
        };
    }

    /** A denial outranks the wish to ask again: what is never open needs no look at the cluster. */
    private void judge(String namespace, List<InetAddress> addresses, int port)
            throws ProbeException, NotReadyException {
        boolean ready = true;
        for (InetAddress address : addresses) {
            switch (policy.reach(address)) {
                case Open -> {}
                case Own -> {
                    switch (own.of(namespace, address, port)) {
                        case Own -> {}
                        case NotReadYet -> ready = false;
                        case Foreign -> throw new ProbeException(denial());
                    }
                }
                case Named, Never -> throw new ProbeException(denial());
            }
        }
        if (!ready) {
            throw new NotReadyException();
        }
    }

    private Socket connect(InetSocketAddress to, Deadline deadline) throws ProbeException {
        try {
            return outlet.stream(to, deadline.left(Phase.Connect));
        } catch (SocketTimeoutException e) {
            throw new ProbeException(Cause.Timeout, Phase.Connect, "");
        } catch (NoRouteToHostException e) {
            throw new ProbeException(Cause.NetworkError, Phase.Connect, "no route");
        } catch (ConnectException e) {
            // One exception for two answers: the peer's, and the system's that it gave up waiting for one.
            boolean gaveUp = String.valueOf(e.getMessage()).contains("timed out");
            throw new ProbeException(gaveUp ? Cause.Timeout : Cause.ConnectionRefused, Phase.Connect, "");
        } catch (IOException e) {
            throw new ProbeException(Cause.NetworkError, Phase.Connect, "unreachable");
        }
    }

    /** Of two addresses that fail, one without any way to it says the least: most hosts lack one of the two families. */
    private static ProbeFailure moreTelling(@Nullable ProbeFailure first, ProbeFailure next) {
        return first == null || first.cause() == Cause.NetworkError ? next : first;
    }

    private static ProbeFailure denial() {
        return new ProbeFailure(Cause.EgressDenied, Phase.Connect, "");
    }
}
