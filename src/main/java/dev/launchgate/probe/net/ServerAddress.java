package dev.launchgate.probe.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Reads the address of a DNS server: {@code v4}, {@code v4:port}, {@code v6}, {@code [v6]} or {@code [v6]:port}. */
final class ServerAddress {
    /** The port of DNS, where none is written. */
    static final int PORT = 53;

    private ServerAddress() {}

    static Optional<InetSocketAddress> parse(String text) {
        int end = text.indexOf(']');
        if (text.startsWith("[") && text.lastIndexOf(':', end) > 0) {
            return address(text.substring(1, end), text.substring(end + 1));
        }
        int colon = text.indexOf(':');
        return colon < 0 || colon != text.lastIndexOf(':')
                ? address(text, "")
                : address(text.substring(0, colon), text.substring(colon));
    }

    /** @param suffix empty, or a colon and a port */
    private static Optional<InetSocketAddress> address(String host, String suffix) {
        int port = suffix.isEmpty() ? PORT : port(suffix.substring(1));
        boolean colon = suffix.isEmpty() || suffix.startsWith(":");
        return colon && port > 0
                ? AddressLiteral.parse(host).map(address -> new InetSocketAddress(address, port))
                : Optional.empty();
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
