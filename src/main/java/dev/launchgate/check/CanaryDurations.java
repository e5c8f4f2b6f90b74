package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Durations as canary engines write them: as Go does, with fractions, or as a whole number of seconds. */
final class CanaryDurations {
    /** Until somebody goes on by hand. */
    static final Duration OPEN_ENDED = Duration.ofDays(100_000);

    private static final long MOST = 1_000_000;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,9}(\\.[0-9]{1,9})?(ns|us|ms|s|m|h)){1,6}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h)");

    private CanaryDurations() {}

    /** Empty for what the engine could not read either. */
    static Optional<Duration> of(JsonNode node) {
        String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
        if (SECONDS.matches(text)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        if (!WHOLE.matches(text)) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2))));
            BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
            sum = sum.plusSeconds(seconds[0].longValue()).plusNanos(seconds[1].longValue());
        }
        return Optional.of(capped(sum));
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }

    /** Sums that never overflow: nothing is longer than open-ended. */
    static Duration sum(Duration first, Duration second) {
        return capped(capped(first).plus(capped(second)));
    }

    /** The same for so many times a duration. */
    static Duration times(Duration duration, long count) {
        return capped(capped(duration).multipliedBy(Math.min(count, MOST)));
    }

    private static Duration capped(Duration duration) {
        return duration.compareTo(OPEN_ENDED) > 0 ? OPEN_ENDED : duration;
    }
}
