package dev.launchgate.checklist;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.LaunchChecklistSpec;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.check.Durations;
import dev.launchgate.check.Refusals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often something is measured, and how long one measurement may take. */
record Pace(Duration interval, Duration timeout) {
    static final Pace DEFAULT = new Pace(
            Durations.parse(LaunchChecklistSpec.DEFAULT_INTERVAL),
            Durations.parse(LaunchChecklistSpec.DEFAULT_TIMEOUT));

    /** Without days: the schema compares these, and its language knows no days. */
    private static final Pattern DURATION = Pattern.compile(Patterns.DURATION);

    /**
     * The pace of something that may say otherwise. What is refused, or left out, stays as it is here.
     *
     * @param interval null if it says nothing
     * @param timeout null if it says nothing
     */
    Pace or(@Nullable String interval, @Nullable String timeout, Refusals refusals) {
        boolean intervalFits = interval == null || fits(interval, Duration.ofSeconds(5), Duration.ofHours(24));
        boolean timeoutFits = timeout == null || fits(timeout, Duration.ofMillis(100), Duration.ofSeconds(60));
        refusals.require(intervalFits, "interval", "interval must be from 5s to 24h");
        refusals.require(timeoutFits, "timeout", "timeout must be from 100ms to 60s");
        Pace pace = new Pace(
                interval != null && intervalFits ? Durations.parse(interval) : this.interval,
                timeout != null && timeoutFits ? Durations.parse(timeout) : this.timeout);
        boolean saysOtherwise = interval != null || timeout != null;
        refusals.require(
                !saysOtherwise || !intervalFits || !timeoutFits || pace.timeout.compareTo(pace.interval) < 0,
                "timeout",
                "timeout must be below interval");
        return pace;
    }

    private static boolean fits(String text, Duration least, Duration most) {
        return DURATION.matches(text) && Durations.within(text, least, most);
    }
}
