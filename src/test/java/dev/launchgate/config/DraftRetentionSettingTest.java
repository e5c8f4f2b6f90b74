package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.postmortem.draft.DraftRetention;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftRetentionSettingTest {
    @ParameterizedTest
    @CsvSource({"90d,P90D", "36h,PT36H", "1d12h,PT36H"})
    void aDurationIsHowLongADraftIsKept(String text, Duration longest) {
        assertThat(SettingDurations.retention(text)).isEqualTo(new DraftRetention(Optional.of(longest)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "0"})
    void forEver(String text) {
        assertThat(SettingDurations.retention(text)).isEqualTo(new DraftRetention(Optional.empty()));
    }

    /** A start that fails is seen; a draft that is deleted too early is not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "90", "-1d", "90 days", "d", "Never", "90d; rm"})
    void whatIsNoDurationStopsTheStart(String text) {
        assertThatThrownBy(() -> SettingDurations.retention(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
