package dev.launchgate.check;

import com.google.re2j.Pattern;

/** Text with at least one construct of Markdown. Any text is valid Markdown, so that alone would prove nothing. */
final class MarkdownText {
    /** Whoever writes Markdown uses it on the first pages. */
    private static final int LOOKED_AT = 32 * 1024;

    private static final Pattern CONSTRUCT = Pattern.compile("(?m)"
            // heading, fence, quote
            + "^ {0,3}(#{1,6}[ \\t]+\\S|```|~~~|>[ \\t]?\\S)"
            // list
            + "|^ {0,3}([-*+]|[0-9]{1,9}[.)])[ \\t]+\\S"
            // heading underlined, and the line below the head of a table
            + "|^\\S[^\\n]*\\n(={2,}|-{3,})[ \\t]*$"
            + "|^[ \\t|:-]*---[ \\t|:-]*\\|[ \\t|:-]*$"
            // link or picture
            + "|\\[[^\\]\\n]{1,200}\\]\\([^)\\s]{1,200}");

    private MarkdownText() {}

    static boolean looksSo(String text) {
        String beginning = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        return CONSTRUCT.matcher(beginning.replace("\r\n", "\n")).find();
    }
}
