package dev.launchgate.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Quoted strings as Go writes them. */
final class GoLiteral {
    private static final String SIMPLE = "abfnrtv\\\"";
    private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\\"";

    private GoLiteral() {}

    /** What is between the quotes; empty if the text is no such literal. */
    static Optional<String> unquoted(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return Optional.empty();
        }
        String inside = text.substring(1, text.length() - 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < inside.length()) {
            char c = inside.charAt(at);
            if (c == '"' || c == '\n') {
                return Optional.empty();
            }
            int end = c == '\\' ? escape(inside, at + 1, bytes) : plain(inside, at, bytes);
            if (end < 0) {
                return Optional.empty();
            }
            at = end;
        }
        return decoded(bytes.toByteArray());
    }

    private static int plain(String text, int at, ByteArrayOutputStream bytes) {
        int end = text.offsetByCodePoints(at, 1);
        bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        return end;
    }

    /** Reads what follows a backslash, and says where it ends; negative for what is no escape. */
    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        if (at == text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            bytes.write(MEANING.charAt(simple));
            return at + 1;
        }
        return switch (c) {
            case 'x' -> number(text, at + 1, 2, 16, bytes);
            case 'u' -> number(text, at + 1, 4, 16, bytes);
            case 'U' -> number(text, at + 1, 8, 16, bytes);
            default -> number(text, at, 3, 8, bytes);
        };
    }

    private static int number(String text, int at, int digits, int radix, ByteArrayOutputStream bytes) {
        int end = at + digits;
        if (end > text.length()) {
            return -1;
        }
        long value = 0;
        for (int i = at; i < end; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        boolean octet = digits < 4;
        boolean half = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (value > (octet ? 0xff : Character.MAX_CODE_POINT) || half) {
            return -1;
        }
        if (octet) {
            bytes.write((int) value);
        } else {
            bytes.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
        }
        return end;
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
