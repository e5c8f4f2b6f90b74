package dev.launchgate.check.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded reports say, in one meaning whatever the tool. */
class LoadReportReaderTest {
    /** Times in ms, share of failed requests, requests per second, seconds; a dash for what the tool did not record. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # file                                    | tool    | requests | p50       | p90        | p95        | p99        | errors | rate    | seconds | finished
            vegeta-12.13.0/good.json                  | Vegeta  | 1000     | 8.780593  | 12.847155  | 13.339577  | 15.657419  | 0      | 100.051 | 9.994   | 2026-11-25T03:49:45.992863529Z
            vegeta-12.13.0/bad.json                   | Vegeta  | 400      | 62.708541 | 269.601451 | 514.796968 | 514.956234 | 0.2    | 37.668  | 8.495   | 2026-11-25T03:34:33.501657611Z
            vegeta-12.13.0/few.json                   | Vegeta  | 1        | 5.846982  | 5.846982   | 5.846982   | 5.846982   | 0      | 1.000   | 0.005   | 2026-11-25T03:34:34.528235274Z
            locust-2.47.0/good_stats.csv              | Locust  | 1451     | 10        | 14         | 15         | 17         | 0      | 161.179 | 9.002   | -
            locust-2.47.0/bad_stats.csv               | Locust  | 351      | 63        | 66         | 510        | 520        | 0.193732193732193732193732193732 | 39.226 | 8.947 | -
            locust-2.47.0/none_stats.csv              | Locust  | 0        | -         | -          | -          | -          | -      | -       | -       | -
            jmeter-5.6.3/good-statistics.json         | JMeter  | 900      | 9         | 13         | 14         | 17.99000000000001 | 0 | 317.236 | 2.837  | -
            jmeter-5.6.3/bad-statistics.json          | JMeter  | 200      | 22        | 430.1000000000023 | 472 | 474        | 0.2    | 49.055  | 4.077   | -
            jmeter-5.6.3/transactions-statistics.json | JMeter  | 20       | 11        | 42.000000000000064 | 45.95 | 46      | 0      | 132.450 | 0.151   | -
            jmeter-5.6.3/renamed-statistics.json      | JMeter  | 20       | 10        | -          | -          | -          | 0      | 151.515 | 0.132   | -
            jmeter-5.6.3/good.csv                     | JMeter  | 900      | 9         | 13         | 14         | 18         | 0      | 317.236 | 2.837   | 2026-11-25T03:35:19.726Z
            jmeter-5.6.3/bad.csv                      | JMeter  | 200      | 22        | 471        | 472        | 474        | 0.2    | 49.055  | 4.077   | 2026-11-25T03:35:27.697Z
            jmeter-5.6.3/transactions.csv             | JMeter  | 20       | 11        | 45         | 46         | 46         | 0      | 132.450 | 0.151   | 2026-11-25T03:49:02.466Z
            jmeter-5.6.3/none.csv                     | JMeter  | 0        | -         | -          | -          | -          | -      | -       | -       | -
            gatling-3.13.5/good-stats.js              | Gatling | 400      | 12        | -          | 21         | 83         | 0      | 50.000  | 8.000   | -
            gatling-3.13.5/bad-stats.js               | Gatling | 200      | 24        | -          | 473        | 476        | 0.2    | 22.220  | 9.000   | -
            gatling-3.13.5/few-stats.js               | Gatling | 1        | 96        | -          | 96         | 96         | 0      | 1.000   | 1.000   | -
            gatling-3.10.5/good-stats.json            | Gatling | 400      | 11        | -          | 18         | 56         | 0      | 50.000  | 8.000   | -
            gatling-3.10.5/good-global_stats.json     | Gatling | 400      | 11        | -          | 18         | 56         | 0      | 50.000  | 8.000   | -
            gatling-3.10.5/bad-stats.json             | Gatling | 200      | 24        | -          | 473        | 476        | 0.2    | 22.222  | 9.000   | -
            gatling-3.10.5/few-global_stats.json      | Gatling | 1        | 105       | -          | 105        | 105        | 0      | 1.000   | 1.000   | -
            k6-by-hand/callback-good.json             | K6      | 3000     | 8.71      | 12.84      | 13.33      | -          | 0      | 99.870  | 30.039  | -
            k6-by-hand/callback-bad.json              | K6      | 400      | 22.7      | 469.6      | 474.79     | -          | 0.2    | 37.660  | 10.621  | -
            k6-by-hand/callback-none.json             | K6      | 0        | -         | -          | -          | -          | -      | -       | -       | -
            k6-by-hand/export-good.json               | K6      | 3000     | 8.71      | 12.84      | 13.33      | -          | 0      | 99.870  | 30.039  | -
            k6-by-hand/export-bad.json                | K6      | 400      | 22.7      | 469.6      | 474.79     | -          | 0.2    | 37.660  | 10.621  | -
            k6-by-hand/export-none.json               | K6      | 0        | -         | -          | -          | -          | -      | -       | -       | -
            """)
    void readsTheFigures(
            String file,
            LoadTestTool tool,
            long requests,
            String p50,
            String p90,
            String p95,
            String p99,
            String errors,
            String rate,
            String seconds,
            String finished) {
        LoadReport.Measured report = measured(ReportFixture.bytes(file));

        assertThat(report.tool()).isEqualTo(tool);
        assertThat(report.requests()).isEqualTo(requests);
        assertThat(latency(report, Percentile.P50)).isEqualTo(p50);
        assertThat(latency(report, Percentile.P90)).isEqualTo(p90);
        assertThat(latency(report, Percentile.P95)).isEqualTo(p95);
        assertThat(latency(report, Percentile.P99)).isEqualTo(p99);
        assertThat(report.errors()
                        .map(share -> share.stripTrailingZeros().toPlainString())
                        .orElse("-"))
                .isEqualTo(errors);
        assertThat(report.throughput()
                        .map(perSecond -> shown(perSecond.doubleValue()))
                        .orElse("-"))
                .isEqualTo(rate);
        assertThat(report.duration().map(taken -> shown(taken.toNanos() / 1e9)).orElse("-"))
                .isEqualTo(seconds);
        assertThat(report.finished().map(Object::toString).orElse("-")).isEqualTo(finished);
        assertThat(new LoadReportReader(tool).read(200, ReportFixture.bytes(file)))
                .isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            k6-by-hand/callback-good.json | 0 | -
            k6-by-hand/callback-bad.json  | 2 | http_req_duration p(95)<400, http_req_failed rate<0.05
            k6-by-hand/export-good.json   | 0 | -
            k6-by-hand/export-bad.json    | 2 | http_req_duration p(95)<400, http_req_failed rate<0.05
            vegeta-12.13.0/bad.json       | 0 | -
            """)
    void readsTheThresholdsOfTheTest(String file, int crossed, String names) {
        Thresholds thresholds = measured(ReportFixture.bytes(file)).thresholds();

        assertThat(thresholds.crossed()).isEqualTo(crossed);
        assertThat(thresholds.names().isEmpty() ? "-" : String.join(", ", thresholds.names()))
                .isEqualTo(names);
    }

    @Test
    void namesOfThresholdsAreBounded() {
        StringBuilder thresholds = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            thresholds.append(i == 0 ? "" : ",").append("\"\\u001b[31m%s%d\": true".formatted("x".repeat(300), i));
        }
        Thresholds read = measured(
                        "{\"metrics\": {\"http_reqs\": {\"count\": 1, \"thresholds\": {%s}}}}".formatted(thresholds))
                .thresholds();

        assertThat(read.crossed()).isEqualTo(30);
        assertThat(read.names()).hasSize(20).allMatch(name -> name.length() == 100 && name.indexOf('\u001b') < 0);
    }

    /** What a rate counts as passes and fails is read by nobody. */
    @Test
    void failedRequestsAreARateNotACount() {
        assertThat(measured("""
                        {"metrics": {"http_reqs": {"count": 100, "rate": 10},
                                     "http_req_failed": {"passes": 0, "fails": 100, "value": 0}}}""").errors())
                .hasValueSatisfying(share -> assertThat(share).isZero());
        assertThat(measured("""
                        {"metrics": {"http_reqs": {"values": {"count": 100, "rate": 10}},
                                     "http_req_failed": {"values": {"passes": 100, "fails": 0, "rate": 1}}}}""").errors())
                .hasValueSatisfying(share -> assertThat(share).isOne());
    }

