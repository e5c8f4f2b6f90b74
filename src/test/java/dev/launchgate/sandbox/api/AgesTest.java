package dev.launchgate.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT119S, 119s",
        "PT120S, 2m",
        "PT125S, 2m5s",
        "PT10M, 10m",
        "PT179M, 179m",
        "PT3H, 3h",
        "PT3H5M, 3h5m",
        "PT8H, 8h",
        "PT47H, 47h",
        "PT48H, 2d",
        "PT52H, 2d4h",
        "P8D, 8d",
        "PT-5S, 0s"
    })
    void readAsKubectlWritesThem(Duration age, String text) {
        assertThat(Ages.text(age)).isEqualTo(text);
    }
}
