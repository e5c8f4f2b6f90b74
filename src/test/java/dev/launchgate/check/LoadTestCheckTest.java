package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.loadtest.ReportFixture;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the figures of a report mean for the item. */
class LoadTestCheckTest {
    private static final LoadTestCheck CHECK = new LoadTestCheck();
    private static final String REPORT = "report: {configMap: {name: load, key: report}}\n";
    private static final String SUBJECT = "ConfigMap load, key report";

    @Test
    void belongsToTheVolumeAndIsJudgedBeforeTheRelease() {
        assertThat(CHECK.params()).isEqualTo(LoadTestParams.class);
        assertThat(CHECK.section()).isEqualTo(Section.Volume);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vegeta-12.13.0/good.json              | Vegeta  | latency: {p50: 10ms, p90: 20ms, p95: 50ms, p99: 100ms}
            locust-2.47.0/good_stats.csv          | Locust  | latency: {p50: 10ms, p90: 20ms, p95: 50ms, p99: 100ms}
            jmeter-5.6.3/good-statistics.json     | JMeter  | latency: {p50: 10ms, p90: 20ms, p95: 50ms, p99: 100ms}
            jmeter-5.6.3/good.csv                 | JMeter  | latency: {p50: 10ms, p90: 20ms, p95: 50ms, p99: 100ms}
            gatling-3.13.5/good-stats.js          | Gatling | latency: {p50: 15ms, p95: 50ms, p99: 100ms}
            gatling-3.10.5/good-stats.json        | Gatling | latency: {p50: 15ms, p95: 50ms, p99: 100ms}
            gatling-3.10.5/good-global_stats.json | Gatling | latency: {p50: 15ms, p95: 50ms, p99: 100ms}
            k6-by-hand/callback-good.json         | K6      | latency: {p50: 10ms, p90: 20ms, p95: 50ms}
            k6-by-hand/export-good.json           | K6      | latency: {p50: 10ms, p90: 20ms, p95: 50ms}
            """)
    void aGoodReportPasses(String file, String tool, String latency) {
        String bounds = latency + "\nminThroughput: 45/s\nminRequests: 400\nminDuration: 2s\n";

        for (String named : new String[] {"Auto", tool}) {
            assertThat(judge("tool: " + named + "\n" + bounds, LoadTestWorld.holding(file)))
                    .isEqualTo(pass("%s (%s, 2026-11-25)".formatted(SUBJECT, tool)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vegeta-12.13.0/bad.json              | Vegeta  | 514.797ms
            locust-2.47.0/bad_stats.csv          | Locust  | 510ms
            jmeter-5.6.3/bad-statistics.json     | JMeter  | 472ms
            jmeter-5.6.3/bad.csv                 | JMeter  | 472ms
            gatling-3.13.5/bad-stats.js          | Gatling | 473ms
            gatling-3.10.5/bad-stats.json        | Gatling | 473ms
            k6-by-hand/callback-bad.json         | K6      | 474.79ms
            k6-by-hand/export-bad.json           | K6      | 474.79ms
            """)
    void aSlowReportFails(String file, String tool, String seen) {
        assertThat(judge("{latency: {p95: 250ms}, maxErrors: 50%, ownThresholds: Ignore}", LoadTestWorld.holding(file)))
                .isEqualTo(fail(
                        Reason.LatencyTooHigh,
                        "p95 expected at most 250ms, saw %s (%s, 2026-11-25)".formatted(seen, tool)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vegeta-12.13.0/bad.json          | Vegeta  | 20%
            locust-2.47.0/bad_stats.csv      | Locust  | 19.374%
            jmeter-5.6.3/bad-statistics.json | JMeter  | 20%
            jmeter-5.6.3/bad.csv             | JMeter  | 20%
            gatling-3.13.5/bad-stats.js      | Gatling | 20%
            k6-by-hand/callback-bad.json     | K6      | 20%
            k6-by-hand/export-bad.json       | K6      | 20%
            """)
    void aReportWithErrorsFails(String file, String tool, String seen) {
        assertThat(judge("ownThresholds: Ignore", LoadTestWorld.holding(file)))
                .isEqualTo(fail(
                        Reason.ErrorsTooHigh,
                        "failed requests expected at most 1%%, saw %s (%s, 2026-11-25)".formatted(seen, tool)));
        assertThat(judge("{ownThresholds: Ignore, maxErrors: 20%}", LoadTestWorld.holding(file))
                        .verdict())
                .isEqualTo(Verdict.Pass);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vegeta-12.13.0/few.json             | Vegeta  | 1 | 2026-11-25
            gatling-3.13.5/few-stats.js         | Gatling | 1 | 2026-11-25
            locust-2.47.0/none_stats.csv        | Locust  | 0 | 2026-11-25
            jmeter-5.6.3/none.csv               | JMeter  | 0 | 2026-11-25
            k6-by-hand/callback-none.json       | K6      | 0 | 2026-11-25
            k6-by-hand/export-none.json         | K6      | 0 | 2026-11-25
            """)
    void anEmptyReportFails(String file, String tool, int requests, String date) {
        assertThat(judge("latency: {p50: 1h, p99: 1h}", LoadTestWorld.holding(file)))
                .isEqualTo(fail(
                        Reason.TooFewRequests,
                        "requests expected at least 100, saw %d (%s, %s)".formatted(requests, tool, date)));
    }

    /** The report has p50 8.780593ms, p95 13.339577ms, 1000 requests, no error, 100.0515.../s in 9.994s. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # bounds                                       | reason           | message
            latency: {p50: 9ms}                            | -                | -
            latency: {p50: 8ms}                            | LatencyTooHigh   | p50 expected at most 8ms, saw 8.781ms (Vegeta, 2026-11-25)
            latency: {p99: 15ms}                           | LatencyTooHigh   | p99 expected at most 15ms, saw 15.658ms (Vegeta, 2026-11-25)
            'latency: {p90: 0s, p95: 13ms}'                | LatencyTooHigh   | p90 expected at most 0s, saw 12.848ms (Vegeta, 2026-11-25) (and 1 more)
            minThroughput: 100.051/s                       | -                | -
            minThroughput: 100.052/s                       | ThroughputTooLow | throughput expected at least 100.052/s, saw 100.051/s (Vegeta, 2026-11-25)
            minThroughput: 6003/m                          | -                | -
            minThroughput: 6004/m                          | ThroughputTooLow | throughput expected at least 6004/m, saw 6003.093/m (Vegeta, 2026-11-25)
            minThroughput: 360185/h                        | -                | -
            minThroughput: 360186/h                        | ThroughputTooLow | throughput expected at least 360186/h, saw 360185.598/h (Vegeta, 2026-11-25)
            minRequests: 1000                              | -                | -
            minRequests: 1001                              | TooFewRequests   | requests expected at least 1001, saw 1000 (Vegeta, 2026-11-25)
            minDuration: 9s                                | -                | -
            minDuration: 10s                               | TestTooShort     | duration expected at least 10s, saw 9s994ms (Vegeta, 2026-11-25)
            maxErrors: 0%                                  | -                | -
            """)
    void boundsAreExact(String bounds, Reason reason, String message) {
        Judgement expected = reason == null ? pass(SUBJECT + " (Vegeta, 2026-11-25)") : fail(reason, message);

        assertThat(judge(bounds.replace("'", ""), LoadTestWorld.holding("vegeta-12.13.0/good.json")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            locust-2.47.0/good_stats.csv | {latency: {p50: 10ms, p90: 14ms, p95: 15ms, p99: 17ms}, minRequests: 1451}
            gatling-3.13.5/good-stats.js | {minThroughput: 50/s, minRequests: 400, minDuration: 8s}
            gatling-3.13.5/good-stats.js | {minThroughput: 180000/h}
            """)
    void aFigureAtItsBoundPasses(String file, String bounds) {
        assertThat(judge(bounds, LoadTestWorld.holding(file)).verdict()).isEqualTo(Verdict.Pass);
    }

    @Test
    void aShareOfErrorsAtItsBoundPasses() {
        String report = ReportFixture.text("vegeta-12.13.0/good.json").replace("\"success\":1", "\"success\":0.99");
        FakeFacts facts = LoadTestWorld.holdingText(report);

        assertThat(judge("bind: None", facts).verdict()).isEqualTo(Verdict.Pass);
        assertThat(judge("{bind: None, maxErrors: 0.999%}", facts))
                .isEqualTo(fail(
                        Reason.ErrorsTooHigh, "failed requests expected at most 0.999%, saw 1% (Vegeta, 2026-11-25)"));
    }

    @Test
    void nanosecondsAreNoMilliseconds() {
        assertThat(judge("latency: {p95: 13ms}", LoadTestWorld.holding("vegeta-12.13.0/good.json")))
                .isEqualTo(fail(Reason.LatencyTooHigh, "p95 expected at most 13ms, saw 13.34ms (Vegeta, 2026-11-25)"));
    }

    @ParameterizedTest
    @CsvSource({"callback-bad.json", "export-bad.json"})
    void aCrossedThresholdOfTheTestFails(String file) {
        FakeFacts facts = LoadTestWorld.holding("k6-by-hand/" + file);

        assertThat(judge("maxErrors: 20%", facts))
                .isEqualTo(
                        fail(
                                Reason.OwnThresholdFailed,
                                "2 of the test's own thresholds failed: http_req_duration p(95)<400, http_req_failed rate<0.05"));
        assertThat(judge("{maxErrors: 20%, ownThresholds: Ignore}", facts))
                .isEqualTo(pass(SUBJECT + " (K6, 2026-11-25)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            k6-by-hand/export-good.json       | latency: {p99: 1s}            | report has no p99 (has p50, p90, p95); let the tool record it
            gatling-3.13.5/good-stats.js      | latency: {p90: 1s}            | report has no p90 (has p50, p95, p99); let the tool record it
            jmeter-5.6.3/renamed-statistics.json | {latency: {p95: 1s}, minRequests: 20} | report has no p95 (has p50); let the tool record it
            jmeter-5.6.3/renamed-statistics.json | {latency: {p90: 1s, p95: 1s}, minRequests: 20} | report has no p90 (has p50); let the tool record it (and 1 more)
            """)
    void aFigureThatWasNotRecordedIsUnknown(String file, String bounds, String message) {
        assertThat(judge(bounds, LoadTestWorld.holding(file))).isEqualTo(unknown(Reason.FigureMissing, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"metrics": {"http_reqs": {"count": 500, "rate": 5}}}       |                     | report has no share of failed requests; let the tool record it
            {"metrics": {"http_reqs": {"count": 500}, "http_req_failed": {"value": 0}}} | minThroughput: 1/s  | report has no throughput; let the tool record it
            {"metrics": {"http_reqs": {"count": 500}, "http_req_failed": {"value": 0}}} | minDuration: 1s     | report has no duration; let the tool record it
            {"metrics": {"http_reqs": {"count": 500}, "http_req_failed": {"value": 0}}} | latency: {p95: 1s}  | report has no p95; let the tool record it
            """)
    void nothingIsTakenForGranted(String report, String bounds, String message) {
        String run = "bind: None\nrun: {finishedAt: '2026-11-25T00:00:00Z'}\n";

        assertThat(judge(run + (bounds == null ? "" : bounds), LoadTestWorld.holdingText(report)))
                .isEqualTo(unknown(Reason.FigureMissing, message));
    }

    @Test
    void aProvenFailureOutranksAFigureThatIsMissing() {
        assertThat(judge("latency: {p50: 1ms, p99: 1s}", LoadTestWorld.holding("k6-by-hand/export-good.json")))
                .isEqualTo(fail(Reason.LatencyTooHigh, "p50 expected at most 1ms, saw 8.71ms (K6, 2026-11-25)"));
    }

    @Test
    void everyFaultIsCounted() {
        FakeFacts facts = LoadTestWorld.holding("k6-by-hand/callback-bad.json", "");

        assertThat(judge(
                        "{latency: {p95: 250ms}, minThroughput: 50/s, minRequests: 1000, minDuration: 5m, maxAge: 1h}",
                        facts))
                .isEqualTo(fail(
                        Reason.EvidenceUnbound,
                        "nothing says which image was tested; annotate the ConfigMap with launchgate.dev/image or set"
                                + " run.image (and 7 more)"));
    }

    private static Judgement judge(String fields, FakeFacts facts) {
        String yaml = fields.startsWith("{") ? "{" + REPORT.strip() + ", " + fields.substring(1) : REPORT + fields;
        return Spec.judge(CHECK, yaml, facts);
    }
}
