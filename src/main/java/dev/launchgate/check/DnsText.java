package dev.launchgate.check;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a TXT record. A spec may write it plainly, or as zone files do: strings in quotation marks, which are joined,
 * with {@code \DDD} for a byte.
 */
final class DnsText {
    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;

    private DnsText(String text) {
        this.text = text;
    }

    /** Printable ASCII as it is, every other byte as {@code \DDD}; empty if a quotation mark is not closed. */
    static Optional<String> read(String text) {
        return text.startsWith("\"")
                ? new DnsText(text).strings()
                : Optional.of(printable(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> strings() {
        while (at < text.length()) {
            if (text.charAt(at) != '"' || !string()) {
                return Optional.empty();
            }
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
        return Optional.of(printable(bytes.toByteArray()));
    }

    /** Reads from one quotation mark to behind the next. */
    private boolean string() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                if (escapedByte()) {
                    continue;
                }
            }
            if (at < text.length()) {
                int character = text.codePointAt(at);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(character);
            }
        }
        at++;
        return at <= text.length();
    }

    private boolean escapedByte() {
        String digits = text.substring(at, Math.min(at + 3, text.length()));
        boolean number = digits.length() == 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && Integer.parseInt(digits) <= 255) {
            bytes.write(Integer.parseInt(digits));
            at += 3;
            return true;
        }
        return false;
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .chars()
                .mapToObj(c -> c >= ' ' && c < 0x7f ? Character.toString(c) : "\\%03d".formatted(c))
                .collect(Collectors.joining());
    }
}
