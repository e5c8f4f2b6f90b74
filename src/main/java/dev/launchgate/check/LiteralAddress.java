package dev.launchgate.check;

import com.google.re2j.Pattern;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/** Addresses as a spec, a status or a DNS answer may write them: one spelling, so that nobody can read another one. */
final class LiteralAddress {
    private static final Pattern SPELLING = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final IPAddressStringParameters STRICT = strict();

    private LiteralAddress() {}

    /** Reads four decimal numbers, or IPv6 text without zone; no other spelling, no range, no white space. */
    static Optional<IPAddress> parse(String text) {
        return SPELLING.matches(text)
                ? Optional.ofNullable(new IPAddressString(text, STRICT).getAddress())
                : Optional.empty();
    }

    /** Reads a range such as {@code 203.0.113.0/24}. */
    static Optional<IPAddress> parseRange(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : parse(text.substring(0, slash))
                        .filter(address -> Numbers.within(text.substring(slash + 1), 0, address.getBitCount()))
                        .map(address -> address.toPrefixBlock(Integer.parseInt(text.substring(slash + 1))));
    }

    /** Whether some resolver or library would take this host for an address: octal, hexadecimal, one number, IPv6. */
    static boolean spelledBy(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.indexOf(':') >= 0 || NUMBER.matches(name.substring(name.lastIndexOf('.') + 1));
    }

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowPrefix(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowSingleSegment(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowBinary(false)
                .allowLeadingZeros(false);
        builder.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowBinary(false)
                .getEmbeddedIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowBinary(false)
                .allowLeadingZeros(false);
        return builder.toParams();
    }
}
