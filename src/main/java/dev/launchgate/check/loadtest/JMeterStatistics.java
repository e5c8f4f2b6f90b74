package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * {@code statistics.json} of JMeter's HTML report. The file does not say which percentiles it holds: with JMeter's
 * settings p90, p95 and p99, and when they cannot be these, none is read.
 */
final class JMeterStatistics {
    private static final int PERCENT = 2;

    private JMeterStatistics() {}

    static boolean fits(JsonNode report) {
        JsonNode total = report.path("Total");
        return total.has("sampleCount") && total.has("errorPct") && total.has("pct1ResTime");
    }

    static LoadReport.Measured read(JsonNode report) throws NotReadableException {
        JsonNode total = report.path("Total");
        Figures figures =
                Figures.of(LoadTestTool.JMeter, ReportNumber.required(total.path("sampleCount"), "number of samples"));
        Optional<BigDecimal> median = ReportNumber.in(total.path("medianResTime"));
        Optional<BigDecimal> first = ReportNumber.in(total.path("pct1ResTime"));
        Optional<BigDecimal> second = ReportNumber.in(total.path("pct2ResTime"));
        Optional<BigDecimal> third = ReportNumber.in(total.path("pct3ResTime"));
        Optional<BigDecimal> most = ReportNumber.in(total.path("maxResTime"));
        figures.latency(Percentile.P50, median);
        boolean apart = below(median, first) || median.equals(most);
        if (apart && !below(second, first) && !below(third, second) && !below(most, third)) {
            figures.latency(Percentile.P90, first)
                    .latency(Percentile.P95, second)
                    .latency(Percentile.P99, third);
        }
        return figures.errors(ReportNumber.in(total.path("errorPct")).map(percent -> percent.movePointLeft(PERCENT)))
                .throughput(ReportNumber.in(total.path("throughput")))
                .measured();
    }

    private static boolean below(Optional<BigDecimal> lower, Optional<BigDecimal> upper) {
        return lower.isPresent() && upper.isPresent() && lower.get().compareTo(upper.get()) < 0;
    }
}
