package dev.launchgate.postmortem.graph;

import static dev.launchgate.postmortem.graph.Answers.START;
import static dev.launchgate.postmortem.graph.Answers.data;
import static dev.launchgate.postmortem.graph.Answers.series;
import static dev.launchgate.postmortem.graph.Answers.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.postmortem.graph.Graph.Incident;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GraphDrawingTest {
    private static final Incident INCIDENT = new Incident(START.plusSeconds(300), START.plusSeconds(600));

    private static Graph graph(@Nullable Incident incident, Series... series) {
        return new Graph("Sign-ins that failed", "requests/s", incident, data(series));
    }

    private static Series wave(String pod) {
        return series(Map.of("job", "ml", "pod", pod), values(41, i -> Integer.toString(i * i % 17)));
    }

    @ParameterizedTest
    @EnumSource
    void aPictureSaysWhatItShows(Theme theme) {
        SvgPicture picture = SvgPicture.of(GraphDrawing.svg(graph(INCIDENT, wave("a"), wave("b")), theme));
        assertThat(picture.texts())
                .contains(
                        "Sign-ins that failed",
                        "{job=\"ml\"}",
                        "requests/s",
                        "Time (UTC), 2026-11-20",
                        "22:05",
                        "a",
                        "b")
                .contains("Marked: incident from 2026-11-20T22:05:00Z to 2026-11-20T22:10:00Z");
        assertThat(picture.colours())
                .contains(theme.lines().get(0), theme.lines().get(1), theme.mark(), theme.ground());
    }

    /** The digest of a document is worth something only if every machine draws the same. */
    @Test
    void theSameDataGiveTheSameBytesEverywhere() {
        Graph graph = graph(INCIDENT, wave("a"), wave("b"));
        String svg = GraphDrawing.svg(graph, Theme.Light);
        assertThat(GraphDrawing.svg(graph, Theme.Light))
                .isEqualTo(svg)
                .isNotEqualTo(GraphDrawing.svg(graph, Theme.Dark));
        assertThat(Sha256.of(svg)).isEqualTo("6568d45fca473dd35bee2a337a3c5ecae51de2eb6abdeb89e76c03d943a1e4b6");
    }

    @Test
    void manyAtOnceDrawTheSame() throws Exception {
        Graph graph = graph(INCIDENT, wave("a"), wave("b"));
        List<Future<String>> drawn = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 16; i++) {
                drawn.add(threads.submit(() -> GraphDrawing.svg(graph, Theme.Dark)));
            }
        }
        for (Future<String> one : drawn) {
            assertThat(one.get()).isEqualTo(GraphDrawing.svg(graph, Theme.Dark));
        }
    }

    @Test
    void aGapIsAGapAndALonelySampleADot() {
        Graph whole = graph(null, series(Map.of(), values(21, i -> "1")));
        Graph broken = graph(
                null, series(Map.of(), values(21, i -> i == 5 || i == 6 ? "" : i == 10 || i == 12 ? "NaN" : "1")));
        String colour = Theme.Light.lines().getFirst();
        assertThat(SvgPicture.of(GraphDrawing.svg(whole, Theme.Light)).shapes("path", colour))
                .isEqualTo(1);
        SvgPicture picture = SvgPicture.of(GraphDrawing.svg(broken, Theme.Light));
        assertThat(picture.shapes("path", colour)).isEqualTo(3);
        assertThat(picture.shapes("circle", colour)).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutIsSaid() {
        RangeWindow window = RangeWindow.covering(START, START.plusSeconds(86_400), Duration.ofSeconds(30))
                .orElseThrow();
        List<Series> series = IntStream.range(0, 12)
                .mapToObj(n -> series(Map.of("n", "" + n), values(window.points(), i -> i == 3 ? "+Inf" : "" + i)))
                .toList();
        SvgPicture picture = SvgPicture.of(GraphDrawing.svg(
                new Graph(
                        "t",
                        null,
                        new Incident(START.minusSeconds(9), START.minusSeconds(5)),
                        new RangeData(window, series, 31, true, 1)),
                Theme.Light));
        assertThat(picture.texts())
                .contains(
                        "Outside of this window: incident from 2026-11-20T21:59:51Z to 2026-11-20T21:59:55Z",
                        "The highest 8 of 31 series, step 90 s instead of 30 s, lowest and highest of every 6 samples,"
                                + " without 8 infinite or huge values",
                        "The server warned that data may be missing",
                        "value");
    }

    @Test
    void withoutAnyNumberThePictureSaysSo() {
        assertThat(SvgPicture.of(GraphDrawing.svg(graph(INCIDENT, series(Map.of(), "NaN", "", "+Inf")), Theme.Light))
                        .texts())
                .contains("no values that can be drawn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
                "\" onload=\"alert(1)",
                "</text><image href='https://evil.example/x.svg'/>",
                "<a href=\"https://evil.example\">x</a>",
                "url(https://evil.example)",
                "\\(x^{2}\\) ${env} {{.Values}} %s {} {.1f} ..x..",
                "a\u202eb\u0000c\u0007d\ud800e\u2028f\ufffe",
                "</style><style>@import 'https://evil.example'",
                "\n\r\t",
                "",
                "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03"
            })
    void hostileTextIsText(String text) {
        Graph graph = new Graph(
                text,
                text,
                INCIDENT,
                data(
                        series(Map.of("a", text, "b", "1"), "1", "2", "3"),
                        series(Map.of("a", text, "b", text), "1", "2", "3"),
                        series(Map.of(text, "x"), "1", "2", "3")));
        SvgPicture picture = SvgPicture.of(GraphDrawing.svg(graph, Theme.Light));
        assertThat(String.join("", picture.texts())).doesNotContain("\u202e", "\u0000", "\u0007", "\u2028");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyDataAreDrawnWithinBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] odd = {"NaN", "+Inf", "-Inf", "1.7976931348623157e+308", "-1e99", "5e-324", "0", "-0", "1e+100", ""};
        for (int round = 0; round < 8; round++) {
            Instant start = Instant.ofEpochSecond(random.nextLong(0, 250_000_000_000L));
            RangeWindow window = RangeWindow.covering(
                            start,
                            start.plusSeconds(1L << random.nextInt(0, 31)),
                            Duration.ofSeconds(random.nextInt(1, 90)))
                    .orElseThrow();
            boolean tame = random.nextBoolean();
            double scale = Math.pow(10, random.nextInt(-20, 20));
            List<Series> series = IntStream.range(0, random.nextInt(1, RangeScan.MOST_SERIES + 1))
                    .mapToObj(n -> series(
                            Map.of("n", "x".repeat(random.nextInt(300)) + n),
                            values(
                                    window.points(),
                                    i -> !tame && random.nextInt(3) == 0
                                            ? odd[random.nextInt(odd.length)]
                                            : Double.toString(scale * random.nextDouble(-1, 3))
                                                    .replace("E", "e"))))
                    .toList();
            Incident incident = random.nextBoolean()
                    ? null
                    : new Incident(
                            start.plusSeconds(random.nextInt(-99, 99)),
                            random.nextBoolean() ? null : start.plusSeconds(500));
            String svg = GraphDrawing.svg(
                    new Graph("t", "u", incident, new RangeData(window, series, series.size(), false, 1)), Theme.Dark);
            SvgPicture.of(svg);
            assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(GraphDrawing.MOST_BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void coloursStandOut(Theme theme) {
        assertThat(theme.lines())
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(contrast(line, theme.ground())).isGreaterThan(3));
        assertThat(contrast(theme.mark(), theme.ground())).isGreaterThan(3);
        assertThat(contrast(theme.text(), theme.ground())).isGreaterThan(4.5);
        assertThat(contrast(theme.faintText(), theme.ground())).isGreaterThan(4.5);
    }

    /** As the Web Content Accessibility Guidelines measure it. */
    private static double contrast(String one, String other) {
        double brighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3)
                .mapToDouble(i -> {
                    double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
                    return weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
                })
                .sum();
    }
}
