package dev.launchgate.postmortem.graph;

import static dev.launchgate.postmortem.graph.Answers.data;
import static dev.launchgate.postmortem.graph.Answers.series;
import static dev.launchgate.postmortem.graph.Answers.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @Test
    void columnsAreSeriesAndRowsAreTimes() {
        RangeData data = data(
                series(Map.of("job", "a", "pod", "x,\"y\""), "1", "", "NaN"),
                series(Map.of(), "+Inf", "-0.5", "1e-09"));
        assertThat(CsvText.of(data).text()).isEqualTo("""
                        time,"{job=""a"", pod=""x,\\""y\\""\""}",{}
                        2026-11-20T22:00:00Z,1,"+Inf"
                        2026-11-20T22:00:30Z,,-0.5
                        2026-11-20T22:01:00Z,NaN,1e-09
                        """);
    }

    @Test
    void twoRowsAreTheLowestAndTheHighestInTheirOrder() {
        RangeData raw = data(series(Map.of(), "3", "9", "", "1", "5", "NaN", "", ""));
        RangeData thin = Thinning.of(raw, 4);
        assertThat(thin.series().getFirst().values()).containsExactly("9", "1", "5", "5");
        assertThat(thin.rows()).isEqualTo(4);
        assertThat(CsvText.of(thin).text()).isEqualTo("""
                        time,{}
                        2026-11-20T22:00:00Z,9
                        2026-11-20T22:01:00Z,1
                        2026-11-20T22:02:00Z,5
                        2026-11-20T22:03:00Z,5
                        """);
        assertThat(thin.notes()).containsExactly("Of every 4 samples two are kept, the lowest and the highest.");
    }

    @Test
    void aGapStaysAGapAndNoNumberStaysNone() {
        RangeData raw = data(series(Map.of(), "", "", "", "", "NaN", "NaN", "NaN", "NaN", "1"));
        RangeData thin = Thinning.of(raw, 4);
        assertThat(thin.series().getFirst().values()).containsExactly("", "", "NaN", "NaN", "1", "1");
        assertThat(thin.time(5)).isEqualTo(raw.window().end());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100, 1_000, 5_000, 20_000, 100_000})
    void whatDoesNotFitIsThinnedAndKeepsItsExtremes(int bytes) {
        RangeData raw =
                data(series(Map.of(), values(1_000, i -> i == 617 ? "123.5" : i == 18 ? "-77" : "0." + (i % 10))));
        CsvText text = CsvText.within(raw, bytes).orElseGet(() -> CsvText.of(raw));
        if (bytes < 100) {
            assertThat(CsvText.within(raw, bytes)).isEmpty();
            return;
        }
        assertThat(text.bytes()).isLessThanOrEqualTo(bytes);
        assertThat(text.text()).contains(",123.5\n").contains(",-77\n");
        assertThat(text.data().merged() > 1).isEqualTo(CsvText.of(raw).bytes() > bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thinnedToAnyLengthNothingIsHigherOrLower(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int points = random.nextInt(2, 300);
            RangeData raw = data(series(
                    Map.of(),
                    values(points, i -> random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(-500, 500)))));
            int most = random.nextInt(2, 400);
            RangeData thin = Thinning.toRows(raw, most);
            assertThat(thin.rows()).isLessThanOrEqualTo(Math.max(2, most));
            assertThat(thin.series().getFirst().values()).hasSize(thin.rows());
            assertThat(ValueAxis.of(thin.series())).isEqualTo(ValueAxis.of(raw.series()));
            assertThat(thin.time(thin.rows() - 1))
                    .isBeforeOrEqualTo(raw.window().end());
        }
    }

    @Test
    void aDigestIsThatOfTheBytes() {
        assertThat(Sha256.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
