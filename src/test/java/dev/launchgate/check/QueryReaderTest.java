package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.check.QueryResult.Breach;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QueryReaderTest {
    private static final String EXECUTION = """
            {"status":"error","errorType":"execution","error":"found duplicate series for the match group"}""";

    /** A vector with these values. */
    static String vector(String... values) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + IntStream.range(0, values.length)
                        .mapToObj(i -> "{\"metric\":{\"job\":\"a%d\"},\"value\":[1700000000.781,\"%s\"]}"
                                .formatted(i, values[i]))
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static QueryResult read(@Nullable String min, @Nullable String max, int minSeries, String body) {
        return (QueryResult)
                new QueryReader(new ValueBounds(min, max), minSeries).read(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static QueryResult read(String body) {
        return read(null, null, 1, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "0.25", "1e+06", "1.7976931348623157e+308", "-3", "+Inf", "-Inf", "5e-324", "1e-9"})
    void everyNumberIsDataWhereNothingBoundsIt(String value) {
        assertThat(read(vector(value))).isEqualTo(new QueryResult.Fits());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0.25, 0.25, 0.25",
                "-, 500, 500",
                "-, 500, 5e+02",
                "-1.5, -, -1.5",
                "0, -, -0",
                "-, 0.3, 0.3",
                "-, 999999999999999, 9.99999999999999e+14",
                "0, 1, 0.5"
            })
    void aBoundThatIsMetExactlyIsMet(String min, String max, String value) {
        assertThat(read(min, max, 1, vector(value))).isEqualTo(new QueryResult.Fits());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 500, 500.00000000000006, at most 500",
                "-, 500, +Inf, at most 500",
                "-, 0.3, 0.30000000000000004, at most 0.3",
                "0, -, -5e-324, at least 0",
                "0, 9, -Inf, at least 0",
                "10, 20, 1e+06, at most 20"
            })
    void whatIsBeyondIsTold(String min, String max, String value, String expected) {
        assertThat(read(min, max, 1, vector(value)))
                .isEqualTo(new QueryResult.Outside(List.of(new Breach(expected, value, 1, 1))));
    }

    @Test
    void theWorstOfEachSideIsKept() {
        assertThat(read("0", "10", 1, vector("5", "11", "731", "12", "-1", "-7", "10")))
                .isEqualTo(new QueryResult.Outside(
                        List.of(new Breach("at most 10", "731", 3, 7), new Breach("at least 0", "-7", 2, 7))));
    }

    @Test
    void answersWithinBoundsAreEqualWhateverTheNumbers() {
        assertThat(read("0", "10", 2, vector("1", "2", "3"))).isEqualTo(read("0", "10", 2, vector("9", "8")));
    }

    @Test
    void nothingIsNothing() {
        assertThat(read(vector())).isEqualTo(new QueryResult.Empty());
        assertThat(read(null, null, 5, vector())).isEqualTo(new QueryResult.Empty());
    }

    @Test
    void oneNanSpoilsTheAnswer() {
        assertThat(read("0", "1", 1, vector("0.5", "NaN", "7"))).isEqualTo(new QueryResult.NotNumbers(1, 3));
    }

    @Test
    void tooFewAreCounted() {
        assertThat(read(null, null, 3, vector("1", "1"))).isEqualTo(new QueryResult.TooFew(2));
        assertThat(read(null, null, 2, vector("1", "1"))).isEqualTo(new QueryResult.Fits());
    }

    @Test
    void aScalarIsOneSeries() {
        String scalar = """
                {"status":"success","data":{"resultType":"scalar","result":[1435781451.781,"7"]}}""";
        assertThat(read(scalar)).isEqualTo(new QueryResult.Fits());
        assertThat(read(null, "1", 1, scalar))
                .isEqualTo(new QueryResult.Outside(List.of(new Breach("at most 1", "7", 1, 1))));
        assertThat(read(null, "1", 1, scalar.replace("\"7\"", "\"NaN\""))).isEqualTo(new QueryResult.NotNumbers(1, 1));
        assertThat(read(null, null, 2, scalar)).isEqualTo(new QueryResult.TooFew(1));
    }

    @Test
    void theOrderOfMembersDoesNotMatter() {
        assertThat(read("""
                {"data":{"result":[{"value":[1,"9"],"metric":{}}],"stats":{"a":[1]},"resultType":"vector"},
                 "infos":["PromQL info: x"],"isPartial":false,"status":"success"}""")).isEqualTo(new QueryResult.Fits());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        matrix              | {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"2"]]}]}}
        matrix              | {"status":"success","data":{"resultType":"matrix","result":[]}}
        string              | {"status":"success","data":{"resultType":"string","result":[1,"a"]}}
        streams             | {"status":"success","data":{"resultType":"streams","result":[]}}
        vector of histograms| {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[1,{"count":"3"}]}]}}
        result of another type | {"status":"success","data":{"resultType":"<b>","result":[]}}
        """)
    void otherTypesAreNamed(String type, String body) {
        assertThat(read(body)).isEqualTo(new QueryResult.WrongType(type));
    }

    @Test
    void errorsAreToldApart() {
        assertThat(read("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error: x\"}"))
                .isEqualTo(new QueryResult.Rejected());
        assertThat(read(EXECUTION)).isEqualTo(new QueryResult.NotRun("execution"));
        assertThat(read(EXECUTION.replace("execution", "422"))).isEqualTo(new QueryResult.NotRun("422"));
        assertThat(read(EXECUTION.replace("\"execution\"", "\"see http://10.0.0.7/\"")))
                .isEqualTo(new QueryResult.NotRun("no known reason"));
        assertThat(read("{\"status\":\"error\"}")).isEqualTo(new QueryResult.NotRun("no known reason"));
    }

    @Test
    void warningsSpoilTheAnswerAndRemarksDoNot() {
        String warned = vector("1").replace("\"status\"", "\"warnings\":[\"store 10.0.0.7:10901 is away\"],\"status\"");
        assertThat(read(warned)).isEqualTo(new QueryResult.Warned());
        assertThat(read(warned.replace("store", "PromQL info: metric might not be a counter")))
                .isEqualTo(new QueryResult.Fits());
        assertThat(read(warned.replace("[\"store 10.0.0.7:10901 is away\"]", "[]")))
                .isEqualTo(new QueryResult.Fits());
        assertThat(read(warned.replace("[\"store 10.0.0.7:10901 is away\"]", "null")))
                .isEqualTo(new QueryResult.Fits());
        assertThat(read(warned.replace("\"1\"]", "\"NaN\"]"))).isEqualTo(new QueryResult.Warned());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html><body>Sign in</body></html>",
                "null",
                "[]",
                "\"success\"",
                "{",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":null}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\"}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[1,\"2\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{}}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,2]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"2\",\"3\"]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"two\"]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"0x10\"]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"1d\"]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\",\"3\"]}}",
                "{\"status\":\"ok\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                "{\"status\":\"error\",\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}} {}",
                "{\"status\":\"success\",\"warnings\":{},\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
            })
    void whatIsNoAnswerIsMalformed(String body) {
        assertThat(read(body)).isInstanceOf(QueryResult.Malformed.class);
    }

    @Test
    void thePositionIsTold() {
        assertThat(read("<html>")).isEqualTo(new QueryResult.Malformed("line 1, column 1"));
        assertThat(read("{\"status\":\"success\"}")).isEqualTo(new QueryResult.Malformed("no result"));
    }

    @Test
    void tenThousandSeriesAreCounted() {
        String[] values = new String[10_000];
        Arrays.fill(values, "5");
        values[9_999] = "6";
        assertThat(read(null, "5", 10_000, vector(values)))
                .isEqualTo(new QueryResult.Outside(List.of(new Breach("at most 5", "6", 1, 10_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"status\":[", "{\"data\":{\"result\":[{\"metric\":"})
    void depthIsBounded(String opening) {
        assertThat(read(opening.repeat(100_000))).isInstanceOf(QueryResult.Malformed.class);
    }

    @Test
    void hugeNumbersAreBounded() {
        assertThat(read(vector("9".repeat(1_000_000)))).isInstanceOf(QueryResult.Malformed.class);
        assertThat(read(vector("1").replace("1700000000.781", "9".repeat(900_000))))
                .isInstanceOf(QueryResult.Malformed.class);
        assertThat(read(vector("1e+9999"))).isEqualTo(new QueryResult.Fits());
    }

    static LongStream seeds() {
        return MonitoringNoise.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageIsNeverGood(long seed) {
        SplittableRandom random = MonitoringNoise.random(seed);
        List<byte[]> good = Stream.of(vector("0.5", "NaN", "3"), vector(), EXECUTION, vector("1", "2"))
                .map(body -> body.getBytes(StandardCharsets.UTF_8))
                .toList();
        QueryReader reader = new QueryReader(new ValueBounds("0.25", "0.75"), 4);
        for (int i = 0; i < 4_000; i++) {
            byte[] body = MonitoringNoise.broken(good.get(random.nextInt(good.size())), random);
            assertThat(reader.read(200, body))
                    .as(() -> new String(body, StandardCharsets.ISO_8859_1))
                    .isInstanceOf(QueryResult.class)
                    .isNotInstanceOf(QueryResult.Fits.class);
            assertThat(reader.read(200, MonitoringNoise.bytes(random))).isInstanceOf(QueryResult.Malformed.class);
        }
    }
}
