package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.LatencyBounds;
import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.check.loadtest.Percentile;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what a loadTest item cannot mean. */
final class LoadTestRefusals {
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final Pattern PERCENTAGE = Pattern.compile(Patterns.PERCENTAGE);
    private static final Pattern THROUGHPUT = Pattern.compile(LoadTestParams.THROUGHPUT);
    private static final Pattern DURATION = Pattern.compile(Patterns.DURATION);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST = 16;
    private static final int MOST_REQUESTS = 1_000_000_000;

    private LoadTestRefusals() {}

    static void refuse(LoadTestParams params, Refusals refusals) {
        SourceContent.refuse(params.report(), "report", refusals);
        refuse(params.run(), refusals);
        String container = params.container();
        refusals.require(
                container == null || (container.length() <= LONGEST_LABEL && LABEL.matches(container)),
                "container",
                "must be the name of a container");
        refusals.require(
                Durations.within(params.maxAge(), Duration.ofHours(1), YEAR), "maxAge", "must be from 1h to 365d");
        refuse(params.latency(), refusals);
        refusals.require(
                PERCENTAGE.matches(params.maxErrors()), "maxErrors", "must be a percentage such as 1% or 0.5%");
        String throughput = params.minThroughput();
        refusals.require(
                throughput == null || (throughput.length() <= LONGEST && THROUGHPUT.matches(throughput)),
                "minThroughput",
                "must be a rate above zero, such as 50/s, 3000/m or 0.5/s");
        int requests = params.minRequests();
        refusals.require(requests >= 1 && requests <= MOST_REQUESTS, "minRequests", "must be from 1 to 1000000000");
        refusals.require(
                params.minDuration() == null || Durations.within(params.minDuration(), Duration.ofSeconds(1), WEEK),
                "minDuration",
                "must be from 1s to 7d");
    }

    private static void refuse(LoadTestParams.@Nullable Run run, Refusals refusals) {
        if (run == null) {
            return;
        }
        if (run.image() != null) {
            refusals.require(
                    ImageName.parse(run.image()).isPresent(), "run.image", "must be the name of a container image");
        }
        if (run.finishedAt() != null) {
            DateTimes.refuse(run.finishedAt(), "run.finishedAt", refusals);
        }
    }

    private static void refuse(LatencyBounds latency, Refusals refusals) {
        Map<Percentile, String> bounds = LoadTestFigures.bounds(latency);
        Duration before = Duration.ZERO;
        boolean falls = false;
        for (Map.Entry<Percentile, String> bound : bounds.entrySet()) {
            String text = bound.getValue();
            if (text.length() > LONGEST || !DURATION.matches(text)) {
                refusals.refuse("latency." + bound.getKey().label(), "must be a duration such as 250ms or 1s500ms");
            } else {
                Duration time = Durations.parse(text);
                falls |= time.compareTo(before) < 0;
                before = time;
            }
        }
        refusals.require(!falls, "latency", LatencyBounds.MUST_NOT_FALL);
    }
}
