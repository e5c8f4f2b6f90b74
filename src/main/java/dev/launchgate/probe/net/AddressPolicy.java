package dev.launchgate.probe.net;

import inet.ipaddr.IPAddress;
import java.net.InetAddress;
import java.util.List;

/**
 * Judges where checks may connect to. Public addresses are open; private ones, those of the cluster among them, only where
 * the administrator names them or the namespace owns them; loopback only where named; link-local, metadata, multicast,
 * broadcast and unspecified addresses never. An IPv6 address that stands for an IPv4 address is judged as both, and the
 * worse counts.
 */
public final class AddressPolicy {
    private final AddressBlocks allowed;
    private final AddressBlocks closed;

    private AddressPolicy(AddressBlocks allowed, AddressBlocks closed) {
        this.allowed = allowed;
        this.closed = closed;
    }

    /**
     * @param allowed CIDR blocks that the administrator opens
     * @throws IllegalArgumentException with the first entry that is no block
     */
    public static AddressPolicy allowing(List<String> allowed) {
        return new AddressPolicy(AddressBlocks.of(allowed), AddressBlocks.of());
    }

    /**
     * The same policy in a cluster that uses public numbers for its nodes, pods or Services: these are as closed as private
     * ones.
     *
     * @throws IllegalArgumentException with the first entry that is no block
     */
    public AddressPolicy closing(List<String> blocks) {
        return new AddressPolicy(allowed, AddressBlocks.of(blocks));
    }

    Reach reach(InetAddress address) {
        IPAddress outer = AddressLiteral.of(address);
        return EmbeddedAddresses.in(outer).stream().map(this::single).reduce(single(outer), Reach::worse);
    }

    private Reach single(IPAddress address) {
        Reach natural = SpecialAddresses.reach(address);
        if (natural == Reach.Never) {
            return Reach.Never;
        }
        if (allowed.contain(address)) {
            return Reach.Open;
        }
        return closed.contain(address) ? Reach.worse(natural, Reach.Own) : natural;
    }
}
