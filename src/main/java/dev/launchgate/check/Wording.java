package dev.launchgate.check;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists and counts in messages, short enough for one line. */
final class Wording {
    private static final int MOST_LISTED = 5;
    private static final int LONGEST = 100;

    private Wording() {}

    /** {@code a, b, c}; after the fifth {@code and 3 more}. */
    static String list(Collection<String> texts) {
        String shown = texts.stream().limit(MOST_LISTED).map(Wording::cut).collect(Collectors.joining(", "));
        int more = texts.size() - MOST_LISTED;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    /** {@code 1 other record}, {@code 2 other records}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : thing.endsWith("s") ? "es" : "s");
    }

    /** The beginning of a text that is too long to be shown whole. */
    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
