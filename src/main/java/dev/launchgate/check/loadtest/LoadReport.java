package dev.launchgate.check.loadtest;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import dev.launchgate.probe.ContentReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a load-test report says, whatever tool wrote it. */
public sealed interface LoadReport extends ContentReader.Content {
    /**
     * The report of a known tool.
     *
     * @param finished when the test ended, where the report says so
     * @param requests how many requests were answered or failed
     * @param errors share of requests that failed, 0 to 1
     * @param latency response times in milliseconds, those that the tool recorded
     * @param throughput requests per second
     * @param duration how long the test took
     * @param thresholds how the test's own thresholds went
     */
    record Measured(
            LoadTestTool tool,
            Optional<Instant> finished,
            long requests,
            Optional<BigDecimal> errors,
            Map<Percentile, BigDecimal> latency,
            Optional<BigDecimal> throughput,
            Optional<Duration> duration,
            Thresholds thresholds)
            implements LoadReport {
        public Measured {
            latency = Map.copyOf(latency);
        }
    }

    /**
     * No report that can be relied on.
     *
     * @param why in words, without anything of the content
     */
    record Refused(String why) implements LoadReport {}
}
