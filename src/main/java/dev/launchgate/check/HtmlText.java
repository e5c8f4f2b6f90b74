package dev.launchgate.check;

import com.google.re2j.Pattern;

/** Text that a browser would show as a page. Only its beginning is looked at, and nothing is rendered. */
final class HtmlText {
    private static final Pattern BEGINNING =
            Pattern.compile("(?i)<(!doctype\\s+html|html|head|body|title|meta|script|style|link|form)[\\s/>]");
    private static final int LONGEST_BEGINNING = 64;

    private HtmlText() {}

    static boolean begins(String text) {
        int at = afterPreamble(text);
        return BEGINNING
                .matcher(text.substring(at, Math.min(text.length(), at + LONGEST_BEGINNING)))
                .lookingAt();
    }

    /** Behind white space, comments and what else may stand before the first element. */
    private static int afterPreamble(String text) {
        int at = afterSpace(text, 0);
        while (at < text.length()) {
            int end;
            if (text.startsWith("<!--", at)) {
                end = behind(text, "-->", at + "<!--".length());
            } else if (text.startsWith("<?", at)) {
                end = behind(text, "?>", at);
            } else {
                return at;
            }
            if (end < 0) {
                return text.length();
            }
            at = afterSpace(text, end);
        }
        return at;
    }

    private static int behind(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? -1 : found + mark.length();
    }

    private static int afterSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
