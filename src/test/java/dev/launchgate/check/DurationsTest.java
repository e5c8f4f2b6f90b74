package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "1ms, PT0.001S",
        "30s, PT30S",
        "5m, PT5M",
        "72h, PT72H",
        "14d, PT336H",
        "1h30m, PT1H30M",
        "1d1h1m1s, PT25H1M1S",
        "30m1h, PT1H30M",
        "1m1m, PT2M",
        "00001s, PT1S",
        "99999d, PT2399976H",
        "99999d99999d99999d99999d, PT9599904H",
        "5m500ms, PT5M0.5S"
    })
    void parses(String text, Duration expected) {
        assertThat(Durations.valid(text)).isTrue();
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "s",
                "-1s",
                "+1s",
                "1.5m",
                "1 m",
                " 1m",
                "1m ",
                "1M",
                "1w",
                "1y",
                "1ns",
                "1us",
                "PT1M",
                "100000s",
                "1s1s1s1s1s",
                "1m\n",
                "\u0661m",
                "1m;1m",
                "0x1s",
                "1e3s"
            })
    void refuses(String text) {
        assertThat(Durations.valid(text)).isFalse();
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a duration such as 30s, 5m, 72h or 14d: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "59s", "1m", "1h30m", "24h", "7d", "14d", "1d2h3m4s", "99999d"})
    void knowsWhatTheSchemaKnows(String text) {
        assertThat(Pattern.matches(Patterns.AGE, text)).isTrue();
        assertThat(Durations.valid(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.001S, 1ms",
        "PT59S, 59s",
        "PT60S, 1m",
        "PT90M, 1h30m",
        "PT24H, 1d",
        "PT336H, 14d",
        "PT25H1M1.5S, 1d1h1m1s500ms",
        "PT0.0005S, 0s",
        "PT-1S, 0s"
    })
    void formatsAsShortAsItParses(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "90s", "1h30m", "24h", "14d", "1d1h1m1s", "99999d"})
    void readsBackWhatItFormats(String text) {
        Duration parsed = Durations.parse(text);

        assertThat(Durations.parse(Durations.format(parsed))).isEqualTo(parsed);
    }

    @ParameterizedTest
    @CsvSource({
        "1m, true",
        "60s, true",
        "59s, false",
        "1h, true",
        "3600s, true",
        "1h1ms, false",
        "1d, false",
        "soon, false",
        "'', false",
        "000001m, false",
        "00001m0000m0000m, true",
        "00001m00000m0000m, false"
    })
    void knowsWhatLiesWithin(String text, boolean within) {
        assertThat(Durations.within(text, Duration.ofMinutes(1), Duration.ofHours(1)))
                .isEqualTo(within);
    }

    @Test
    void formatsWhatNoSpecCouldSay() {
        assertThat(Durations.format(Durations.parse("1d1h1m1001ms"))).isEqualTo("1d1h1m1s1ms");
        assertThat(Durations.format(Duration.ofDays(100_000))).isEqualTo("100000d");
    }
}
