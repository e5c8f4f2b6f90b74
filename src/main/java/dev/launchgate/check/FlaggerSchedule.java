package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How Flagger lets users meet a new revision, one step each interval.
 *
 * @param first share of those who meet it first; nobody where it is measured apart from users
 * @param observed time from then until everybody gets it
 */
record FlaggerSchedule(CanaryShare first, Duration observed) {
    private static final long ALL = 100;
    private static final long DEFAULT_ITERATIONS = 10;
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);
    private static final CanaryShare NOBODY = new CanaryShare(0, 1);

    /** Empty if the canary would never advance. */
    static Optional<FlaggerSchedule> of(JsonNode analysis, String provider) {
        Duration interval = interval(analysis.path("interval"));
        long iterations = weight(analysis.path("iterations")).orElse(0);
        if (iterations == 0 && provider.equals("kubernetes")) {
            // without a mesh there are no weights: Flagger ignores the steps
            iterations = DEFAULT_ITERATIONS;
        }
        if (iterations > 0) {
            return Optional.of(new FlaggerSchedule(NOBODY, CanaryDurations.times(interval, iterations)));
        }
        List<Long> weights = weights(analysis);
        if (weights.isEmpty() || weights.getFirst() == 0) {
            return Optional.empty();
        }
        long mirrored = analysis.path("mirror").asBoolean() ? 1 : 0;
        long partial = weights.stream().filter(weight -> weight < ALL).count();
        return Optional.of(new FlaggerSchedule(
                new CanaryShare(Math.min(weights.getFirst(), ALL), ALL),
                CanaryDurations.times(interval, partial + mirrored)));
    }

    /** The weights that the canary takes, one after another. */
    private static List<Long> weights(JsonNode analysis) {
        long step = weight(analysis.path("stepWeight")).orElse(0);
        List<Long> listed = Resource.elements(analysis.path("stepWeights"))
                .map(node -> weight(node).orElse(0))
                .toList();
        if (step == 0) {
            return listed;
        }
        long configured = weight(analysis.path("maxWeight")).orElse(0);
        long last = listed.isEmpty() ? configured : listed.getLast();
        long max = last == 0 ? ALL : Math.min(last, ALL);
        return LongStream.iterate(step, weight -> weight < max + step, weight -> weight + step)
                .boxed()
                .toList();
    }

    private static OptionalLong weight(JsonNode node) {
        return CanaryShare.weight(node);
    }

    private static Duration interval(JsonNode interval) {
        Duration parsed = CanaryDurations.of(interval).orElse(DEFAULT_INTERVAL);
        return parsed.compareTo(LEAST_INTERVAL) < 0 ? LEAST_INTERVAL : parsed;
    }
}
