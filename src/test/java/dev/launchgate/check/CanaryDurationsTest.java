package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryDurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "60, PT1M",
        "1s, PT1S",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        "0.5m0.5s, PT30.5S",
        "100ms, PT0.1S",
        "1us, PT0.000001S",
        "1ns, PT0.000000001S",
        "0.1ns, PT0S",
        "999999999, PT277777H46M39S"
    })
    void readsWhatEnginesWrite(String text, Duration expected) {
        assertThat(CanaryDurations.of(TextNode.valueOf(text))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1s",
                "1s ",
                "1d",
                "1w",
                "-1s",
                "+1s",
                ".5s",
                "1.s",
                "1 s",
                "1e3s",
                "s",
                "1s1",
                "9999999999",
                "NaN"
            })
    void readsNothingElse(String text) {
        assertThat(CanaryDurations.of(TextNode.valueOf(text))).isEmpty();
    }

    @Test
    void readsWholeNumbersOfSeconds() {
        assertThat(CanaryDurations.of(IntNode.valueOf(90))).contains(Duration.ofSeconds(90));
        assertThat(CanaryDurations.of(IntNode.valueOf(-1))).isEmpty();
        assertThat(CanaryDurations.of(LongNode.valueOf(Long.MAX_VALUE))).isEmpty();
        for (JsonNode other : new JsonNode[] {
            MissingNode.getInstance(), NullNode.getInstance(), DoubleNode.valueOf(1.5), BooleanNode.TRUE
        }) {
            assertThat(CanaryDurations.of(other)).isEmpty();
        }
    }

    @Test
    void nothingIsLongerThanOpenEnded() {
        Duration most = CanaryDurations.OPEN_ENDED;

        assertThat(CanaryDurations.of(TextNode.valueOf("999999999h"))).contains(most);
        assertThat(CanaryDurations.sum(most, Duration.ofDays(1))).isEqualTo(most);
        assertThat(CanaryDurations.sum(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(most);
        assertThat(CanaryDurations.times(Duration.ofSeconds(Long.MAX_VALUE), Long.MAX_VALUE))
                .isEqualTo(most);
        assertThat(CanaryDurations.times(Duration.ofSeconds(2), 3)).isEqualTo(Duration.ofSeconds(6));
        assertThat(CanaryDurations.sum(Duration.ofSeconds(2), Duration.ofSeconds(3)))
                .isEqualTo(Duration.ofSeconds(5));
    }
}
