package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.Requirement;
import dev.launchgate.status.Reason;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What an item asks of every canary, whatever steers it, and what is said when it does not get it.
 *
 * @param maxFirstStep largest share of the first users, in percent
 * @param minObservation least time between the first users and everybody
 * @param analysis whether something must judge the canary by itself
 */
record CanaryBounds(BigDecimal maxFirstStep, Duration minObservation, boolean analysis) {

    static CanaryBounds of(CanaryParams params) {
        return new CanaryBounds(
                percent(params.maxFirstStep()),
                Durations.parse(params.minObservation()),
                params.analysis() == Requirement.Required);
    }

    private static BigDecimal percent(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1));
    }

    /** {@code next} is what to do about a step that is too large. */
    Judgement firstStep(String subject, CanaryShare share, String next) {
        return share.above(maxFirstStep)
                ? Judgement.fail(
                        Reason.FirstStepTooLarge,
                        "%s: first step %s, at most %s; %s"
                                .formatted(subject, share, CanaryShare.percent(maxFirstStep), next))
                : Judgement.pass(subject);
    }

    /** {@code next} is what to do about a time that is too short. */
    Judgement observation(String subject, Duration observed, String next) {
        return observed.compareTo(minObservation) < 0
                ? Judgement.fail(
                        Reason.ObservationTooShort,
                        "%s: observed for %s before everybody gets it, at least %s; %s"
                                .formatted(subject, Durations.format(observed), Durations.format(minObservation), next))
                : Judgement.pass(subject);
    }

    /** {@code next} is how to have the canary judged. */
    Judgement analysis(String subject, boolean judged, String next) {
        return analysis && !judged
                ? Judgement.fail(
                        Reason.AnalysisMissing, "%s: nothing judges the canary by itself; %s".formatted(subject, next))
                : Judgement.pass(subject);
    }
}
