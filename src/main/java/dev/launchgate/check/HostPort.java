package dev.launchgate.check;

import inet.ipaddr.IPAddress;
import java.util.Optional;

/**
 * A destination as {@code host:port} or {@code [v6]:port}.
 *
 * @param host name or address, without brackets
 */
record HostPort(String host, int port) {
    /** What is said of a text that is none. */
    static final String EXPECTED = "host:port or [v6]:port with a port from 1 to 65535; no port range, no CIDR";

    /** Takes a text apart; empty for anything but one host and one port. */
    static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !Numbers.within(text.substring(colon + 1), 1, 65_535)) {
            return Optional.empty();
        }
        return host(text.substring(0, colon))
                .map(host -> new HostPort(host, Integer.parseInt(text.substring(colon + 1))));
    }

    /** A name, four decimal numbers, or IPv6 in brackets, which are taken off. */
    static Optional<String> host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            String inner = text.substring(1, text.length() - 1);
            return LiteralAddress.parse(inner).filter(IPAddress::isIPv6).map(address -> inner);
        }
        return Optional.of(text).filter(host -> host.indexOf(':') < 0 && HostNames.validOrAddress(host));
    }
}
