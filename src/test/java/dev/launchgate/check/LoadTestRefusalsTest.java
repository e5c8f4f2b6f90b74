package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.ImageBinding;
import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import dev.launchgate.api.v1alpha1.OwnThresholds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTestRefusalsTest {
    private static final LoadTestCheck CHECK = new LoadTestCheck();
    private static final String REPORT = "report: {configMap: {name: load, key: summary.json}}\n";
    private static final String FALLS = "latency: latency must not fall with the percentile";
    private static final String THROUGHPUT = "minThroughput: must be a rate above zero, such as 50/s, 3000/m or 0.5/s";

    @Test
    void acceptsEveryField() {
        String spec = """
                report: {configMap: {name: ml-scoring-load, key: summary.json}}
                tool: K6
                run: {image: "registry.example.com/ml/scoring:v2.4.1", finishedAt: 2026-11-19T21:00:00Z}
                bind: Image
                container: app
                maxAge: 30d
                latency: {p50: 100ms, p90: 200ms, p95: 250ms, p99: 1s500ms}
                maxErrors: "0.5%"
                minThroughput: 50/s
                minRequests: 1000
                minDuration: 5m
                ownThresholds: Ignore
                """;

        assertThat(Spec.refusals(CHECK, spec)).isEmpty();
    }

    @Test
    void acceptsAReportAlone() {
        assertThat(Spec.refusals(CHECK, REPORT)).isEmpty();
        assertThat(
                        Spec.refusals(
                                CHECK,
                                "report: {url: 'https://results.example.com/summary.json', auth: {bearer: {secret:"
                                        + " {name: results-token, key: token}}}, ca: {configMap: {name: corp-ca, key: ca.pem}}}"))
                .isEmpty();
    }

    @Test
    void fillsInWhatIsLeftOut() {
        LoadTestParams params = Spec.of(LoadTestParams.class, REPORT);

        assertThat(params.tool()).isEqualTo(LoadTestTool.Auto);
        assertThat(params.bind()).isEqualTo(ImageBinding.Image);
        assertThat(params.maxAge()).isEqualTo("90d");
        assertThat(params.maxErrors()).isEqualTo("1%");
        assertThat(params.minRequests()).isEqualTo(100);
        assertThat(params.ownThresholds()).isEqualTo(OwnThresholds.Judge);
        assertThat(LoadTestFigures.bounds(params.latency())).isEmpty();
    }

    static Stream<Arguments> refusals() {
        String image = "run.image: must be the name of a container image";
        String date = "run.finishedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z";
        String age = "maxAge: must be from 1h to 365d";
        String duration = "minDuration: must be from 1s to 7d";
        String errors = "maxErrors: must be a percentage such as 1% or 0.5%";
        String requests = "minRequests: must be from 1 to 1000000000";
        String container = "container: must be the name of a container";
        return Stream.of(
                row("no report", "bind: None", "report: exactly one of configMap, url must be set"),
                row(
                        "two reports",
                        "report: {url: 'https://a.example.com/', configMap: {name: a, key: b}}",
                        "report: exactly one of configMap, url must be set"),
                row(
                        "name",
                        "report: {configMap: {name: A, key: b}}",
                        "report.configMap.name: must be the name of an object"),
                row(
                        "key",
                        "report: {configMap: {name: a, key: 'b/c'}}",
                        "report.configMap.key: must be a key: letters, digits, dots, dashes, underscores"),
                row(
                        "credentials in the clear",
                        "report: {url: 'http://a.example.com/', auth: {basic: {secret: {name: s}}}}",
                        "report.auth: credentials need https"),
                row("image", with("run: {image: 'not an image'}"), image),
                row("empty image", with("run: {image: ''}"), image),
                row("long image", with("run: {image: " + "a".repeat(513) + "}"), image),
                row("date", with("run: {finishedAt: yesterday}"), date),
                row("date without zone", with("run: {finishedAt: '2026-11-19T21:00:00'}"), date),
                row("30th of February", with("run: {finishedAt: '2026-02-30T21:00:00Z'}"), date),
                row("container", with("container: App"), container),
                row("empty container", with("container: ''"), container),
                row("long container", with("container: " + "a".repeat(64)), container),
                row("young", with("maxAge: 59m"), age),
                row("old", with("maxAge: 366d"), age),
                row("no age", with("maxAge: soon"), age),
                row("percentage", with("maxErrors: '1'"), errors),
                row("more than all", with("maxErrors: 101%"), errors),
                row("less than none", with("maxErrors: -1%"), errors),
                row("no requests", with("minRequests: 0"), requests),
                row("too many requests", with("minRequests: 1000000001"), requests),
                row("short", with("minDuration: 999ms"), duration),
                row("long", with("minDuration: 8d"), duration),
                row(
                        "latency",
                        with("latency: {p50: fast, p99: 1d}"),
                        "latency.p50: must be a duration such as 250ms or 1s500ms",
                        "latency.p99: must be a duration such as 250ms or 1s500ms"),
                row("falling from 50 to 90", with("latency: {p50: 2s, p90: 1s}"), FALLS),
                row("falling from 50 to 99", with("latency: {p50: 2s, p99: 1999ms}"), FALLS),
                row("falling from 95 to 99", with("latency: {p50: 1ms, p90: 1ms, p95: 1h, p99: 59m}"), FALLS),
                row("falling twice", with("latency: {p50: 3s, p90: 2s, p95: 1s}"), FALLS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, String spec, List<String> expected) {
        assertThat(Spec.refusals(CHECK, spec)).isEqualTo(expected);
    }

    @Test
    void equalBoundsDoNotFall() {
        assertThat(Spec.refusals(CHECK, with("latency: {p50: 60s, p90: 1m, p95: 1m, p99: 60000ms}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/s", "50/s", "0.5/s", "0.001/h", "3000/m", "999999999.999/s", "10.050/s"})
    void acceptsRates(String rate) {
        assertThat(Spec.refusals(CHECK, with("minThroughput: " + rate))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/s",
                "0.0/s",
                "0.000/m",
                "50",
                "50/d",
                "/s",
                "50/",
                "-1/s",
                "1e3/s",
                "050/s",
                "50 /s",
                "1.2345/s",
                "0.0001/s",
                "1000000000/s"
            })
    void refusesRatesThatAreNoneOrZero(String rate) {
        assertThat(Spec.refusals(CHECK, with("minThroughput: '" + rate + "'"))).containsExactly(THROUGHPUT);
    }

    private static Arguments row(String name, String spec, String... expected) {
        return arguments(name, spec, List.of(expected));
    }

    private static String with(String fields) {
        return REPORT + fields;
    }
}
