package dev.launchgate.check;

import com.google.re2j.Pattern;

/** Values of samples, as Prometheus and those who speak its API write them. */
public final class SampleNumber {
    /** Numbers as Go writes them. */
    private static final Pattern NUMBER =
            Pattern.compile("NaN|[+-]?Inf|[+-]?[0-9]{1,400}(\\.[0-9]{1,400})?(e[+-]?[0-9]{1,4})?");

    private static final int LONGEST = 500;

    private SampleNumber() {}

    /** Whether the text is the value of a sample. */
    public static boolean matches(String text) {
        return text.length() <= LONGEST && NUMBER.matches(text);
    }

    /** The number that such a text stands for. */
    public static double of(String text) {
        return switch (text) {
            case "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
