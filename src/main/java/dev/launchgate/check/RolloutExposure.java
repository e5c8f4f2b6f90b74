package dev.launchgate.check;

import java.time.Duration;
import java.util.List;

/**
 * How a new revision of an Argo Rollout meets its users.
 *
 * @param first share of those who meet it first; nobody for a blue-green preview
 * @param observed time between them and everybody
 * @param judged whether an analysis judges it
 * @param problems analysis templates that are not there or could not be read
 */
record RolloutExposure(CanaryShare first, Duration observed, boolean judged, List<Judgement> problems) {
    RolloutExposure {
        problems = List.copyOf(problems);
    }
}
