package dev.launchgate.check.loadtest;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The CSV file of Locust that ends in {@code _stats.csv}: one row sums up all requests; times are milliseconds. */
final class LocustStats {
    private LocustStats() {}

    static boolean fits(CsvColumns columns) {
        return columns.haveAll("Type", "Name", "Request Count", "Failure Count", "Requests/s");
    }

    static LoadReport.Measured read(CsvColumns columns, List<String[]> rows) throws NotReadableException {
        String[] all = aggregated(columns, rows);
        Figures figures = Figures.of(LoadTestTool.Locust, count(columns, all, "Request Count"));
        for (Percentile percentile : Percentile.values()) {
            figures.latency(percentile, ReportNumber.in(columns.field(all, percentile.percent() + "%")));
        }
        return figures.errors(count(columns, all, "Failure Count"))
                .throughput(ReportNumber.in(columns.field(all, "Requests/s")))
                .measured();
    }

    /** Requests have a method; a request that somebody named Aggregated is not the sum. */
    private static String[] aggregated(CsvColumns columns, List<String[]> rows) throws NotReadableException {
        List<String[]> sums = rows.stream()
                .filter(row -> columns.field(row, "Name").equals("Aggregated")
                        && columns.field(row, "Type").isEmpty())
                .toList();
        if (sums.size() != 1) {
            throw new NotReadableException(
                    "expected one row Aggregated of Locust, saw %d; is it cut off?".formatted(sums.size()));
        }
        return sums.getFirst();
    }

    private static BigDecimal count(CsvColumns columns, String[] row, String column) throws NotReadableException {
        Optional<BigDecimal> count = ReportNumber.in(columns.field(row, column));
        if (count.isEmpty()) {
            throw new NotReadableException("it has no " + column);
        }
        return count.get();
    }
}
