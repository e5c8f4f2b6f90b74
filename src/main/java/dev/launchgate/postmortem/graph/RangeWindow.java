package dev.launchgate.postmortem.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The grid of times that a range query asks for: multiples of the step since 1970, so that the same window asked for twice
 * meets the same samples.
 *
 * @param start first time of the grid
 * @param step distance of the grid, whole seconds
 * @param points number of times, 2 to 1000
 * @param asked the step that was asked for, which is smaller where it would have given too many points
 */
public record RangeWindow(Instant start, Duration step, int points, Duration asked) {
    /** Most points for one series. */
    public static final int MOST_POINTS = 1_000;

    /** Points of a window whose step nobody asked for. */
    private static final int ENOUGH = 360;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * The grid that covers a window; empty if the window has no length, or its times are outside the years 1970 to 9998.
     *
     * @param step wanted; less than a second is a second; null for what suits the length of the window
     */
    public static Optional<RangeWindow> covering(Instant start, Instant end, @Nullable Duration step) {
        if (!start.isBefore(end) || start.isBefore(EARLIEST) || !end.isBefore(LATEST)) {
            return Optional.empty();
        }
        long from = start.getEpochSecond();
        long to = end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
        // no longer than all time together, so that no product overflows
        long asked = step == null ? suitable(to - from) : Math.clamp(step.toSeconds(), 1, LATEST.getEpochSecond());
        long factor = Math.max(1, Math.ceilDiv(to - from, asked * (MOST_POINTS - 1)));
        while (points(from, to, asked * factor) > MOST_POINTS) {
            factor++;
        }
        long chosen = asked * factor;
        return Optional.of(new RangeWindow(
                Instant.ofEpochSecond(Math.floorDiv(from, chosen) * chosen),
                Duration.ofSeconds(chosen),
                (int) points(from, to, chosen),
                Duration.ofSeconds(asked)));
    }

    /** A step as people choose them: 1, 2, 5, 10, 15 or 30 seconds or minutes, or hours. */
    private static long suitable(long span) {
        long least = Math.ceilDiv(span, ENOUGH);
        return LongStream.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)
                .filter(step -> step >= least)
                .findFirst()
                .orElseGet(() -> 3600 * Math.ceilDiv(least, 3600));
    }

    private static long points(long from, long to, long step) {
        return Math.ceilDiv(to, step) - Math.floorDiv(from, step) + 1;
    }

    /** A time of the grid. */
    public Instant time(int point) {
        return start.plusSeconds(step.toSeconds() * point);
    }

    /** The last time of the grid. */
    public Instant end() {
        return time(points - 1);
    }

    /** Whether the step is larger than asked for. */
    public boolean widened() {
        return !step.equals(asked);
    }
}
