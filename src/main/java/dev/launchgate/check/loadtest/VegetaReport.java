package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code vegeta report -type=json}: times in nanoseconds, success as a share. */
final class VegetaReport {
    private static final int NANOS_TO_MILLIS = 6;
    private static final int NANO_DIGITS = 9;

    private VegetaReport() {}

    static boolean fits(JsonNode report) {
        return report.path("latencies").isObject()
                && report.has("success")
                && report.has("requests")
                && report.has("status_codes");
    }

    static LoadReport.Measured read(JsonNode report) throws NotReadableException {
        Figures figures =
                Figures.of(LoadTestTool.Vegeta, ReportNumber.required(report.path("requests"), "number of requests"));
        Optional<BigDecimal> success = ReportNumber.in(report.path("success"));
        if (success.isPresent() && success.get().compareTo(BigDecimal.ONE) > 0) {
            throw new NotReadableException("more requests succeeded than were made");
        }
        for (Percentile percentile : Percentile.values()) {
            figures.latency(
                    percentile,
                    ReportNumber.in(report.path("latencies").path(percentile.percent() + "th"))
                            .map(nanos -> nanos.movePointLeft(NANOS_TO_MILLIS)));
        }
        Optional<Instant> end = date(report.path("end"));
        return figures.errors(success.map(BigDecimal.ONE::subtract))
                .throughput(ReportNumber.in(report.path("throughput")))
                .seconds(seconds(date(report.path("earliest")), end))
                .finished(end)
                .measured();
    }

    /** From the first request to the last answer: the member duration ends with the last request. */
    private static Optional<BigDecimal> seconds(Optional<Instant> earliest, Optional<Instant> end)
            throws NotReadableException {
        if (earliest.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        Duration taken = Duration.between(earliest.get(), end.get());
        if (taken.isNegative()) {
            throw new NotReadableException("the test ended before it began");
        }
        return Optional.of(
                BigDecimal.valueOf(taken.toSeconds()).add(BigDecimal.valueOf(taken.toNanosPart(), NANO_DIGITS)));
    }

    private static Optional<Instant> date(JsonNode node) throws NotReadableException {
        return node.isMissingNode() ? Optional.empty() : Optional.of(ReportDate.in(node));
    }
}
