package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a Canary of Flagger: steps or iterations, metrics with their templates, webhooks, threshold, phase. */
final class CanaryFlagger {
    private final Resource canary;
    private final CanaryBounds bounds;
    private final Facts facts;
    private final String subject;

    CanaryFlagger(Resource canary, CanaryBounds bounds, Facts facts) {
        this.canary = canary;
        this.bounds = bounds;
        this.facts = facts;
        this.subject = canary.label();
    }

    List<Judgement> parts() {
        List<Judgement> parts = new ArrayList<>();
        parts.add(CanaryTarget.flagger(canary, facts));
        JsonNode analysis = canary.at("/spec/analysis");
        if (canary.at("/spec/skipAnalysis").asBoolean() || !analysis.isObject()) {
            parts.add(skipped());
        } else {
            parts.add(wayBack(analysis));
            advance(FlaggerSchedule.of(analysis, canary.text("/spec/provider")), parts);
            List<Judgement> missing = missingTemplates(analysis);
            parts.addAll(missing);
            parts.add(bounds.analysis(
                    subject, judged(analysis), "add metrics, or a webhook of type rollout, or set analysis: Optional"));
        }
        parts.add(status());
        return parts;
    }

    /** Without its analysis Flagger takes no step: everybody gets the new revision at once. */
    private Judgement skipped() {
        return bounds.analysis()
                ? Judgement.fail(
                        Reason.AnalysisMissing,
                        subject + ": skips its analysis and its steps; set skipAnalysis: false and configure analysis")
                : bounds.firstStep(subject, CanaryShare.ALL, "set skipAnalysis: false");
    }

    private Judgement wayBack(JsonNode analysis) {
        JsonNode threshold = analysis.path("threshold");
        return threshold.isNumber() && threshold.asInt() <= 0
                ? Judgement.fail(
                        Reason.NoWayBack,
                        "%s: threshold is %s; set the number of failed checks after which traffic goes back"
                                .formatted(subject, threshold.asText()))
                : Judgement.pass(subject);
    }

    private void advance(Optional<FlaggerSchedule> schedule, List<Judgement> parts) {
        if (schedule.isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.WeightsInvalid,
                    subject + ": has neither stepWeight, stepWeights nor iterations; set one, or it never advances"));
            return;
        }
        parts.add(bounds.firstStep(subject, schedule.get().first(), "lower stepWeight, or the first of stepWeights"));
        parts.add(bounds.observation(
                subject, schedule.get().observed(), "take more steps or iterations, or a longer interval"));
    }

    /** What may stop the canary while users meet it; gates and events before and after do not judge it. */
    private static boolean judged(JsonNode analysis) {
        return !analysis.path("metrics").isEmpty()
                || Resource.elements(analysis.path("webhooks"))
                        .map(webhook -> webhook.path("type").asText())
                        .anyMatch(type -> type.isEmpty() || type.equals("rollout"));
    }

    private List<Judgement> missingTemplates(JsonNode analysis) {
        return Resource.elements(analysis.path("metrics"))
                .map(metric -> metric.path("templateRef"))
                .filter(JsonNode::isObject)
                .flatMap(reference -> problem(reference).stream())
                .toList();
    }

    private Optional<Judgement> problem(JsonNode reference) {
        String namespace = reference.path("namespace").asText();
        return switch (facts.object(
                ResourceKind.METRIC_TEMPLATE,
                namespace.isEmpty() ? facts.namespace() : namespace,
                reference.path("name").asText())) {
            case Lookup.Found found -> Optional.empty();
            case Lookup.Missing missing ->
                Optional.of(Judgement.fail(
                        Reason.AnalysisMissing,
                        "%s: names MetricTemplate %s, which was not found in %s; create it or correct the name"
                                .formatted(subject, missing.name(), missing.namespace())));
            case Lookup.Unreadable unreadable -> Optional.of(Judgement.unreadable(unreadable.obstacle()));
        };
    }

    /** Flagger writes no generation into its status, only a phase. */
    private Judgement status() {
        String phase = canary.text("/status/phase");
        return phase.isEmpty() ? CanaryStatus.none(canary, facts) : CanaryStatus.reported(canary, phase, "Failed");
    }
}
