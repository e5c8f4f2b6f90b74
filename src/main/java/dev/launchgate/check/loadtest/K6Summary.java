package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The machine-readable summary of k6, which has a version of its own; only the first major one is known. */
final class K6Summary {
    private K6Summary() {}

    static boolean fits(JsonNode report) {
        return report.path("version").isTextual()
                && report.path("metadata").has("k6Version")
                && report.path("results").isObject();
    }

    static LoadReport.Measured read(JsonNode report) throws NotReadableException {
        if (!report.path("version").textValue().startsWith("1.")) {
            throw new NotReadableException("it is a summary of k6 of another version than 1, which is the one known");
        }
        JsonNode results = report.path("results");
        JsonNode metrics = results.path("metrics");
        if (!metrics.isArray()) {
            throw new NotReadableException("it looks like a summary of k6, but has no metrics");
        }
        JsonNode requests = values(metrics, "http_reqs");
        JsonNode times = values(metrics, "http_req_duration");
        BigDecimal count = requests.isMissingNode()
                ? BigDecimal.ZERO
                : ReportNumber.required(requests.path("count"), "number of requests");
        return Figures.of(LoadTestTool.K6, count)
                .errors(ReportNumber.in(values(metrics, "http_req_failed").path("rate")))
                .latency(Percentile.P50, K6Report.median(times))
                .latency(Percentile.P90, ReportNumber.in(times.path("p(90)")))
                .latency(Percentile.P95, ReportNumber.in(times.path("p(95)")))
                .latency(Percentile.P99, ReportNumber.in(times.path("p(99)")))
                .throughput(ReportNumber.in(requests.path("rate")))
                .seconds(ReportNumber.in(report.path("config").path("duration")))
                .finished(Optional.of(ReportDate.in(report.path("metadata").path("generatedAt"))))
                .thresholds(thresholds(results.path("passed")))
                .measured();
    }

    /** Versions that do not say whether the thresholds held say nothing of them at all. */
    private static Thresholds thresholds(JsonNode passed) throws NotReadableException {
        if (passed.isMissingNode()) {
            return Thresholds.unrecorded();
        }
        if (!passed.isBoolean()) {
            throw new NotReadableException("its thresholds neither held nor were crossed");
        }
        return passed.booleanValue() ? Thresholds.none() : new Thresholds(true, 1, List.of());
    }

    private static JsonNode values(JsonNode metrics, String name) throws NotReadableException {
        JsonNode found = MissingNode.getInstance();
        for (JsonNode metric : metrics) {
            if (name.equals(metric.path("name").asText())) {
                if (!found.isMissingNode()) {
                    throw new NotReadableException("it has a metric twice");
                }
                found = metric.path("values");
            }
        }
        return found;
    }
}
