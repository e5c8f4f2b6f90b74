package dev.launchgate.postmortem.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeWindowTest {
    @ParameterizedTest
    @CsvSource({
        // start, end, asked, first, last, step, points
        "2026-11-20T22:00:00Z, 2026-11-20T23:00:00Z, PT30S, 2026-11-20T22:00:00Z, 2026-11-20T23:00:00Z, PT30S, 121",
        "2026-11-20T22:00:07Z, 2026-11-20T22:59:31.5Z, PT30S, 2026-11-20T22:00:00Z, 2026-11-20T23:00:00Z, PT30S, 121",
        "2026-11-20T22:00:00Z, 2026-11-20T22:00:00.001Z, PT1S, 2026-11-20T22:00:00Z, 2026-11-20T22:00:01Z, PT1S, 2",
        "2026-11-20T22:00:00Z, 2026-11-20T22:16:39Z, PT1S, 2026-11-20T22:00:00Z, 2026-11-20T22:16:39Z, PT1S, 1000",
        "2026-11-20T22:00:00Z, 2026-11-20T22:16:40Z, PT1S, 2026-11-20T22:00:00Z, 2026-11-20T22:16:40Z, PT2S, 501",
        "2026-11-20T00:00:00Z, 2026-12-20T00:00:00Z, PT30S, 2026-11-19T23:45:00Z, 2026-12-20T00:24:00Z, PT43M30S, 995",
        "2026-11-20T22:00:01Z, 2026-11-20T22:00:02Z, PT24H, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z, PT24H, 2"
    })
    void theGridCoversTheWindow(
            Instant start, Instant end, Duration asked, Instant first, Instant last, Duration step, int points) {
        RangeWindow window = RangeWindow.covering(start, end, asked).orElseThrow();
        assertThat(window.start()).isBeforeOrEqualTo(start);
        assertThat(window.end()).isAfterOrEqualTo(end);
        assertThat(window.points()).isBetween(2, RangeWindow.MOST_POINTS);
        assertThat(window.start().getEpochSecond() % window.step().toSeconds()).isZero();
        assertThat(window).isEqualTo(new RangeWindow(first, step, points, asked));
        assertThat(window.end()).isEqualTo(last);
        assertThat(window.widened()).isEqualTo(step.compareTo(asked) > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T22:00:00Z, 2026-11-20T22:00:00Z",
        "2026-11-20T22:00:01Z, 2026-11-20T22:00:00Z",
        "1969-12-31T23:59:59Z, 2026-11-20T22:00:00Z",
        "2026-11-20T22:00:00Z, +10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z"
    })
    void whatIsNoWindowHasNoGrid(Instant start, Instant end) {
        assertThat(RangeWindow.covering(start, end, Duration.ofSeconds(30))).isEmpty();
        assertThat(RangeWindow.covering(start, end, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT1S", "PT1H, PT10S", "PT24H, PT5M", "P30D, PT2H", "P31D, PT3H"})
    void aStepThatNobodyAskedForSuitsTheLength(Duration length, Duration step) {
        Instant start = Instant.parse("2026-11-20T22:00:00Z");
        RangeWindow window =
                RangeWindow.covering(start, start.plus(length), null).orElseThrow();
        assertThat(window.step()).isEqualTo(step);
        assertThat(window.widened()).isFalse();
    }

    @Test
    void theRequestIsOnTheGrid() {
        RangeWindow window = RangeWindow.covering(
                        Instant.parse("2026-11-20T22:00:07Z"),
                        Instant.parse("2026-11-20T22:10:00Z"),
                        Duration.ofSeconds(30))
                .orElseThrow();
        assertThat(new RangeRequest("sum(rate(a{b=\"c&d\"}[5m])) + 1", window).target())
                .isEqualTo("/api/v1/query_range?query=sum%28rate%28a%7Bb%3D%22c%26d%22%7D%5B5m%5D%29%29%20%2B%201"
                        + "&start=1795212000&end=1795212600&step=30");
        assertThat(window.start().getEpochSecond()).isEqualTo(1_795_212_000L);
    }

    @Test
    void allOfTimeIsBounded() {
        RangeWindow window = RangeWindow.covering(
                        Instant.EPOCH, Instant.parse("9998-12-31T23:59:59Z"), Duration.ofMillis(-5))
                .orElseThrow();
        assertThat(window.points()).isBetween(2, RangeWindow.MOST_POINTS);
        assertThat(window.asked()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anEndlessStepIsBounded() {
        Instant start = Instant.parse("2026-11-20T22:00:00Z");
        assertThat(RangeWindow.covering(start, start.plusSeconds(1), Duration.ofSeconds(Long.MAX_VALUE)))
                .hasValueSatisfying(window -> assertThat(window.points()).isEqualTo(2));
    }
}
