package dev.launchgate.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An http or https URL of a spec, taken apart without looking anything up.
 *
 * @param host name or address, without brackets
 * @param port the one that is written, else the scheme's
 * @param withoutQuery what may be shown: a query can hold what should not be seen
 */
record SpecUrl(String host, int port, String withoutQuery) {
    private static final int LONGEST = 2048;
    private static final int LONGEST_SHOWN = 200;

    /** What is wrong with a URL, in words that never repeat it, for it may hold a password; empty if nothing is. */
    static Optional<String> fault(String url) {
        if (url.isEmpty() || url.length() > LONGEST) {
            return Optional.of("must have 1 to 2048 characters");
        }
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            return Optional.of("must start with http:// or https://");
        }
        if (url.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return Optional.of("no control characters, spaces or characters beyond ASCII:"
                    + " percent-encode them, and write the host in its xn-- form");
        }
        if (url.indexOf('#') >= 0) {
            return Optional.of("no fragment");
        }
        String authority = authority(url);
        if (authority.indexOf('@') >= 0) {
            return Optional.of("no user name or password: use auth");
        }
        return authorityFault(authority).or(() -> syntaxFault(url));
    }

    /**
     * Takes a URL apart.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    static SpecUrl parse(String url) {
        fault(url).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        boolean https = url.startsWith("https://");
        int query = url.indexOf('?');
        HostPort destination = HostPort.parse(withPort(authority(url), https)).orElseThrow();
        return new SpecUrl(destination.host(), destination.port(), query < 0 ? url : url.substring(0, query));
    }

    /** For messages: without query, and not longer than a line. */
    String shown() {
        return withoutQuery.length() > LONGEST_SHOWN ? withoutQuery.substring(0, LONGEST_SHOWN) + "..." : withoutQuery;
    }

    /** Host and port, as a spec writes a destination. */
    String destination() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static Optional<String> authorityFault(String authority) {
        Optional<HostPort> destination = HostPort.parse(withPort(authority, true));
        if (destination.isEmpty()) {
            return Optional.of("host must be a name, four decimal numbers or [IPv6] without zone,"
                    + " and the port from 1 to 65535");
        }
        return LiteralAddress.parse(destination.get().host())
                .filter(AddressRanges::neverOpen)
                .map(denied -> "an address in this range is never reached");
    }

    private static Optional<String> syntaxFault(String url) {
        try {
            new URI(url);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("not a URL (position %d)".formatted(e.getIndex() + 1));
        }
    }

    private static String authority(String url) {
        int start = url.indexOf("//") + 2;
        int end = start;
        while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(start, end);
    }

    private static String withPort(String authority, boolean https) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + (https ? ":443" : ":80");
    }
}
