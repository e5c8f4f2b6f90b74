package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TlsParams;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Item kind tls: is the certificate that is really served valid for the name, trusted, and good for long enough? */
public final class TlsCheck implements Check<TlsParams> {
    @Override
    public Class<TlsParams> params() {
        return TlsParams.class;
    }

    @Override
    public Section section() {
        return Section.Security;
    }

    @Override
    public void refuse(TlsParams params, Refusals refusals) {
        TlsRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(TlsParams params, Facts facts, Needs needs) {
        if (connections(params, facts) instanceof Resolved<Connections>(Connections connections)) {
            requests(params, connections).forEach(needs::probe);
        }
    }

    @Override
    public Judgement judge(TlsParams params, Facts facts) {
        NameRef certificate = params.certificate();
        if (certificate == null) {
            return Judgement.worst(handshakes(params, Optional.empty(), facts).toList());
        }
        Stream<Judgement> parts = switch (IssuedCertificate.of(certificate, facts)) {
            case Resolved<IssuedCertificate>(IssuedCertificate issued) ->
                handshakes(params, Optional.of(issued), facts);
            case Unresolved<IssuedCertificate>(Judgement why) ->
                Stream.concat(handshakes(params, Optional.empty(), facts), Stream.of(why));
        };
        return Judgement.worst(parts.toList());
    }

    private static Stream<Judgement> handshakes(TlsParams params, Optional<IssuedCertificate> issued, Facts facts) {
        return switch (connections(params, facts)) {
            case Unresolved<Connections>(Judgement why) -> Stream.of(why);
            case Resolved<Connections>(Connections connections) ->
                requests(params, connections).stream()
                        .flatMap(request -> handshake(params, issued, facts.answer(request), facts));
        };
    }

    private static Stream<Judgement> handshake(
            TlsParams params, Optional<IssuedCertificate> issued, Measurement measurement, Facts facts) {
        String subject = "%s:%d%s".formatted(params.host(), params.port(), Connections.via(params.connectTo()));
        return switch (measurement) {
            case Measurement.NotYet() -> Stream.of(ProbeJudgement.notYet());
            case Measurement.TooOld() -> Stream.of(ProbeJudgement.tooOld(subject));
            case Measurement.Answered(TlsAnswer answer) ->
                new ServedCertificate(subject, answer).judge(params, issued, facts.now());
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a handshake");
            case Measurement.Failed(ProbeFailure failure) -> Stream.of(failed(failure, subject, facts));
        };
    }

    private static Judgement failed(ProbeFailure failure, String subject, Facts facts) {
        return failure.cause() == ProbeFailure.Cause.TlsFailed
                ? Judgement.fail(
                        Reason.HandshakeFailed, "%s: the handshake failed (%s)".formatted(subject, failure.detail()))
                : ProbeJudgement.of(failure, subject, facts.timeout());
    }

    private static Reference<Connections> connections(TlsParams params, Facts facts) {
        return Connections.of(params.host(), params.connectTo(), params.ca(), facts);
    }

    private static List<TlsHandshake> requests(TlsParams params, Connections connections) {
        return connections.hosts().stream()
                .map(host ->
                        new TlsHandshake(host, params.port(), params.host(), params.minVersion(), connections.caPem()))
                .toList();
    }
}
