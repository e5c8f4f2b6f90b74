package dev.launchgate.check;

import com.google.re2j.Pattern;

/** Decimal numbers in the text of a spec. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Numbers() {}

    /** Whether the text is a decimal number without sign or leading zero, from {@code least} to {@code most}. */
    static boolean within(String text, int least, int most) {
        return DECIMAL.matches(text) && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
    }
}
