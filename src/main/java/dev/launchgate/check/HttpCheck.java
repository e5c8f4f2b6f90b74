package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.HttpParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.status.Reason;
import java.util.List;

/** Item kind http: does the endpoint answer as it should, from where users come in? */
public final class HttpCheck implements Check<HttpParams> {
    @Override
    public Class<HttpParams> params() {
        return HttpParams.class;
    }

    @Override
    public Section section() {
        return Section.Integration;
    }

    @Override
    public void refuse(HttpParams params, Refusals refusals) {
        HttpRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(HttpParams params, Facts facts, Needs needs) {
        String host = SpecUrl.parse(params.url()).host();
        if (TargetPods.awaited(host, params.connectTo(), facts).isEmpty()
                && connections(params, host, facts) instanceof Resolved<Connections>(Connections connections)) {
            requests(params, connections).forEach(needs::probe);
        }
    }

    @Override
    public Judgement judge(HttpParams params, Facts facts) {
        SpecUrl url = SpecUrl.parse(params.url());
        return TargetPods.awaited(url.host(), params.connectTo(), facts).orElseGet(() -> switch (connections(
                params, url.host(), facts)) {
            case Unresolved<Connections>(Judgement why) -> why;
            case Resolved<Connections>(Connections connections) ->
                Judgement.worst(requests(params, connections).stream()
                        .map(request -> judge(params, url, facts.answer(request), facts))
                        .toList());
        });
    }

    private static Judgement judge(HttpParams params, SpecUrl url, Measurement measurement, Facts facts) {
        String via = Connections.via(params.connectTo());
        String subject = "%s %s%s".formatted(params.method(), url.shown(), via);
        return switch (measurement) {
            case Measurement.NotYet() -> ProbeJudgement.notYet();
            case Measurement.TooOld() -> ProbeJudgement.tooOld(subject);
            case Measurement.Answered(HttpAnswer answer) -> judge(params, subject, answer, facts);
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to an HTTP request");
            case Measurement.Failed(ProbeFailure failure) -> failed(failure, subject, url.destination() + via, facts);
        };
    }

    private static Judgement judge(HttpParams params, String subject, HttpAnswer answer, Facts facts) {
        List<String> expected = params.expect().status();
        String pattern = params.expect().bodyMatches();
        String next = facts.runbook().map(link -> "see " + link).orElse("check the endpoint");
        if (expected.stream().noneMatch(status -> matches(status, answer.status()))) {
            return Judgement.fail(
                    Reason.StatusMismatch,
                    "%s: expected %s, saw %d; %s"
                            .formatted(subject, String.join(" or ", expected), answer.status(), next));
        }
        if (pattern != null && !answer.found()) {
            return Judgement.fail(
                    Reason.BodyMismatch, "%s: body does not match %s; %s".formatted(subject, pattern, next));
        }
        return Judgement.pass(subject);
    }

    private static Judgement failed(ProbeFailure failure, String subject, String destination, Facts facts) {
        return switch (failure.cause()) {
            case TlsFailed ->
                Judgement.fail(
                        Reason.TlsFailed,
                        "%s: TLS failed (%s); a tls item says more".formatted(subject, failure.detail()));
            case EgressDenied -> ProbeJudgement.of(failure, destination, facts.timeout());
            default -> ProbeJudgement.of(failure, subject, facts.timeout());
        };
    }

    /** @param expected a code, or a class such as 2xx */
    private static boolean matches(String expected, int status) {
        String code = Integer.toString(status);
        return expected.equals(code) || (expected.endsWith("xx") && expected.charAt(0) == code.charAt(0));
    }

    private static Reference<Connections> connections(HttpParams params, String host, Facts facts) {
        return Connections.of(host, params.connectTo(), params.ca(), facts);
    }

    private static List<HttpExchange> requests(HttpParams params, Connections connections) {
        return connections.hosts().stream()
                .map(host -> new HttpExchange(
                        params.method(),
                        params.url(),
                        params.connectTo() == null ? null : host,
                        params.headers(),
                        CredentialRefs.of(params.auth()),
                        connections.caPem(),
                        params.expect().bodyMatches()))
                .toList();
    }
}
