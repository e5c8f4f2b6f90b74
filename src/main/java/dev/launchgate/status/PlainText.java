package dev.launchgate.status;

/**
 * Text for status and events: one line without control and formatting characters, which could forge a log line or turn
 * reading order around, and cut where no character is torn in two.
 */
public final class PlainText {
    private PlainText() {}

    /** @param limit longest length in UTF-16 units */
    public static String of(String text, int limit) {
        if (text.length() <= limit && text.chars().allMatch(unit -> unit >= ' ' && unit < 0x7F)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(Math.min(text.length(), limit));
        text.codePoints()
                .filter(PlainText::visible)
                .takeWhile(point -> plain.length() + Character.charCount(point) <= limit)
                .forEachOrdered(plain::appendCodePoint);
        return plain.toString();
    }

    /** Whether somebody who reads sees it, and nothing else is changed by it. */
    public static boolean visible(int point) {
        return !Character.isISOControl(point)
                && switch (Character.getType(point)) {
                    case Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
