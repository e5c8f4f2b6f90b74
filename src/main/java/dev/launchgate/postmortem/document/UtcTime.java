package dev.launchgate.postmortem.document;

import dev.launchgate.check.DateTimes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in UTC, to the second. */
final class UtcTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int LONGEST = 40;

    private UtcTime() {}

    /** The time as the document shows it; what is no time is shown as it stands. Empty for null. */
    static String of(@Nullable String time) {
        return time == null
                ? ""
                : DateTimes.parse(time).map(FORM::format).orElseGet(() -> MarkdownText.line(time, LONGEST));
    }
}
