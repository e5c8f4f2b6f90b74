package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a Rollout of Argo Rollouts: steps in their order, analyses with their templates, blue-green promotion, phase. */
final class CanaryRollout {
    private static final String ADD_ANALYSIS =
            "add an analysis with an AnalysisTemplate whose metrics count, or set analysis: Optional";

    private final Resource rollout;
    private final CanaryBounds bounds;
    private final Facts facts;
    private final String subject;

    CanaryRollout(Resource rollout, CanaryBounds bounds, Facts facts) {
        this.rollout = rollout;
        this.bounds = bounds;
        this.facts = facts;
        this.subject = rollout.label();
    }

    List<Judgement> parts() {
        List<Judgement> parts = new ArrayList<>();
        parts.add(CanaryTarget.rollout(rollout, facts));
        JsonNode blueGreen = rollout.at("/spec/strategy/blueGreen");
        if (blueGreen.isObject()) {
            blueGreen(blueGreen, parts);
        } else {
            canary(parts);
        }
        parts.add(status());
        return parts;
    }

    private void canary(List<Judgement> parts) {
        RolloutExposure exposure = new RolloutSteps(
                        subject,
                        rollout.at("/spec/strategy/canary"),
                        CanaryShare.weight(rollout.at("/spec/replicas")).orElse(1),
                        facts)
                .walk();
        parts.add(bounds.firstStep(
                subject,
                exposure.first(),
                "begin with a smaller setWeight, and with trafficRouting where pods are few"));
        parts.add(bounds.observation(
                subject, exposure.observed(), "add a pause or an analysis after the first setWeight"));
        parts.addAll(exposure.problems());
        parts.add(bounds.analysis(
                subject, exposure.judged() || !exposure.problems().isEmpty(), ADD_ANALYSIS));
    }

    /** Nobody meets a preview, so that there is no first step; what counts is what happens before and after the switch. */
    private void blueGreen(JsonNode blueGreen, List<Judgement> parts) {
        RolloutAnalysis before = RolloutAnalysis.of(blueGreen.path("prePromotionAnalysis"), subject, facts);
        RolloutAnalysis after = RolloutAnalysis.of(blueGreen.path("postPromotionAnalysis"), subject, facts);
        Duration pause = promotionPause(blueGreen);
        List<Judgement> problems = new ArrayList<>(before.problems());
        problems.addAll(after.problems());
        boolean judged = before.judges() || after.judges() || !problems.isEmpty();
        if (pause.isZero() && !judged) {
            parts.add(
                    Judgement.fail(
                            Reason.NoWayBack,
                            subject
                                    + ": promotes itself at once; set autoPromotionEnabled: false, or add a prePromotionAnalysis"));
        }
        parts.add(bounds.observation(
                subject,
                CanaryDurations.sum(pause, before.time()),
                "set autoPromotionEnabled: false or autoPromotionSeconds, or add a prePromotionAnalysis"));
        parts.addAll(problems);
        parts.add(bounds.analysis(subject, judged, ADD_ANALYSIS));
    }

    private static Duration promotionPause(JsonNode blueGreen) {
        long seconds = Math.max(0, blueGreen.path("autoPromotionSeconds").asLong(0));
        if (seconds > 0) {
            return CanaryDurations.times(Duration.ofSeconds(1), seconds);
        }
        return blueGreen.path("autoPromotionEnabled").asBoolean(true) ? Duration.ZERO : CanaryDurations.OPEN_ENDED;
    }

    /** The engine writes the generation that it has seen as text. */
    private Judgement status() {
        String observed = rollout.text("/status/observedGeneration");
        String wanted = Long.toString(rollout.generation());
        if (observed.isEmpty()) {
            return CanaryStatus.none(rollout, facts);
        }
        if (!observed.equals(wanted)) {
            return CanaryStatus.outdated(rollout, observed);
        }
        return CanaryStatus.reported(rollout, rollout.text("/status/phase"), "Degraded");
    }
}
