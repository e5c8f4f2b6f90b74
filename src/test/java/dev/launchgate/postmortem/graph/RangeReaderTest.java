package dev.launchgate.postmortem.graph;

import static dev.launchgate.postmortem.graph.Answers.matrix;
import static dev.launchgate.postmortem.graph.Answers.one;
import static dev.launchgate.postmortem.graph.Answers.series;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.postmortem.graph.RangeResult.Measured;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RangeReaderTest {
    private static final RangeReader READER = new RangeReader(Answers.window(4));

    private static RangeResult read(String body) {
        return READER.read(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static RangeData data(String body) {
        assertThat(read(body)).isInstanceOf(Measured.class);
        return ((Measured) read(body)).data();
    }

    @Test
    void samplesAreOnTheGridAndGapsStay() {
        RangeData data = data(matrix(one("\"job\":\"a\"", 0, "1", 1, "NaN", 3, "+Inf")));
        assertThat(data)
                .isEqualTo(new RangeData(
                        Answers.window(4), List.of(series(Map.of("job", "a"), "1", "NaN", "", "+Inf")), 1, false, 1));
        assertThat(data.samples()).isEqualTo(3);
        assertThat(data.notes()).isEmpty();
    }

    @Test
    void equalAnswersAreEqual() {
        String body = matrix(one("", 0, "1"));
        assertThat(read(body)).isEqualTo(read(body)).hasSameHashCodeAs(read(body));
    }

    @Test
    void theHighestOfManySeriesAreKeptAndToldSo() {
        String body = matrix(IntStream.range(0, 50)
                .mapToObj(i -> one("\"n\":\"%02d\"".formatted(i), 0, "0", 1, Integer.toString(i % 25)))
                .toArray(String[]::new));
        RangeData data = data(body);
        assertThat(data.series()).hasSize(RangeScan.MOST_SERIES);
        assertThat(data.series().stream().limit(4).map(Series::name))
                .containsExactly("{n=\"24\"}", "{n=\"49\"}", "{n=\"23\"}", "{n=\"48\"}");
        assertThat(data.notes()).containsExactly("The server has 50 series; the 20 with the highest values are kept.");
    }

    @Test
    void infiniteIsHighestAndNoNumberIsLowest() {
        RangeData data =
                data(matrix(one("\"n\":\"a\"", 0, "NaN"), one("\"n\":\"b\"", 0, "-5"), one("\"n\":\"c\"", 0, "+Inf")));
        assertThat(data.series().stream().map(Series::name)).containsExactly("{n=\"c\"}", "{n=\"b\"}", "{n=\"a\"}");
    }

    @Test
    void labelsArePlainText() {
        RangeData data = data(matrix(one("\"a\":\"x\\u202ey\\u0000\\n\\\"\\\\\",\"b\":\"<b>\"", 0, "1")));
        assertThat(data.series().getFirst().name()).isEqualTo("{a=\"xy\\\"\\\\\", b=\"<b>\"}");
    }

    @Test
    void warningsAreToldAndRemarksAreNot() {
        String body = matrix(one("", 0, "1")).replace("{\"status\"", "{\"warnings\":[\"%s\"],\"status\"");
        assertThat(data(body.formatted("store is away")).notes())
                .containsExactly("The server warned that data may be missing.");
        assertThat(data(body.formatted("PromQL info: metric might not be a counter"))
                        .notes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"error","errorType":"bad_data","error":"parse error"} | Rejected[]
            {"status":"error","errorType":"timeout"} | NotRun[kind=timeout]
            {"status":"error","errorType":"<b>"} | NotRun[kind=no known reason]
            {"status":"success","data":{"resultType":"matrix","result":[]}} | Empty[]
            {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[]}]}} | Empty[]
            {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2"]}]}} | WrongType[type=vector]
            {"status":"success","data":{"result":[{"metric":{},"value":[1,"2"]}],"resultType":"vector"}} | WrongType[type=vector]
            {"status":"success","data":{"resultType":"scalar","result":[1,"2"]}} | WrongType[type=scalar]
            {"status":"success","data":{"resultType":"<b>","result":[]}} | WrongType[type=result of another type]
            {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"histograms":[[1,{}]]}]}} | WrongType[type=matrix of histograms]
            {"status":"success","data":{"resultType":"matrix","result":[1]}} | Malformed[position=not a matrix]
            {"status":"success","data":{"resultType":"matrix"}} | Malformed[position=no result]
            {"status":"success"} | Malformed[position=no result]
            {"status":"success","data":null} | Malformed[position=no result]
            {} | Malformed[position=no status]
            {"status":"success","status":"success"} | Malformed[position=line 1, column 29]
            <html></html> | Malformed[position=line 1, column 1]
            """)
    void whatIsNoDataIsToldApart(String body, String expected) {
        assertThat(read(body)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[1795212000,\"0x10\"]]",
                "[[1795212000,\"1_000\"]]",
                "[[1795212000,7]]",
                "[[1795212000]]",
                "[[1795212000,\"7\",\"8\"]]",
                "[[\"1795212000\",\"7\"]]",
                "[[null,\"7\"]]",
                "[[1e999,\"7\"]]",
                "[[-1,\"7\"]]",
                "[[1795211984,\"7\"]]",
                "[[1795212106,\"7\"]]",
                "[[1795212000,\"7\"],[1795212001,\"7\"]]",
                "[7]",
                "{}",
                "null"
            })
    void aSampleThatIsNoneSpoilsTheAnswer(String values) {
        assertThat(read(matrix("{\"metric\":{},\"values\":" + values + "}"))).isInstanceOf(RangeResult.Malformed.class);
    }

    @Test
    void aTimeWithFractionIsNearItsPoint() {
        assertThat(data(matrix("{\"metric\":{},\"values\":[[1795212029.781,\"7\"]]}"))
                        .series()
                        .getFirst()
                        .values())
                .containsExactly("", "7", "", "");
    }

    @Test
    void manySeriesOfOneSampleTakeLittleMemory() {
        String[] series = IntStream.range(0, 12_000)
                .mapToObj(i -> one("\"n\":\"%05d\"".formatted(i), 1, "7"))
                .toArray(String[]::new);
        String body = matrix(series);
        RangeResult result = new RangeReader(Answers.window(1_000)).read(200, body.getBytes(StandardCharsets.UTF_8));
        assertThat(((Measured) result).data().found()).isEqualTo(12_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingThrows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = matrix(one("\"job\":\"a\"", 0, "1", 1, "NaN"), one("\"job\":\"b\"", 3, "1e+06"))
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3_000; round++) {
            byte[] body = good.clone();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(READER.read(200, body)).isNotNull();
        }
    }
}
