package dev.launchgate.probe.net;

import inet.ipaddr.IPAddress;

/**
 * What an address is by its number alone. Follows the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890
 * and its successors) where these say "not globally reachable"; anycast exceptions inside 192.0.0.0/24 and 2001::/23 stay
 * closed. IPv6 is public only inside the block that is assigned for it (2000::/3, RFC 4291) and as NAT64 of a public IPv4
 * address (64:ff9b::/96, RFC 6052).
 */
final class SpecialAddresses {
    /** This network, link-local, multicast, limited broadcast, unspecified, and the clouds' own services for a machine. */
    private static final AddressBlocks NEVER = AddressBlocks.of(
            "0.0.0.0/8", // RFC 791
            "169.254.0.0/16", // RFC 3927
            "224.0.0.0/4", // RFC 5771
            "255.255.255.255", // RFC 8190
            "::", // RFC 4291
            "fe80::/10", // RFC 4291
            "ff00::/8", // RFC 4291
            "100.100.100.200", // Alibaba Cloud
            "168.63.129.16", // Azure
            "192.0.0.192", // Oracle Cloud
            "fd00:42::42", // Scaleway
            "fd00:100::100:200", // Alibaba Cloud
            "fd00:a9fe:a9fe::1", // Akamai
            "fd00:c1::a9fe:a9fe", // Oracle Cloud
            "fd00:ec2::/32", // AWS: metadata, pod identity, name server, clock
            "fd20:ce::254"); // Google Cloud

    private static final AddressBlocks LOOPBACK = AddressBlocks.of("127.0.0.0/8", "::1");

    private static final AddressBlocks PRIVATE = AddressBlocks.of(
            "10.0.0.0/8", // RFC 1918
            "100.64.0.0/10", // RFC 6598
            "172.16.0.0/12", // RFC 1918
            "192.0.0.0/24", // RFC 6890
            "192.0.2.0/24", // RFC 5737
            "192.88.99.0/24", // RFC 7526
            "192.168.0.0/16", // RFC 1918
            "198.18.0.0/15", // RFC 2544
            "198.51.100.0/24", // RFC 5737
            "203.0.113.0/24", // RFC 5737
            "240.0.0.0/4", // RFC 1112
            "2001::/23", // RFC 2928, Teredo (RFC 4380) among others
            "2001:db8::/32", // RFC 3849
            "2002::/16", // RFC 3056
            "3fff::/20"); // RFC 9637

    private static final AddressBlocks PUBLIC_IPV6 = AddressBlocks.of("2000::/3", "64:ff9b::/96");

    private SpecialAddresses() {}

    /** The reach of an address that nobody named; addresses embedded in it are not looked at. */
    static Reach reach(IPAddress address) {
        if (NEVER.contain(address)) {
            return Reach.Never;
        }
        if (LOOPBACK.contain(address)) {
            return Reach.Named;
        }
        if (PRIVATE.contain(address)) {
            return Reach.Own;
        }
        return address.isIPv4() || PUBLIC_IPV6.contain(address) ? Reach.Open : Reach.Own;
    }
}
