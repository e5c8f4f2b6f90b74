package dev.launchgate.check;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses may be shown to people, and which no setting of the administrator ever opens. */
final class AddressRanges {
    private static final List<IPAddress> NEVER_OPEN = ranges(
            "0.0.0.0/8",
            "100.100.100.200",
            "168.63.129.16",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "255.255.255.255",
            "::",
            "fd00:ec2::254",
            "fe80::/10",
            "ff00::/8");

    private static final List<IPAddress> NOT_PUBLIC = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
            // tunnels, that is, another address written as IPv6
            "2001::/32",
            "2002::/16");

    private static final IPAddress GLOBAL_V6 = range("2000::/3");
    /** Mapped, compatible, NAT64, Teredo server, 6to4. */
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(range("::/96"), 12),
            new Carrier(range("::ffff:0:0/96"), 12),
            new Carrier(range("64:ff9b::/96"), 12),
            new Carrier(range("64:ff9b:1::/48"), 12),
            new Carrier(range("2001::/32"), 4),
            new Carrier(range("2002::/16"), 2));

    private AddressRanges() {}

    /** Whether the address is none of a private, local or reserved range. */
    static boolean isPublic(IPAddress address) {
        return !in(NOT_PUBLIC, address) && (address.isIPv4() || GLOBAL_V6.contains(address));
    }

    /** Whether the address, or an IPv4 address written within it, is link-local, metadata, multicast or unspecified. */
    static boolean neverOpen(IPAddress address) {
        return Stream.concat(Stream.of(address), carried(address)).anyMatch(candidate -> in(NEVER_OPEN, candidate));
    }

    private static Stream<IPAddress> carried(IPAddress address) {
        return address.isLoopback()
                ? Stream.empty()
                : CARRIERS.stream()
                        .filter(carrier -> carrier.range.contains(address))
                        .map(carrier -> carrier.carriedBy(address));
    }

    private static boolean in(List<IPAddress> ranges, IPAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<IPAddress> ranges(String... texts) {
        return Stream.of(texts).map(AddressRanges::range).toList();
    }

    private static IPAddress range(String text) {
        return new IPAddressString(text).getAddress();
    }

    /**
     * IPv6 addresses that carry an IPv4 address.
     *
     * @param at index of its first byte
     */
    private record Carrier(IPAddress range, int at) {
        IPAddress carriedBy(IPAddress address) {
            return new IPv4Address(Arrays.copyOfRange(address.getBytes(), at, at + 4));
        }
    }
}
