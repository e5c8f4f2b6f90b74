package dev.launchgate.config;

import dev.launchgate.check.Durations;
import dev.launchgate.postmortem.draft.DraftRetention;
import java.time.Duration;
import java.util.Optional;

/** Durations that an administrator sets, and their bounds. */
final class SettingDurations {
    private SettingDurations() {}

    /** What is promised of the policies holds for whatever can be set. */
    static Duration provenFor(String said) {
        Duration time = Durations.parse(said);
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofMinutes(4)) > 0) {
            throw new IllegalArgumentException(
                    "launchgate.policies.proven-for: expected 1s to 4m, saw %s".formatted(said));
        }
        return time;
    }

    /** @param longest a duration such as 90d; never or 0 for ever */
    static DraftRetention retention(String longest) {
        boolean forEver = longest.equals("never") || longest.equals("0");
        return new DraftRetention(forEver ? Optional.empty() : Optional.of(Durations.parse(longest)));
    }
}
