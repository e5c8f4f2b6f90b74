package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;

/**
 * The figures of a Gatling report: {@code stats.js}, or {@code stats.json} and {@code global_stats.json} of versions that
 * write these. Percentiles are numbered, not named; with Gatling's settings they are p50, p75, p95 and p99.
 */
final class GatlingReport {
    private static final String SCRIPT = "var stats = ";

    private GatlingReport() {}

    static boolean isScript(String text) {
        return text.startsWith(SCRIPT);
    }

    static LoadReport.Measured script(String text) throws NotReadableException {
        JsonNode stats = JsonReport.value(text.substring(SCRIPT.length()));
        if (!fits(stats)) {
            throw new NotReadableException("it begins like the script of a Gatling report, but holds no figures");
        }
        return read(stats);
    }

    static boolean fits(JsonNode report) {
        JsonNode all = all(report);
        return all.path("numberOfRequests").has("ko")
                && all.path("percentiles1").has("total");
    }

    static LoadReport.Measured read(JsonNode report) throws NotReadableException {
        JsonNode all = all(report);
        JsonNode requests = all.path("numberOfRequests");
        BigDecimal failed = ReportNumber.in(requests.path("ko")).orElse(BigDecimal.ZERO);
        return Figures.of(LoadTestTool.Gatling, ReportNumber.required(requests.path("total"), "number of requests"))
                .errors(failed)
                .latency(
                        Percentile.P50, ReportNumber.in(all.path("percentiles1").path("total")))
                .latency(
                        Percentile.P95, ReportNumber.in(all.path("percentiles3").path("total")))
                .latency(
                        Percentile.P99, ReportNumber.in(all.path("percentiles4").path("total")))
                .throughput(ReportNumber.in(
                        all.path("meanNumberOfRequestsPerSecond").path("total")))
                .measured();
    }

    /** The figures of all requests: the root of global_stats.json, below stats in the others. */
    private static JsonNode all(JsonNode report) {
        return report.path("stats").isObject() ? report.path("stats") : report;
    }
}
