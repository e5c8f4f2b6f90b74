package dev.launchgate.postmortem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final Map<String, String> FILES =
            Map.of("errors.csv", "a,b", "errors-light.svg", "<svg/>", "x", "y");

    @Test
    void filesAreBelievedByTheirDigestOnly() {
        String digest = Kept.digest(new TreeMap<>(Map.of("errors.csv", "a,b", "errors-light.svg", "<svg/>")));
        assertThat(Kept.of("errors", digest, FILES))
                .hasValueSatisfying(own -> assertThat(own).containsOnlyKeys("errors.csv", "errors-light.svg"));
        assertThat(Kept.of("errors", digest, Map.of("errors.csv", "a,c", "errors-light.svg", "<svg/>")))
                .isEmpty();
        assertThat(Kept.of("errors", digest, Map.of("errors.csv", "a,b"))).isEmpty();
    }

    @Test
    void theWaitDoublesUpToItsCap() {
        assertThat(RangeCapture.pause(0)).isEqualTo(Duration.ofSeconds(15));
        assertThat(RangeCapture.pause(2)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RangeCapture.pause(1_000_000)).isEqualTo(RangeCapture.LONGEST_WAIT);
    }
}
