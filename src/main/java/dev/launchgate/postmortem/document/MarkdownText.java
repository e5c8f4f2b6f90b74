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
        String broken = apart(line).replace("://", ":" + JOINER + "//");
        if (broken.indexOf('.') >= 0 || broken.indexOf('-') >= 0) {
            broken = SITE.matcher(broken).replaceAll("$1" + JOINER + ".");
            broken = TICKET.matcher(broken).replaceAll("$1" + JOINER + "$2");
        }
        StringBuilder letters = new StringBuilder(broken.length() + broken.length() / 4);
        broken.codePoints().forEachOrdered(point -> letter(point, letters));
        String escaped = letters.toString();
        return NUMBERED_LINE
                .matcher(LINE_START.matcher(escaped).replaceFirst("\\\\$1"))
                .replaceFirst("$1\\\\$2");
    }

    /**
     * A space behind each @ that could begin a mention, or stand in an address of mail: some readers of Markdown take any
     * letter beyond ASCII, the joiner too, for a part of the address.
     */
    private static String apart(String line) {
        return line.indexOf('@') < 0
                ? line
                : Arrays.stream(line.split(" ", -1))
                        .map(MarkdownText::wordApart)
                        .collect(Collectors.joining(" "));
    }

    private static String wordApart(String word) {
        StringBuilder apart = new StringBuilder();
        int lastDot = word.lastIndexOf('.');
        for (int i = 0; i < word.length(); i++) {
            apart.append(word.charAt(i));
            boolean inWord = i > 0 && LETTERS.indexOf(word.charAt(i - 1)) >= 0;
            if (word.charAt(i) == '@' && i + 1 < word.length() && (!inWord || lastDot > i)) {
                apart.append(' ');
            }
        }
        return apart.toString();
    }

    private static void letter(int point, StringBuilder text) {
        switch (point) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '|' -> text.append("&#124;");
            case '#' -> text.append("\\#").append(JOINER);
            case '\\', '`', '*', '_', '{', '}', '[', ']', '~', '$', '!', '%' ->
                text.append('\\').appendCodePoint(point);
            default -> text.appendCodePoint(point);
        }
    }
}
