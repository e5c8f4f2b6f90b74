package dev.launchgate.postmortem.document;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text in GitHub-flavoured Markdown. What has a meaning is escaped; what sites make of rendered text, such as mentions and
 * bare addresses, is broken: by a word joiner, which nobody sees, or by a space.
 */
final class MarkdownText {
    private static final String JOINER = "\u2060";
    /** What begins a list, an underline of a heading or a row of dashes. */
    private static final Pattern LINE_START = Pattern.compile("^([-+=:])");

    private static final Pattern NUMBERED_LINE = Pattern.compile("^([0-9]+)([.)])");

    private static final Pattern SITE = Pattern.compile("(?i)(www)\\.");
    private static final Pattern TICKET = Pattern.compile("(?i)(GH-)([0-9])");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n");

    private MarkdownText() {}

    /** One line. */
    static String line(String text, int limit) {
        return String.join(" ", lines(VisibleText.of(text, limit)));
    }

    /** A cell of a table: lines are kept. */
    static String cell(String text, int limit) {
        return String.join("<br>", lines(VisibleText.of(text, limit)));
    }

    /**
     * Paragraphs and line breaks as they were written.
     *
     * @param indent before every line but the first
     */
    static String block(String text, int limit, String indent) {
        return Arrays.stream(BLANK_LINES.split(VisibleText.of(text, limit)))
                .map(paragraph -> String.join("\\\n" + indent, lines(paragraph)))
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n" + indent));
    }

    private static List<String> lines(String visible) {
        return Arrays.stream(visible.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(MarkdownText::escape)
                .toList();
    }

    private static String escape(String line) {
        String broken = SITE.matcher(apart(line)).replaceAll("$1" + JOINER + ".").replace("://", ":" + JOINER + "//");
        String escaped = TICKET.matcher(broken)
                .replaceAll("$1" + JOINER + "$2")
                .codePoints()
                .mapToObj(MarkdownText::letter)
                .collect(Collectors.joining());
        return NUMBERED_LINE.matcher(LINE_START.matcher(escaped).replaceFirst("\\\\$1")).replaceFirst("$1\\\\$2");
    }

    /**
     * A space behind each @ that could begin a mention, or stand in an address of mail: some readers of Markdown take any
     * letter beyond ASCII, the joiner too, for a part of the address.
     */
    private static String apart(String line) {
        StringBuilder apart = new StringBuilder();
        int end = 0;
        int lastDot = -1;
        for (int i = 0; i < line.length(); i++) {
            char unit = line.charAt(i);
            if (i >= end) {
                int space = line.indexOf(' ', i + 1);
                end = space < 0 ? line.length() : space;
                lastDot = line.lastIndexOf('.', end - 1);
            }
            apart.append(unit);
            boolean inWord = i > 0 && LETTERS.indexOf(line.charAt(i - 1)) >= 0;
            if (unit == '@' && i + 1 < line.length() && (!inWord || lastDot > i)) {
                apart.append(' ');
            }
        }
        return apart.toString();
    }

    private static String letter(int point) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '|' -> "&#124;";
            case '#' -> "\\#" + JOINER;
            case '\\', '`', '*', '_', '{', '}', '[', ']', '~', '$', '!', '%' -> "\\" + Character.toString(point);
            default -> Character.toString(point);
        };
    }
}
