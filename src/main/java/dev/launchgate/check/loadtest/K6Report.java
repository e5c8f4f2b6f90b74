package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The two reports of k6 that are read: the data that {@code handleSummary} gets, where figures stand below {@code values}, and the
 * flat file of {@code --summary-export}. Times are milliseconds. Failed requests are read as a rate: what passes and fails
 * count of a rate is easily taken the wrong way round.
 */
final class K6Report {
    private static final int MILLIS = 3;

    private K6Report() {}

    static boolean fits(JsonNode report) {
        JsonNode metrics = report.path("metrics");
        return metrics.isObject()
                && (report.path("root_group").isObject()
                        || metrics.path("http_reqs").isObject()
                        || metrics.path("http_req_duration").isObject());
    }

    static LoadReport.Measured read(JsonNode report) throws NotReadableException {
        JsonNode metrics = report.path("metrics");
        boolean nested = nested(metrics);
        JsonNode requests = values(metrics, "http_reqs", nested);
        JsonNode times = values(metrics, "http_req_duration", nested);
        JsonNode failed = values(metrics, "http_req_failed", nested);
        // k6 leaves out a metric that saw nothing.
        BigDecimal count = requests.isMissingNode()
                ? BigDecimal.ZERO
                : ReportNumber.required(requests.path("count"), "number of requests");
        return Figures.of(LoadTestTool.K6, count)
                .errors(ReportNumber.in(failed.path(nested ? "rate" : "value")))
                .latency(Percentile.P50, median(times))
                .latency(Percentile.P90, ReportNumber.in(times.path("p(90)")))
                .latency(Percentile.P95, ReportNumber.in(times.path("p(95)")))
                .latency(Percentile.P99, ReportNumber.in(times.path("p(99)")))
                .throughput(ReportNumber.in(requests.path("rate")))
                .seconds(ReportNumber.in(report.path("state").path("testRunDurationMs"))
                        .map(milliseconds -> milliseconds.movePointLeft(MILLIS)))
                .thresholds(K6Thresholds.of(metrics, nested))
                .measured();
    }

    private static Optional<BigDecimal> median(JsonNode times) throws NotReadableException {
        Optional<BigDecimal> median = ReportNumber.in(times.path("med"));
        return median.isPresent() ? median : ReportNumber.in(times.path("p(50)"));
    }

    /** All metrics of a file have the same shape; one of another would be read the wrong way round. */
    private static boolean nested(JsonNode metrics) throws NotReadableException {
        int nested = 0;
        for (JsonNode metric : metrics) {
            nested += metric.path("values").isObject() ? 1 : 0;
        }
        if (nested != 0 && nested != metrics.size()) {
            throw new NotReadableException("it looks like a report of k6, but its metrics differ in shape");
        }
        return nested != 0;
    }

    private static JsonNode values(JsonNode metrics, String name, boolean nested) {
        JsonNode metric = metrics.path(name);
        return nested ? metric.path("values") : metric;
    }
}
