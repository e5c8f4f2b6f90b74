package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Agent;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent on machines outside the cluster: each exporter answers with its metric. */
final class ExporterAgent {
    private ExporterAgent() {}

    static List<HttpExchange> probes(Agent.Exporter exporter) {
        return exporter.targets().stream()
                .map(target -> probe(exporter, target))
                .toList();
    }

    static Judgement judge(Agent.Exporter exporter, Facts facts) {
        Parts parts = new Parts();
        for (String target : exporter.targets()) {
            finding(exporter, target, facts).ifPresent(parts::add);
        }
        List<String> targets = exporter.targets();
        return parts.whole(targets.size() == 1 ? targets.getFirst() : targets.size() + " exporters");
    }

    /** A series of the metric starts a line; what looks like it in a comment or a longer name does not count. */
    private static HttpExchange probe(Agent.Exporter exporter, String target) {
        return new HttpExchange(
                HttpMethod.GET,
                "http://" + target + exporter.path(),
                null,
                Map.of(),
                null,
                null,
                "(?m)^" + exporter.metric() + "[{ \\t]");
    }

    private static Optional<Judgement> finding(Agent.Exporter exporter, String target, Facts facts) {
        return switch (facts.answer(probe(exporter, target))) {
            case Measurement.NotYet() -> Optional.of(ProbeJudgement.notYet());
            case Measurement.TooOld() -> Optional.of(ProbeJudgement.tooOld(seen(target)));
            case Measurement.Failed(ProbeFailure failure) -> Optional.of(failed(failure, target, facts));
            case Measurement.Answered(HttpAnswer(int status, boolean found)) ->
                answered(exporter, target, status, found);
            case Measurement.Answered answered ->
                throw new IllegalArgumentException("no answer to an HTTP request: " + answered);
        };
    }

    private static Optional<Judgement> answered(Agent.Exporter exporter, String target, int status, boolean found) {
        if (status != 200) {
            return Optional.of(Judgement.fail(
                    Reason.ExporterSilent,
                    "%s answers %d, without %s; correct path, or let the operator in"
                            .formatted(target, status, exporter.metric())));
        }
        return found
                ? Optional.empty()
                : Optional.of(Judgement.fail(
                        Reason.ExporterSilent,
                        "%s answers, without %s; correct path or metric".formatted(target, exporter.metric())));
    }

    /** Silence to a connect is the usual mark of a firewall, and opening it is what this item is about. */
    private static Judgement failed(ProbeFailure failure, String target, Facts facts) {
        return failure.cause() == ProbeFailure.Cause.Timeout && failure.phase() == ProbeFailure.Phase.Connect
                ? Judgement.fail(
                        Reason.PortFiltered,
                        target + ": no answer from the operator's network; open the firewall or check the host")
                : ProbeJudgement.of(failure, seen(target), facts.timeout());
    }

    /** What is reachable from here need not be from elsewhere, so what concerns the way says where it was tried. */
    private static String seen(String target) {
        return target + " from the operator's network";
    }
}
