package dev.launchgate.postmortem.graph;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How times are written below a picture.
 *
 * @param format of a tick
 * @param title names the zone, and the day where ticks do not
 */
record TimeAxis(String format, String title) {
    private static final Duration SECONDS_MATTER = Duration.ofMinutes(8);
    private static final Duration HOURS_MATTER = Duration.ofDays(6);

    static TimeAxis of(RangeWindow window) {
        Duration length = Duration.between(window.start(), window.end());
        LocalDate first = LocalDate.ofInstant(window.start(), ZoneOffset.UTC);
        if (!first.equals(LocalDate.ofInstant(window.end(), ZoneOffset.UTC))) {
            return length.compareTo(HOURS_MATTER) > 0
                    ? new TimeAxis("%Y-%m-%d", "Date (UTC)")
                    : new TimeAxis("%m-%d %H:%M", "Month, day and time (UTC), " + first.getYear());
        }
        return new TimeAxis(length.compareTo(SECONDS_MATTER) < 0 ? "%H:%M:%S" : "%H:%M", "Time (UTC), " + first);
    }
}
