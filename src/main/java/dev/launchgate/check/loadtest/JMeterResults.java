package dev.launchgate.check.loadtest;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** JMeter's results as CSV, a row for each sample: the figures are worked out here. */
final class JMeterResults {
    /** Rows of a transaction controller repeat the samples within; JMeter's own report leaves them out too. */
    private static final String TRANSACTION = "Number of samples in transaction : ";

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");
    private static final int MILLIS = 3;

    private JMeterResults() {}

    static boolean fits(CsvColumns columns) {
        return columns.haveAll("timeStamp", "elapsed", "label", "success");
    }

    static LoadReport.Measured read(CsvColumns columns, List<String[]> rows) throws NotReadableException {
        List<String[]> samples = rows.stream()
                .filter(row -> !columns.field(row, "responseMessage").startsWith(TRANSACTION))
                .toList();
        long[] elapsed = new long[samples.size()];
        long failed = 0;
        long begin = Long.MAX_VALUE;
        long end = 0;
        boolean dated = true;
        for (int i = 0; i < elapsed.length; i++) {
            String[] row = samples.get(i);
            elapsed[i] = milliseconds(columns.field(row, "elapsed"));
            failed += succeeded(columns.field(row, "success")) ? 0 : 1;
            // Other formats of the time have no zone.
            dated &= MILLISECONDS.matches(columns.field(row, "timeStamp"));
            if (dated) {
                long start = milliseconds(columns.field(row, "timeStamp"));
                begin = Math.min(begin, start);
                end = Math.max(end, start + elapsed[i]);
            }
        }
        Arrays.sort(elapsed);
        Figures figures = Figures.of(LoadTestTool.JMeter, BigDecimal.valueOf(elapsed.length))
                .errors(BigDecimal.valueOf(failed));
        if (elapsed.length > 0) {
            for (Percentile percentile : Percentile.values()) {
                figures.latency(percentile, Optional.of(BigDecimal.valueOf(rank(elapsed, percentile.percent()))));
            }
            if (dated) {
                figures.seconds(Optional.of(BigDecimal.valueOf(end - begin, MILLIS)))
                        .finished(Optional.of(Instant.ofEpochMilli(end)));
            }
        }
        return figures.measured();
    }

    /** A time that was measured, and never below what JMeter's own report works out between two of them. */
    private static long rank(long[] sorted, int percent) {
        long rank = Math.ceilDiv((sorted.length + 1L) * percent, 100L);
        return sorted[(int) Math.min(rank, sorted.length) - 1];
    }

    private static long milliseconds(String field) throws NotReadableException {
        if (!MILLISECONDS.matches(field)) {
            throw new NotReadableException("a time is no number of milliseconds");
        }
        return Long.parseLong(field);
    }

    private static boolean succeeded(String field) throws NotReadableException {
        return switch (field) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NotReadableException("a sample neither succeeded nor failed");
        };
    }
}
