package dev.launchgate.probe;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/** Which header fields of a request a checklist may set. Names and values as RFC 9110, section 5, has them. */
public final class RequestHeader {
    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

    /** The request's own business, and what frames it. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "authorization",
            "cookie",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect",
            "accept-encoding");

    private RequestHeader() {}

    public static boolean isToken(String name) {
        return TOKEN.matches(name);
    }

    /** Whether only the probe itself may set it. */
    public static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || lower.startsWith("proxy-");
    }
}
