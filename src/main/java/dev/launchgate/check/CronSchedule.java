package dev.launchgate.check;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The schedule of a CronJob, as Kubernetes reads it: five fields, or a word such as {@code @hourly}. */
final class CronSchedule {
    private static final int LONGEST = 200;
    private static final String EVERY = "@every ";

    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .supportsQuestionMark()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .supportsQuestionMark()
            .withStrictRange()
            .and()
            .withSupportedNicknameHourly()
            .withSupportedNicknameDaily()
            .withSupportedNicknameMidnight()
            .withSupportedNicknameWeekly()
            .withSupportedNicknameMonthly()
            .withSupportedNicknameYearly()
            .withSupportedNicknameAnnually()
            .instance();

    private CronSchedule() {}

    /** What is wrong with the schedule or its time zone; empty if it can run. */
    static Optional<Judgement> fault(Resource cronJob) {
        if (!valid(cronJob.text("/spec/schedule"))) {
            return Optional.of(malformed(cronJob, "schedule", "not a cron schedule; write five fields or @hourly"));
        }
        String zone = cronJob.text("/spec/timeZone");
        return zone.isEmpty() || zoned(zone)
                ? Optional.empty()
                : Optional.of(malformed(cronJob, "timeZone", "not a time zone; write one such as Europe/Berlin"));
    }

    static boolean valid(String schedule) {
        if (schedule.isEmpty() || schedule.length() > LONGEST) {
            return false;
        }
        if (schedule.startsWith(EVERY)) {
            return Durations.valid(schedule.substring(EVERY.length()).strip());
        }
        try {
            new CronParser(DEFINITION).parse(schedule).validate();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean zoned(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Judgement malformed(Resource cronJob, String field, String fault) {
        return Judgement.unknown(Reason.DataMalformed, "%s of %s: %s".formatted(field, cronJob.label(), fault));
    }
}