    @Test
    void oneMinusSuccessIsExact() {
        String report = ReportFixture.text("vegeta-12.13.0/good.json").replace("\"success\":1", "\"success\":0.99");

        assertThat(measured(report).errors())
                .hasValueSatisfying(share -> assertThat(share.toPlainString()).isEqualTo("0.01"));
    }

    @Test
    void aTimeOfOtherFormatIsNoDate() {
        String report =
                ReportFixture.text("jmeter-5.6.3/transactions.csv").replace("1795578542363,", "2026/11/25 03:49:02,");

        LoadReport.Measured read = measured(report);

        assertThat(read.requests()).isEqualTo(20);
        assertThat(read.finished()).isEmpty();
        assertThat(read.throughput()).isEmpty();
        assertThat(read.duration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n\n  ", "\uFEFF \r\n"})
    void whatStandsBeforeTheReportIsSkipped(String before) {
        for (String file : new String[] {
            "vegeta-12.13.0/bad.json",
            "gatling-3.13.5/bad-stats.js",
            "locust-2.47.0/bad_stats.csv",
            "jmeter-5.6.3/bad.csv"
        }) {
            String report = ReportFixture.text(file);
            assertThat(measured(before + report)).isEqualTo(measured(report));
        }
    }

    @Test
    void lineEndsAreOfNoAccount() {
        String report = ReportFixture.text("locust-2.47.0/bad_stats.csv");

        assertThat(measured(report.replace("\r\n", "\n"))).isEqualTo(measured(report));
        assertThat(measured(report.stripTrailing())).isEqualTo(measured(report));
    }

    private static String latency(LoadReport.Measured report, Percentile percentile) {
        return report.latency().containsKey(percentile)
                ? report.latency().get(percentile).stripTrailingZeros().toPlainString()
                : "-";
    }

    private static String shown(double number) {
        return "%.3f"
                .formatted(Math.floor(number * 1000 + 1e-6) / 1000)
                .replace(',', '.')
                .toLowerCase(Locale.ROOT);
    }

    private static LoadReport.Measured measured(String report) {
        return measured(report.getBytes(StandardCharsets.UTF_8));
    }

    private static LoadReport.Measured measured(byte[] report) {
        LoadReport read = new LoadReportReader(LoadTestTool.Auto).read(200, report);
        assertThat(read).isInstanceOf(LoadReport.Measured.class);
        return (LoadReport.Measured) read;
    }
}
