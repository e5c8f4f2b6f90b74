package dev.launchgate.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;

/** The one parser of durations and ages: {@code 30s}, {@code 1h30m}, {@code 14d}, as Go and Prometheus write them. */
public final class Durations {
    private static final int MAX_LENGTH = 16;
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,5}(ms|s|m|h|d)){1,4}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,5})(ms|s|m|h|d)");
    private static final List<String> LARGEST_FIRST = List.of("d", "h", "m", "s", "ms");

    private Durations() {}

    /** Whether {@link #parse} understands the text. */
    public static boolean valid(String text) {
        return WHOLE.matches(text);
    }

    /** Whether the text is a duration from {@code least} to {@code most}, and as short as the schema has it. */
    public static boolean within(String text, Duration least, Duration most) {
        if (text.length() > MAX_LENGTH || !valid(text)) {
            return false;
        }
        Duration duration = parse(text);
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    /**
     * Parses a duration.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Duration parse(String text) {
        if (!valid(text)) {
            throw new IllegalArgumentException("not a duration such as 30s, 5m, 72h or 14d: " + text);
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }

    /** The shortest text for people, days included: {@code 14d}, {@code 1h30m}, {@code 0s}. */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        Duration rest = duration;
        for (String unit : LARGEST_FIRST) {
            long count = rest.dividedBy(unit(unit));
            if (count > 0) {
                text.append(count).append(unit);
                rest = rest.minus(unit(unit).multipliedBy(count));
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "d" -> Duration.ofDays(1);
            case "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            case "s" -> Duration.ofSeconds(1);
            default -> Duration.ofMillis(1);
        };
    }
}
