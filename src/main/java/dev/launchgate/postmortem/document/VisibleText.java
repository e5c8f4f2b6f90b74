package dev.launchgate.postmortem.document;

import dev.launchgate.status.PlainText;

/** Text without characters that nobody sees: control and formatting characters, which could turn reading order around. */
final class VisibleText {
    /** Stands where a text was cut. */
    static final String CUT = " [...]";

    /** The last two of every plane are no characters. */
    private static final int NO_CHARACTER = 0xFFFE;

    private VisibleText() {}

    /** Visible characters and line ends, cut to a length with a mark. */
    static String of(String text, int limit) {
        // what is cut anyway need not be looked at; some of the rest may be invisible
        String begin = text.length() / 4 > limit ? text.substring(0, 4 * limit) : text;
        String visible = begin.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\t', ' ')
                .codePoints()
                .filter(VisibleText::visible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (visible.length() <= limit) {
            return begin.length() == text.length() ? visible : visible + CUT;
        }
        int end = Character.isHighSurrogate(visible.charAt(limit - 1)) ? limit - 1 : limit;
        return visible.substring(0, end).strip() + CUT;
    }

    private static boolean visible(int point) {
        return point == '\n' || (point & NO_CHARACTER) != NO_CHARACTER && PlainText.visible(point);
    }
}
