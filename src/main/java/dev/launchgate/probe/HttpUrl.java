package dev.launchgate.probe;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An http or https URL, taken apart. Stricter than the schema: what one reader could take for another host than the next
 * reader does is refused.
 *
 * @param secure https
 * @param host name, or address without brackets, in lower case and without trailing dot
 * @param port default port of the scheme if the URL has none
 * @param authority host and port as a {@code Host} header spells them
 * @param target path and query, as the request line spells them
 */
public record HttpUrl(boolean secure, String host, int port, String authority, String target) {
    private static final Pattern URL = Pattern.compile("(?i:(http|https)://)"
            + "(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_])?\\.?)"
            + "(:[0-9]{1,5})?"
            + "([/?][^\\x00-\\x20\\x7f#]*)?");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x21-\\x7e]+");

    /** @throws IllegalArgumentException if it is none; the message does not repeat it */
    public static HttpUrl parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an http or https URL with an ASCII host");
        }
        boolean secure = parts.group(1).toLowerCase(Locale.ROOT).equals("https");
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String given = parts.group(4) == null ? "" : parts.group(4);
        int standard = secure ? 443 : 80;
        int port = given.isEmpty() ? standard : Integer.parseInt(given.substring(1));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port out of range");
        }
        String path = parts.group(5) == null ? "/" : parts.group(5);
        return new HttpUrl(
                secure,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                port == standard ? host : host + ":" + port,
                encoded(path.startsWith("?") ? "/" + path : path));
    }

    private static String encoded(String target) {
        StringBuilder encoded = new StringBuilder();
        Matcher other = BEYOND_ASCII.matcher(target);
        int from = 0;
        while (other.find()) {
            encoded.append(target, from, other.start())
                    .append(URLEncoder.encode(other.group(), StandardCharsets.UTF_8));
            from = other.end();
        }
        return encoded.append(target, from, target.length()).toString();
    }
}
