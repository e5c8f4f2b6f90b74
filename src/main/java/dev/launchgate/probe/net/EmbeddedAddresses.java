package dev.launchgate.probe.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.List;
import java.util.stream.Stream;

/** The IPv4 addresses that an IPv6 address stands for, where a translator or tunnel may carry a connection on to them. */
final class EmbeddedAddresses {
    /** IPv4-compatible, IPv4-translated, and NAT64 by the well-known prefix; IPv4-mapped ones are IPv4 by now. */
    private static final AddressBlocks LAST_BYTES = AddressBlocks.of("::/96", "::ffff:0:0:0/96", "64:ff9b::/96");
    /** NAT64 by a prefix of the network's own choice, whose length is not known (RFC 8215). */
    private static final AddressBlocks LOCAL_NAT64 = AddressBlocks.of("64:ff9b:1::/48");

    private static final AddressBlocks SIX_TO_FOUR = AddressBlocks.of("2002::/16");
    private static final AddressBlocks TEREDO = AddressBlocks.of("2001::/32");
    private static final int LAST = 12;

    private EmbeddedAddresses() {}

    /** None for an IPv4 address, for the unspecified and the loopback address, and for native IPv6. */
    static List<IPv4Address> in(IPAddress address) {
        if (address.isIPv4() || address.isLoopback() || address.isZero()) {
            return List.of();
        }
        IPv6Address outer = address.toIPv6();
        if (LAST_BYTES.contain(outer)) {
            return List.of(outer.getEmbeddedIPv4Address(LAST));
        }
        if (SIX_TO_FOUR.contain(outer)) {
            return List.of(outer.getEmbeddedIPv4Address(2));
        }
        if (TEREDO.contain(outer)) {
            return List.of(outer.getEmbeddedIPv4Address(4), inverted(outer.getEmbeddedIPv4Address(LAST)));
        }
        return LOCAL_NAT64.contain(outer) ? nat64(outer.getBytes()) : List.of();
    }

    /** RFC 6052 section 2.2: behind a prefix of 48, 56, 64 or 96 bits, around the zero byte at 64; zeros are padding. */
    private static List<IPv4Address> nat64(byte[] b) {
        return Stream.of(
                        new byte[] {b[6], b[7], b[9], b[10]},
                        new byte[] {b[7], b[9], b[10], b[11]},
                        new byte[] {b[9], b[10], b[11], b[12]},
                        new byte[] {b[12], b[13], b[14], b[15]})
                .filter(bytes -> bytes[0] != 0)
                .map(IPv4Address::new)
                .toList();
    }

    /** RFC 4380 section 4: the client's address is written with all bits flipped. */
    private static IPv4Address inverted(IPv4Address address) {
        return new IPv4Address(~address.intValue());
    }
}
