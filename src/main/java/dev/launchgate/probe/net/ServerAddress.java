package dev.launchgate.probe.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Reads the address of a DNS server: {@code v4}, {@code v4:port}, {@code v6}, {@code [v6]} or {@code [v6]:port}. */
final class ServerAddress {
    /** The port of DNS, where none is written. */
    static final int PORT = 53;

    private ServerAddress() {}

    static Optional<InetSocketAddress> parse(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.lastIndexOf(':');
        boolean bareV6 = bracket < 0 && text.indexOf(':') != colon;
        boolean hasPort = !bareV6 && colon > bracket;
        String host = hasPort ? text.substring(0, colon) : text;
        int port = hasPort ? port(text.substring(colon + 1)) : PORT;
        boolean wellBracketed = bracket < 0 || host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0;
        return port < 0 || !wellBracketed
                ? Optional.empty()
                : address(host).map(found -> new InetSocketAddress(found, port));
    }

    private static Optional<InetAddress> address(String host) {
        return AddressLiteral.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /** -1 for what is no port. */
    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65535 ? port : -1;
    }
}
