package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.ManualParams;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates of evidence: RFC 3339 with zone. */
public final class DateTimes {
    private static final Pattern DATE_TIME = Pattern.compile(ManualParams.DATE_TIME);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private DateTimes() {}

    /** Empty for what is no date-time, such as one without zone or the 30th of February. */
    public static Optional<Instant> parse(String text) {
        if (!DATE_TIME.matches(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public static void refuse(String text, String path, Refusals refusals) {
        refusals.require(
                parse(text).isPresent(), path, "must be a date and time with zone, such as 2026-11-20T09:00:00Z");
    }

    /** The date as messages show it: the day in UTC. */
    public static String day(Instant date) {
        return date.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** What is said of evidence that is dated further ahead than clocks differ. */
    public static Optional<Judgement> future(String subject, Instant date, Instant now) {
        return date.isAfter(now.plus(CLOCKS_DIFFER))
                ? Optional.of(Judgement.fail(
                        Reason.DateInFuture,
                        "%s: expected a time that has passed, saw %s; correct the date".formatted(subject, date)))
                : Optional.empty();
    }
}
