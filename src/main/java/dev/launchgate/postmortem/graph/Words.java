package dev.launchgate.postmortem.graph;

import dev.launchgate.status.PlainText;

/** Text of a picture: plain, and no wider than its place. */
final class Words {
    private static final String CUT = "...";
    private static final int LONGEST = 10_000;
    /** From here on letters are as wide as two of ours. */
    private static final int FIRST_WIDE = 0x1100;
    /** The last two of every plane are no characters, and no XML. */
    private static final int NO_CHARACTER = 0xFFFE;

    private Words() {}

    /** At most so wide, and told if it is cut. */
    static String cut(String text, int width) {
        String plain = plain(text);
        return width(plain) <= width
                ? plain
                : start(plain, width - CUT.length()).strip() + CUT;
    }

    /** At most so wide, cut in the middle: what tells names apart is often their end. */
    static String cutInside(String text, int width) {
        String plain = plain(text);
        if (width(plain) <= width) {
            return plain;
        }
        int half = (width - CUT.length()) / 2;
        String turned = new StringBuilder(plain).reverse().toString();
        return start(plain, half) + CUT + new StringBuilder(start(turned, half)).reverse();
    }

    /** In at most two lines, broken between words where that is possible. */
    static String twoLines(String text, int width) {
        String plain = plain(text);
        if (width(plain) <= width) {
            return plain;
        }
        String first = start(plain, width);
        int space = first.lastIndexOf(' ');
        int end = space > first.length() / 2 ? space : first.length();
        return plain.substring(0, end) + "\n" + cut(plain.substring(end), width);
    }

    private static String plain(String text) {
        return PlainText.of(text, LONGEST)
                .codePoints()
                .filter(point -> (point & NO_CHARACTER) != NO_CHARACTER)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static String start(String text, int width) {
        StringBuilder start = new StringBuilder();
        int used = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            used += point < FIRST_WIDE ? 1 : 2;
            if (used > width) {
                break;
            }
            start.appendCodePoint(point);
        }
        return start.toString();
    }

    private static int width(String text) {
        return text.codePoints().map(point -> point < FIRST_WIDE ? 1 : 2).sum();
    }
}
