package dev.launchgate.check.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not certainly the report of a known tool is refused, and is told what it is or lacks. */
class RefusedReportTest {
    private static final String FOREIGN =
            "it is neither JSON nor CSV of Gatling, JMeter, k6, Locust or vegeta; publish the tool's own result file";
    private static final String UNKNOWN_JSON = "it is JSON, but no report of Gatling, JMeter, k6, Locust or vegeta";
    private static final String CUT = "; is it cut off?";
    private static final String LOCUST = ReportFixture.text("locust-2.47.0/good_stats.csv");
    private static final String JMETER = ReportFixture.text("jmeter-5.6.3/transactions.csv");
    private static final String VEGETA = ReportFixture.text("vegeta-12.13.0/good.json");
    private static final String STATISTICS = ReportFixture.text("jmeter-5.6.3/good-statistics.json");
    private static final String GATLING = ReportFixture.text("gatling-3.13.5/good-stats.js");
    private static final String CALLBACK = ReportFixture.text("k6-by-hand/callback-good.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused/wrk.txt                        | it is the text of wrk, which lacks p95, the share of failed requests and a date; use a tool that writes JSON or CSV
            refused/hey.txt                        | it is the text of hey, which lacks the share of failed requests and a date; use a tool that writes JSON or CSV
            refused/results.jtl                    | it is XML of JMeter; publish statistics.json of its report, or results as CSV
            vegeta-12.13.0/text.txt                | it is the text of vegeta, which lacks a date; publish report -type=json
            locust-2.47.0/good_stats_history.csv   | it is the history of Locust; publish the file that ends in _stats.csv
            """)
    void knowsWhatPeopleTakeForAReport(String file, String why) {
        assertThat(read(ReportFixture.text(file))).isEqualTo(new LoadReport.Refused(why));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("nothing", "", "it is empty"),
                arguments("white space", " \r\n\t", "it is empty"),
                arguments("page", "<!DOCTYPE html>\n<html>", "it is a page; publish the data beside it, not the page"),
                arguments("prose", "The test was fine.\n", FOREIGN),
                arguments("other CSV", "a,b,c\n1,2,3\n", FOREIGN),
                arguments("other JSON", "{\"a\": 1}", UNKNOWN_JSON),
                arguments("metrics alone", "{\"metrics\": {}}", UNKNOWN_JSON),
                arguments("list", "[1, 2]", FOREIGN),
                arguments(
                        "not a number",
                        VEGETA.replace("\"success\":1", "\"success\":NaN"),
                        "not JSON (line 1, column 459); is it cut off?"),
                arguments(
                        "infinite",
                        VEGETA.replace("\"success\":1", "\"success\":-Infinity"),
                        "not JSON (line 1, column 465); is it cut off?"),
                arguments("twice", "{\"a\": 1, \"a\": 2}", "not JSON (line 1, column 13)" + CUT),
                arguments("more than one", "{} {}", "not JSON (line 1, column 4)" + CUT),
                arguments("cut JSON", VEGETA.substring(0, 100), "not JSON (line 1, column 101)" + CUT),
                arguments(
                        "deep",
                        "{\"a\":".repeat(101),
                        "not JSON of a report (nested too deep, or too many or too long values)"),
                arguments(
                        "long number",
                        VEGETA.replace("\"requests\":1000", "\"requests\":" + "9".repeat(101)),
                        "not JSON of a report (nested too deep, or too many or too long values)"),
                arguments(
                        "huge number",
                        VEGETA.replace("\"requests\":1000", "\"requests\":1e99999999"),
                        "a figure is beyond measure"),
                arguments(
                        "tiny number",
                        VEGETA.replace("\"throughput\":", "\"throughput\":1e-99999999, \"x\":"),
                        "a figure is beyond measure"),
                arguments(
                        "exponent beyond int",
                        VEGETA.replace("\"requests\":1000", "\"requests\":1e11184694628"),
                        "a figure is beyond measure"),
                arguments(
                        "no number", VEGETA.replace("\"requests\":1000", "\"requests\":true"), "a figure is no number"),
                arguments(
                        "words", VEGETA.replace("\"requests\":1000", "\"requests\":\"many\""), "a figure is no number"),
                arguments("negative", VEGETA.replace("\"requests\":1000", "\"requests\":-1"), "a figure is below zero"),
                arguments(
                        "half a request",
                        VEGETA.replace("\"requests\":1000", "\"requests\":0.5"),
                        "the number of requests is no whole number"),
                arguments(
                        "no requests",
                        VEGETA.replace("\"requests\":1000", "\"requests\":null"),
                        "it has no number of requests"),
                arguments(
                        "more than all",
                        VEGETA.replace("\"success\":1", "\"success\":1.5"),
                        "more requests succeeded than were made"),
                arguments(
                        "falling",
                        VEGETA.replace("\"99th\":15657419", "\"99th\":15"),
                        "its response times fall with the percentile"),
                arguments("date", VEGETA.replace("2026-11-25T03:49:45.99", "yesterday"), "a date is none"),
                arguments("no zone", VEGETA.replace("2863529Z", "2863529"), "a date is none"),
                arguments(
                        "before it began",
                        VEGETA.replace("\"end\":\"2026", "\"end\":\"2025"),
                        "the test ended before it began"),
                arguments(
                        "for years",
                        VEGETA.replace("\"end\":\"2026", "\"end\":\"2066"),
                        "the test would have taken years"),
                arguments(
                        "errors of all",
                        STATISTICS.replace("\"errorPct\" : 0.0", "\"errorPct\" : 100.5"),
                        "more requests failed than were made"),
                arguments(
                        "script without figures",
                        "var stats = {type: \"GROUP\"}",
                        "it begins like the script of a Gatling report, but holds no figures"),
                arguments("cut script", GATLING.substring(0, 300), "not JSON (line 15, column 7)" + CUT),
                arguments("script of another", "var stat = {}", FOREIGN),
                arguments(
                        "comma in number",
                        GATLING.replaceFirst("\"total\": \"400\"", "\"total\": \"1,400\""),
                        "a figure is no number"),
                arguments(
                        "summary of k6 with a version",
                        "{\"version\": \"1.0.0\", \"metadata\": {\"k6Version\": \"1\"}, \"results\": {}}",
                        "it is a summary of k6 in a shape that is not read; publish what handleSummary gets, or use"
                                + " --summary-export"),
                arguments(
                        "shapes mixed",
                        CALLBACK.replace("\"metrics\": {", "\"metrics\": {\"x\": {\"thresholds\": {\"y\": true}},"),
                        "it looks like a report of k6, but its metrics differ in shape"),
                arguments(
                        "threshold in words",
                        "{\"metrics\": {\"http_reqs\": {\"count\": 1, \"thresholds\": {\"x\": \"ok\"}}}}",
                        "a threshold neither held nor was crossed"),
                arguments(
                        "threshold of the other shape",
                        "{\"metrics\": {\"http_reqs\": {\"count\": 1, \"thresholds\": {\"x\": {\"ok\": true}}}}}",
                        "a threshold neither held nor was crossed"),
                arguments(
                        "no row for all",
                        LOCUST.substring(0, LOCUST.indexOf(",Aggregated")),
                        "expected one row Aggregated of Locust, saw 0" + CUT),
                arguments(
                        "header alone",
                        LOCUST.substring(0, LOCUST.indexOf("\r")),
                        "expected one row Aggregated of Locust, saw 0" + CUT),
                arguments(
                        "two rows for all",
                        LOCUST + LOCUST.substring(LOCUST.indexOf(",Aggregated")),
                        "expected one row Aggregated of Locust, saw 2" + CUT),
                arguments(
                        "a request of that name",
                        LOCUST.substring(0, LOCUST.indexOf(",Aggregated")).replace("/good", "Aggregated"),
                        "expected one row Aggregated of Locust, saw 0" + CUT),
                arguments(
                        "cut row", LOCUST.substring(0, LOCUST.length() - 12), "row 3 has 19 fields, expected 22" + CUT),
                arguments(
                        "more failed than made",
                        LOCUST.replace(",Aggregated,1451,0,", ",Aggregated,1451,1452,"),
                        "more requests failed than were made"),
                arguments(
                        "no count", LOCUST.replace(",Aggregated,1451,", ",Aggregated,N/A,"), "it has no Request Count"),
                arguments(
                        "cut sample",
                        JMETER.substring(0, JMETER.length() - 40),
                        "row 31 has 6 fields, expected 17" + CUT),
                arguments("cut quote", JMETER.substring(0, JMETER.indexOf("with")), "not CSV (row 4)" + CUT),
                arguments(
                        "neither true nor false",
                        JMETER.replaceFirst(",true,", ",yes,"),
                        "a sample neither succeeded nor failed"),
                arguments(
                        "time in words", JMETER.replaceFirst(",46,", ",fast,"), "a time is no number of milliseconds"),
                arguments("many columns", "a,".repeat(200), "it is no report of a known tool"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String name, String text, String why) {
        assertThat(read(text)).isEqualTo(new LoadReport.Refused(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            K6      | vegeta-12.13.0/good.json            | expected a report of K6, saw one of Vegeta
            Vegeta  | k6-by-hand/export-good.json         | expected a report of Vegeta, saw one of K6
            Gatling | jmeter-5.6.3/good-statistics.json   | expected a report of Gatling, saw one of JMeter
            JMeter  | locust-2.47.0/good_stats.csv        | expected a report of JMeter, saw one of Locust
            Locust  | jmeter-5.6.3/good.csv               | expected a report of Locust, saw one of JMeter
            """)
    void refusesTheReportOfAnotherTool(LoadTestTool tool, String file, String why) {
        assertThat(new LoadReportReader(tool).read(200, ReportFixture.bytes(file)))
                .isEqualTo(new LoadReport.Refused(why));
    }

    @Test
    void equalReadersAreOne() {
        assertThat(new LoadReportReader(LoadTestTool.K6)).isEqualTo(new LoadReportReader(LoadTestTool.K6));
        assertThat(new LoadReportReader(LoadTestTool.K6)).isNotEqualTo(new LoadReportReader(LoadTestTool.Auto));
    }

    private static LoadReport read(String text) {
        return new LoadReportReader(LoadTestTool.Auto).read(200, text.getBytes(StandardCharsets.UTF_8));
    }
}
