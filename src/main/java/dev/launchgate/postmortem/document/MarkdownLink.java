package dev.launchgate.postmortem.document;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Links to https addresses. Anything else stays text. */
final class MarkdownLink {
    private static final Pattern HTTPS =
            Pattern.compile("https://[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][^\\n]*)?");

    private static final String SCHEME = "https://";
    private static final String KEPT = "-._~:/?#@!'+,;=%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LONGEST = 2_048;
    private static final int LONGEST_LABEL = 80;

    private MarkdownLink() {}

    /** The address as a link that shows itself. */
    static String of(String url, Room room) {
        String visible = VisibleText.of(url, LONGEST);
        String encoded = encoded(visible);
        return HTTPS.matches(visible) && encoded.length() <= Math.max(LONGEST_LABEL, room.text())
                ? "[%s](%s)".formatted(MarkdownText.line(visible.substring(SCHEME.length()), LONGEST_LABEL), encoded)
                : MarkdownText.line(url, Math.min(LONGEST, room.text()));
    }

    private static String encoded(String url) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : url.getBytes(StandardCharsets.UTF_8)) {
            if (unit == '&') {
                encoded.append("&amp;");
            } else if (unit > ' ' && (Character.isLetterOrDigit(unit) || KEPT.indexOf(unit) >= 0)) {
                encoded.append((char) unit);
            } else {
                encoded.append('%').append(HEX.toHexDigits(unit));
            }
        }
        return encoded.toString();
    }
}
