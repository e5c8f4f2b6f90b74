package dev.launchgate.check.loadtest;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the figures of one report, checks that they can be true, and works out what follows from the others. */
final class Figures {
    /** Exact enough that no bound of three decimals is ever missed by rounding. */
    private static final MathContext EXACT = new MathContext(30, RoundingMode.HALF_EVEN);

    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());
    private static final BigDecimal MOST_REQUESTS = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final int NANO_DIGITS = 9;

    private final LoadTestTool tool;
    private final long requests;
    private final Map<Percentile, BigDecimal> latency = new EnumMap<>(Percentile.class);
    private @Nullable Instant finished;
    private @Nullable BigDecimal errors;
    private @Nullable BigDecimal throughput;
    private @Nullable Duration duration;
    private Thresholds thresholds = Thresholds.none();

    private Figures(LoadTestTool tool, long requests) {
        this.tool = tool;
        this.requests = requests;
    }

    /** @param requests a whole number */
    static Figures of(LoadTestTool tool, BigDecimal requests) throws NotReadableException {
        if (requests.compareTo(MOST_REQUESTS) > 0
                || requests.remainder(BigDecimal.ONE).signum() != 0) {
            throw new NotReadableException("the number of requests is no whole number");
        }
        return new Figures(tool, requests.longValue());
    }

    Figures finished(Optional<Instant> at) {
        finished = at.orElse(null);
        return this;
    }

    /** @param share 0 to 1 */
    Figures errors(Optional<BigDecimal> share) throws NotReadableException {
        if (share.isPresent() && share.get().compareTo(BigDecimal.ONE) > 0) {
            throw new NotReadableException("more requests failed than were made");
        }
        errors = share.orElse(null);
        return this;
    }

    Figures errors(BigDecimal failed) throws NotReadableException {
        return errors(
                requests == 0 ? Optional.empty() : Optional.of(failed.divide(BigDecimal.valueOf(requests), EXACT)));
    }

    Figures latency(Percentile percentile, Optional<BigDecimal> milliseconds) {
        milliseconds.ifPresent(time -> latency.put(percentile, time));
        return this;
    }

    Figures throughput(Optional<BigDecimal> perSecond) {
        throughput = perSecond.orElse(null);
        return this;
    }

    Figures seconds(Optional<BigDecimal> seconds) throws NotReadableException {
        duration = seconds.isPresent() ? duration(seconds.get()) : null;
        return this;
    }

    Figures thresholds(Thresholds outcome) {
        thresholds = outcome;
        return this;
    }

    /** A run without a request has counted nothing: what tools write beside a zero is no measurement. */
    LoadReport.Measured measured() throws NotReadableException {
        if (requests == 0) {
            return new LoadReport.Measured(
                    tool,
                    Optional.ofNullable(finished),
                    0,
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    thresholds);
        }
        refuseFallingLatency();
        BigDecimal count = BigDecimal.valueOf(requests);
        if (duration == null && throughput != null && throughput.signum() > 0) {
            duration = duration(count.divide(throughput, EXACT));
        }
        if (throughput == null && duration != null && duration.isPositive()) {
            BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), NANO_DIGITS);
            throughput = count.divide(seconds, EXACT);
        }
        return new LoadReport.Measured(
                tool,
                Optional.ofNullable(finished),
                requests,
                Optional.ofNullable(errors),
                latency,
                Optional.ofNullable(throughput),
                Optional.ofNullable(duration),
                thresholds);
    }

    private void refuseFallingLatency() throws NotReadableException {
        BigDecimal before = BigDecimal.ZERO;
        for (BigDecimal time : latency.values()) {
            if (time.compareTo(before) < 0) {
                throw new NotReadableException("its response times fall with the percentile");
            }
            before = time;
        }
    }

    private static Duration duration(BigDecimal seconds) throws NotReadableException {
        if (seconds.compareTo(LONGEST_SECONDS) > 0) {
            throw new NotReadableException("the test would have taken years");
        }
        return Duration.ofNanos(seconds.movePointRight(NANO_DIGITS).longValue());
    }
}
