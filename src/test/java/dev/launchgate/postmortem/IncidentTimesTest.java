package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.announce.PostmortemMeters.Until;
import dev.launchgate.api.v1alpha1.PostmortemImpact;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What monitoring is told of the length of an incident. */
class IncidentTimesTest {
    private static Map<Until, Duration> times(
            @Nullable String started, @Nullable String mitigated, @Nullable String resolved) {
        return IncidentTimes.of(new PostmortemImpact(null, null, started, null, mitigated, resolved, true));
    }

    @Test
    void eachTimeThatIsKnownCountsFromTheStart() {
        assertThat(IncidentTimes.of(Postmortems.spec(Postmortems.WHOLE).impact()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Until.Detected, Duration.ofMinutes(10),
                        Until.Mitigated, Duration.ofMinutes(42),
                        Until.Resolved, Duration.ofMinutes(60),
                        Until.Over, Duration.ofMinutes(42)));
    }

    @Test
    void itIsOverWhenResolvedWhereMitigatedIsNotKnown() {
        assertThat(times("2026-11-20T20:00:00Z", null, "2026-11-20T21:00:00+00:00"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Until.Resolved, Duration.ofHours(1), Until.Over, Duration.ofHours(1)));
    }

    @Test
    void whatIsUnknownOrRunsBackwardsIsLeftOut() {
        assertThat(times(null, "2026-11-20T20:00:00Z", null)).isEmpty();
        assertThat(times("yesterday", "2026-11-20T20:00:00Z", null)).isEmpty();
        assertThat(times("2026-11-20T20:00:01Z", "2026-11-20T20:00:00Z", null)).isEmpty();
        assertThat(IncidentTimes.of(PostmortemImpact.NONE)).isEmpty();
    }
}
