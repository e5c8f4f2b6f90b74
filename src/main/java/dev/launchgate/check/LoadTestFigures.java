package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LatencyBounds;
import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.OwnThresholds;
import dev.launchgate.check.loadtest.LoadReport.Measured;
import dev.launchgate.check.loadtest.Percentile;
import dev.launchgate.check.loadtest.Thresholds;
import dev.launchgate.status.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the figures of a load-test report with the bounds of the item. */
final class LoadTestFigures {
    private static final int PERCENT = 2;
    private static final int NANOS_TO_MILLIS = 6;
    private static final int SHOWN_DIGITS = 3;

    private LoadTestFigures() {}

    /** @param source tool and date, as messages name the report */
    static void judge(LoadTestParams params, Measured report, String source, Parts parts) {
        bounds(params.latency()).forEach((percentile, bound) -> latency(percentile, bound, report, source, parts));
        errors(params.maxErrors(), report, source, parts);
        if (params.minThroughput() != null) {
            throughput(params.minThroughput(), report, source, parts);
        }
        if (report.requests() < params.minRequests()) {
            parts.add(Judgement.fail(
                    Reason.TooFewRequests,
                    "requests expected at least %d, saw %d (%s)"
                            .formatted(params.minRequests(), report.requests(), source)));
        }
        if (params.minDuration() != null) {
            duration(Durations.parse(params.minDuration()), report, source, parts);
        }
        if (params.ownThresholds() == OwnThresholds.Judge) {
            thresholds(report.thresholds(), parts);
        }
    }

    /** The bounds that are set, lowest percentile first. */
    static Map<Percentile, String> bounds(LatencyBounds latency) {
        Map<Percentile, String> bounds = new EnumMap<>(Percentile.class);
        put(bounds, Percentile.P50, latency.p50());
        put(bounds, Percentile.P90, latency.p90());
        put(bounds, Percentile.P95, latency.p95());
        put(bounds, Percentile.P99, latency.p99());
        return bounds;
    }

    private static void put(Map<Percentile, String> bounds, Percentile percentile, @Nullable String bound) {
        if (bound != null) {
            bounds.put(percentile, bound);
        }
    }

    private static void latency(Percentile percentile, String bound, Measured report, String source, Parts parts) {
        BigDecimal seen = report.latency().get(percentile);
        if (seen == null) {
            parts.add(missing(percentile.label(), recorded(report)));
        } else if (seen.compareTo(milliseconds(Durations.parse(bound))) > 0) {
            parts.add(Judgement.fail(
                    Reason.LatencyTooHigh,
                    "%s expected at most %s, saw %sms (%s)"
                            .formatted(percentile.label(), bound, shown(seen, RoundingMode.CEILING), source)));
        }
    }

    private static void errors(String bound, Measured report, String source, Parts parts) {
        Optional<BigDecimal> percent = report.errors().map(share -> share.movePointRight(PERCENT));
        if (percent.isEmpty()) {
            parts.add(missing("share of failed requests", ""));
        } else if (percent.get().compareTo(new BigDecimal(bound.substring(0, bound.length() - 1))) > 0) {
            parts.add(Judgement.fail(
                    Reason.ErrorsTooHigh,
                    "failed requests expected at most %s, saw %s%% (%s)"
                            .formatted(bound, shown(percent.get(), RoundingMode.CEILING), source)));
        }
    }

    private static void throughput(String bound, Measured report, String source, Parts parts) {
        int slash = bound.indexOf('/');
        String unit = bound.substring(slash + 1);
        BigDecimal seconds = BigDecimal.valueOf(
                switch (unit) {
                    case "h" -> Duration.ofHours(1).toSeconds();
                    case "m" -> Duration.ofMinutes(1).toSeconds();
                    default -> 1;
                });
        Optional<BigDecimal> seen = report.throughput().map(perSecond -> perSecond.multiply(seconds));
        if (seen.isEmpty()) {
            parts.add(missing("throughput", ""));
        } else if (seen.get().compareTo(new BigDecimal(bound.substring(0, slash))) < 0) {
            parts.add(Judgement.fail(
                    Reason.ThroughputTooLow,
                    "throughput expected at least %s, saw %s/%s (%s)"
                            .formatted(bound, shown(seen.get(), RoundingMode.FLOOR), unit, source)));
        }
    }

    private static void duration(Duration bound, Measured report, String source, Parts parts) {
        Optional<Duration> seen = report.duration();
        if (seen.isEmpty()) {
            parts.add(missing("duration", ""));
        } else if (seen.get().compareTo(bound) < 0) {
            parts.add(Judgement.fail(
                    Reason.TestTooShort,
                    "duration expected at least %s, saw %s (%s)"
                            .formatted(Durations.format(bound), Durations.format(seen.get()), source)));
        }
    }

    private static void thresholds(Thresholds thresholds, Parts parts) {
        if (thresholds.crossed() > 0) {
            parts.add(Judgement.fail(
                    Reason.OwnThresholdFailed,
                    "%d of the test's own thresholds failed: %s"
                            .formatted(thresholds.crossed(), Wording.list(thresholds.names()))));
        }
    }

    private static Judgement missing(String figure, String recorded) {
        return Judgement.unknown(
                Reason.FigureMissing, "report has no %s%s; let the tool record it".formatted(figure, recorded));
    }

    private static String recorded(Measured report) {
        return report.latency().isEmpty()
                ? ""
                : report.latency().keySet().stream()
                        .sorted()
                        .map(Percentile::label)
                        .collect(Collectors.joining(", ", " (has ", ")"));
    }

    private static BigDecimal milliseconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), NANOS_TO_MILLIS);
    }

    /** Rounded away from the bound, so that what fails never looks as if it fitted. */
    private static String shown(BigDecimal number, RoundingMode mode) {
        return number.setScale(SHOWN_DIGITS, mode).stripTrailingZeros().toPlainString();
    }
}
