package dev.launchgate.check;

import static dev.launchgate.api.v1alpha1.GoldenSignal.Errors;
import static dev.launchgate.api.v1alpha1.GoldenSignal.Latency;
import static dev.launchgate.api.v1alpha1.GoldenSignal.Saturation;
import static dev.launchgate.api.v1alpha1.GoldenSignal.Traffic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.check.BoardContent.Board;
import dev.launchgate.check.BoardContent.NoBoard;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardReaderTest {
    private static final NoBoard OTHER_JSON = new NoBoard("JSON of another kind", "correct the reference");
    private static final NoBoard NO_JSON = new NoBoard("no JSON", "publish it again");
    private static final Board CLASSIC = new Board(
            Map.of(Latency, "'Response time'", Traffic, "'Requests'", Errors, "'Server errors'"), Set.of(), 2);
    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void readsTheClassicSchemaWithRowsAroundPanels() {
        assertThat(read(BoardFixtures.text("classic.json"))).isEqualTo(CLASSIC);
    }

    @Test
    void readsTheSchemaThatHadOnlyRows() {
        assertThat(read(BoardFixtures.text("rows.json")))
                .isEqualTo(new Board(
                        Map.of(
                                Latency, "'p99'",
                                Traffic, "'Hits'",
                                Errors, "'Failed'",
                                Saturation, "a panel without title"),
                        Set.of(),
                        0));
    }

    @Test
    void readsSchemaV2WithTabsAndRows() {
        assertThat(read(BoardFixtures.text("v2.json")))
                .isEqualTo(new Board(
                        Map.of(
                                Latency, "'Response time'",
                                Traffic, "'Requests'",
                                Errors, "'Server errors'",
                                Saturation, "'Memory'"),
                        Set.of(),
                        1));
    }

    @Test
    void readsWhatGrafanaWrapsABoardIn() {
        String classic = BoardFixtures.text("classic.json");

        assertThat(read(BoardFixtures.legacy(classic))).isEqualTo(CLASSIC);
        assertThat(read(BoardFixtures.object("v1beta1", classic))).isEqualTo(CLASSIC);
        assertThat(read(BoardFixtures.object("v1", classic))).isEqualTo(CLASSIC);
        assertThat(read("\uFEFF" + classic)).isEqualTo(CLASSIC);
    }

    @Test
    void whatTheLayoutLeavesOutIsNotShown() {
        assertThat(read(BoardFixtures.text("v2.json").replace("\"panel-3\"}", "\"panel-6\"}")))
                .isEqualTo(new Board(
                        Map.of(Latency, "'Response time'", Traffic, "'Requests'", Saturation, "'Memory'"),
                        Set.of(),
                        1));
    }

    @Test
    void hiddenQueriesShowNothing() {
        assertThat(read(BoardFixtures.text("v2.json").replace("\"hidden\": false", "\"hidden\": true")))
                .isEqualTo(new Board(
                        Map.of(Traffic, "'Requests'", Errors, "'Server errors'", Saturation, "'Memory'"), Set.of(), 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classic.json | Worker queue           | true
            classic.json | Server errors          | true
            classic.json | About                  | true
            classic.json | Pods                   | true
            classic.json | Pods of an application | false
            classic.json | Nodes                  | true
            classic.json | worker queue           | false
            classic.json | Trouble                | false
            classic.json | Scoring                | false
            rows.json    | Hits                   | true
            rows.json    | First                  | false
            v2.json      | Memory                 | true
            v2.json      | Pods of an application | true
            v2.json      | Speed                  | false
            v2.json      | Removed from the layout | false
            """)
    void findsAPanelByItsTitle(String file, String title, boolean found) {
        Board board = (Board) new BoardReader(Set.of(title, "never in it"))
                .read(200, BoardFixtures.text(file).getBytes(StandardCharsets.UTF_8));

        assertThat(board.found()).isEqualTo(found ? Set.of(title) : Set.of());
    }

    @Test
    void aLibraryPanelWhoseQueriesAreSentAlongIsLookedInto() {
        assertThat(read("""
                {"panels": [{"libraryPanel": {"name": "Queue"}, "targets": [{"expr": "queue_length"}]}]}
                """)).isEqualTo(new Board(Map.of(Saturation, "'Queue'"), Set.of(), 0));
    }

    @Test
    void titlesAreShownPlainAndShort() {
        assertThat(read("""
                {"panels": [{"title": "\\u202eevil\\u0007\\n title", "targets": [{"expr": "cpu"}]},
                            {"title": "%s", "targets": [{"expr": "errors"}]}]}
                """.formatted("x".repeat(5_000))))
                .isEqualTo(
                        new Board(Map.of(Saturation, "'evil title'", Errors, "'" + "x".repeat(60) + "'"), Set.of(), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"panels\": []}",
                "{\"rows\": []}",
                "{\"schemaVersion\": 39, \"title\": \"empty\"}",
                "{\"elements\": {}, \"layout\": {}}",
                "{\"panels\": [null, 1, \"x\", [], {}, {\"targets\": \"cpu\"}, {\"targets\": [1, null, {\"expr\": {}}]}]}",
                "{\"elements\": {\"a\": 1}, \"layout\": {\"kind\": \"ElementReference\", \"name\": \"a\"}}",
                "{\"panels\": [{\"type\": \"row\", \"targets\": [{\"expr\": \"cpu\"}]}]}"
            })
    void aBoardWithoutPanelsShowsNothing(String json) {
        assertThat(((Board) read(json)).shownIn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"board\"",
                "1",
                "[{\"panels\": []}]",
                "{\"message\": \"Not found\"}",
                "{\"dashboard\": {}}",
                "{\"apiVersion\": \"dashboard.grafana.app/v1\", \"panels\": []}",
                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"spec\": {\"panels\": []}}",
                "{\"panels\": {}}",
                "{\"elements\": {}, \"layout\": []}"
            })
    void otherJsonIsNoBoard(String json) {
        assertThat(read(json)).isEqualTo(OTHER_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"panels\": []",
                "{\"panels\": []} {}",
                "{'panels': []}",
                "{\"panels\": [], }",
                "{\"panels\": [NaN]}",
                "panels: []",
                "\u0000"
            })
    void whatDoesNotParseIsNoJson(String text) {
        assertThat(read(text)).isEqualTo(NO_JSON);
    }

    @Test
    void aLoginPageIsRecognised() {
        assertThat(read("\n<!doctype html><html><head><title>Grafana</title></head></html>"))
                .isEqualTo(new NoBoard("an HTML page", "is it a login page?"));
    }

    @Test
    void aBoardThatGrafanaCouldNotConvertIsNone() {
        assertThat(read(BoardFixtures.unconverted("v2beta1")))
                .isEqualTo(new NoBoard("Grafana could not convert it", "open and save it there"));
    }

    @Test
    void aBoardThatGrafanaConvertedInPartCountsAsFarAsItGoes() {
        assertThat(read(BoardFixtures.text("v2.json").replace("\"failed\": false", "\"failed\": true")))
                .isInstanceOf(Board.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 404, 406, 500})
    void ofAnErrorPageNothingIsKept(int status) {
        assertThat(new BoardReader(Set.of())
                        .read(status, BoardFixtures.text("classic.json").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(BoardContent.NONE);
    }

    @Test
    void nestingHasABound() {
        assertThat(read("{\"panels\": " + "[".repeat(150) + "]".repeat(150) + "}"))
                .isInstanceOf(Board.class);
        assertThat(read("{\"panels\": " + "[".repeat(400_000))).isEqualTo(NO_JSON);
        assertThat(read("{\"a\":".repeat(190_000))).isEqualTo(NO_JSON);
        assertThat(read("{\"panels\": [" + "{\"type\": \"row\", \"panels\": [".repeat(90) + "]}".repeat(90) + "]}"))
                .isInstanceOf(Board.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"targets\":[{\"expr\":\"cpu\"}]},",
                "{\"title\":\"code=\",\"targets\":[{\"expr\":\"code=code=code=code=code=\"}]},",
                "{\"type\":\"row\",\"panels\":[]},",
                "{},",
                "[],",
                "0,",
                "1e999999,",
                "\"\\u0000\","
            })
    void aMebibyteOfPanelsIsReadInTime(String panel) {
        int count = MEBIBYTE / panel.length();
        String whole = panel.repeat(count);
        assertReadInTime("{\"panels\": [" + whole.substring(0, whole.length() - 1) + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "rate(", "code=~\"", "duration_", "status=5", " ", "_count"})
    void aMebibyteOfQueryIsReadInTime(String part) {
        String query = part.repeat(MEBIBYTE / part.length()).replace("\"", "'");
        assertReadInTime("{\"panels\": [{\"targets\": [{\"expr\": \"" + query + "\"}]}]}");
    }

    @Test
    void hugeNumbersDoNoHarm() {
        assertThat(read("{\"panels\": [{\"id\": 1e999999999, \"title\": -0.0e-999}], \"schemaVersion\": "
                        + "9".repeat(900) + "}"))
                .isInstanceOf(Board.class);
        assertThat(read("{\"panels\": [{\"id\": " + "9".repeat(100_000) + "}]}"))
                .isEqualTo(NO_JSON);
    }

    @Test
    void noiseIsNeverABoardAndDamagedBoardsAreRead() {
        SplittableRandom random = new SplittableRandom(44);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            assertThat(new BoardReader(Set.of()).read(200, noise)).isInstanceOf(NoBoard.class);
        }
        for (String file : BoardFixtures.ALL) {
            byte[] good = BoardFixtures.text(file).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                byte[] damaged = good.clone();
                for (int change = random.nextInt(6); change >= 0; change--) {
                    int at = random.nextInt(damaged.length);
                    damaged[at] = (byte) "{}[]\":,0e.-\\nt\u0000\u00ff".charAt(random.nextInt(16));
                }
                byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
                BoardContent content = new BoardReader(Set.of("Memory")).read(200, cut);
                assertThat(content.toString()).hasSizeLessThan(600);
            }
        }
    }

    private static void assertReadInTime(String json) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();

        read(json);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    private static BoardContent read(String text) {
        return new BoardReader(Set.of()).read(200, text.getBytes(StandardCharsets.UTF_8));
    }
}
