package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Walks the steps of an Argo Rollout's canary in their order: who meets the revision first, for how long, who judges it. */
final class RolloutSteps {
    private static final long DEFAULT_MAX_WEIGHT = 100;

    private final String subject;
    private final JsonNode canary;
    private final long replicas;
    private final Facts facts;
    private final List<Judgement> problems = new ArrayList<>();

    private CanaryShare now = new CanaryShare(0, 1);
    private CanaryShare first = CanaryShare.ALL;
    private boolean met;
    private boolean judged;
    private Duration observed = Duration.ZERO;

    /** @param canary {@code spec.strategy.canary} */
    RolloutSteps(String subject, JsonNode canary, long replicas, Facts facts) {
        this.subject = subject;
        this.canary = canary;
        this.replicas = replicas;
        this.facts = facts;
    }

    RolloutExposure walk() {
        JsonNode background = canary.path("analysis");
        int steps = canary.path("steps").size();
        if (background.path("startingStep").asInt(0) < Math.max(steps, 1)) {
            judged = analysis(background).judges();
        }
        Resource.elements(canary.path("steps")).forEach(this::take);
        return new RolloutExposure(first, observed, judged, problems);
    }

    private void take(JsonNode step) {
        if (step.hasNonNull("setWeight")) {
            now = share(step.path("setWeight"));
            meet(now);
        } else if (step.hasNonNull("pause")) {
            observe(pause(step.path("pause").path("duration")));
        } else if (step.hasNonNull("analysis")) {
            RolloutAnalysis analysis = analysis(step.path("analysis"));
            // before the first user it is a gate, and judges nothing that users meet
            judged |= analysis.judges() && now.part() > 0;
            observe(analysis.time());
        } else if (step.hasNonNull("experiment")) {
            experiment(step.path("experiment"));
        }
    }

    private void experiment(JsonNode experiment) {
        long weight = Resource.elements(experiment.path("templates"))
                .map(template -> CanaryShare.weight(template.path("weight")))
                .mapToLong(known -> known.orElse(0))
                .sum();
        CanaryShare share = new CanaryShare(Math.min(weight, maxWeight()), maxWeight());
        meet(share);
        RolloutAnalysis analysis = RolloutAnalysis.ofExperiment(experiment, subject, facts);
        problems.addAll(analysis.problems());
        judged |= analysis.judges();
        if (share.part() > 0 || now.part() > 0) {
            observed = CanaryDurations.sum(
                    observed, CanaryDurations.of(experiment.path("duration")).orElse(Duration.ZERO));
        }
    }

    private void meet(CanaryShare share) {
        if (!met && share.part() > 0) {
            met = true;
            first = share;
        }
    }

    /** Only while some have it, and not everybody yet. */
    private void observe(Duration time) {
        if (now.part() > 0 && now.part() < now.whole()) {
            observed = CanaryDurations.sum(observed, time);
        }
    }

    /** Left out, the rollout waits for a person; what the engine cannot read does not count. */
    private static Duration pause(JsonNode duration) {
        return duration.isMissingNode() || duration.isNull()
                ? CanaryDurations.OPEN_ENDED
                : CanaryDurations.of(duration).orElse(Duration.ZERO);
    }

    /** Without traffic routing users are shared out by pods, and one of them is at least one of all and one extra. */
    private CanaryShare share(JsonNode setWeight) {
        long max = maxWeight();
        long weight = Math.min(CanaryShare.weight(setWeight).orElse(max), max);
        CanaryShare wanted = new CanaryShare(weight, max);
        boolean byPods = !canary.hasNonNull("trafficRouting") && replicas > 0 && wanted.part() > 0;
        return byPods ? wanted.max(new CanaryShare(1, replicas + 1)) : wanted;
    }

    private long maxWeight() {
        long max = CanaryShare.weight(canary.path("trafficRouting").path("maxTrafficWeight"))
                .orElse(0);
        return max == 0 ? DEFAULT_MAX_WEIGHT : max;
    }

    private RolloutAnalysis analysis(JsonNode analysis) {
        RolloutAnalysis read = RolloutAnalysis.of(analysis, subject, facts);
        problems.addAll(read.problems());
        return read;
    }
}
