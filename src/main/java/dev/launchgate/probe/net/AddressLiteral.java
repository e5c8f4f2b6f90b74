package dev.launchgate.probe.net;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Reads an address as text, never as a name. An IPv4 address has one spelling, four decimal numbers without leading zeros:
 * programs disagree on octal, hexadecimal and short forms (RFC 6943 section 3.1.1), so those are no addresses here. An IPv6
 * address may be written in any form of RFC 4291, without zone.
 */
public final class AddressLiteral {
    private static final IPAddressStringParameters STRICT = strict().toParams();
    private static final int LONGEST = 45;

    private AddressLiteral() {}

    /** The address; an IPv4-mapped IPv6 address as the IPv4 address that a connection to it would reach. */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        IPAddress address = new IPAddressString(text, STRICT).getAddress();
        return address == null || address.isMultiple() ? Optional.empty() : Optional.of(plain(address.getBytes()));
    }

    /** The text of RFC 5952 for IPv6, four decimal numbers for IPv4. */
    public static String canonical(InetAddress address) {
        return of(address).toCanonicalString();
    }

    /** An address without name, scope or mapping. */
    static InetAddress plain(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    static IPAddress of(InetAddress address) {
        byte[] bytes = plain(address.getAddress()).getAddress();
        return bytes.length == IPv4Address.BYTE_COUNT ? new IPv4Address(bytes) : new IPv6Address(bytes);
    }

    /** Accepts one spelling of one address and nothing around it. */
    static IPAddressStringParameters.Builder strict() {
        var builder = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowSingleSegment(false)
                .allowAll(false)
                .allowPrefix(false)
                .allowMask(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .allow_inet_aton(false);
        builder.getIPv4AddressParametersBuilder().allowLeadingZeros(false).allowBinary(false);
        builder.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowBinary(false)
                .allowUnlimitedLeadingZeros(false)
                .getEmbeddedIPv4AddressParametersBuilder()
                .allowLeadingZeros(false);
        return builder;
    }
}
