package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.TlsParams;
import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges what one handshake showed. Messages show dates and names of the spec, never what the certificate says. */
record ServedCertificate(String subject, TlsAnswer answer) {
    private static final String NEWEST = "TLSv1.3";
    private static final String OLDER = "TLSv1.2";

    /** One judgement for each thing that is wrong, in the order of the spec; one Pass if nothing is. */
    Stream<Judgement> judge(TlsParams params, Optional<IssuedCertificate> issued, Instant now) {
        return switch (answer.outcome()) {
            case PeerAborted ->
                fault(Reason.HandshakeFailed, "the peer broke the handshake off; does it serve this name?").stream();
            case NotTls -> fault(Reason.HandshakeFailed, "expected TLS, saw something else; check the port").stream();
            case Completed, ProtocolTooOld -> certificate(params, issued, now);
        };
    }

    private Stream<Judgement> certificate(TlsParams params, Optional<IssuedCertificate> issued, Instant now) {
        Instant notBefore = answer.notBefore();
        Instant notAfter = answer.notAfter();
        if (notBefore == null || notAfter == null) {
            return protocol(params)
                    .or(() -> fault(Reason.HandshakeFailed, "expected a certificate, saw none; configure one"))
                    .stream();
        }
        List<Judgement> faults = new ArrayList<>();
        names(params).ifPresent(faults::add);
        validity(params, notBefore, notAfter, now).ifPresent(faults::add);
        protocol(params).ifPresent(faults::add);
        trust().ifPresent(faults::add);
        issued.flatMap(certificate -> certificate.compare(subject, notAfter, answer.names()))
                .ifPresent(faults::add);
        return faults.isEmpty() ? Stream.of(Judgement.pass(subject)) : faults.stream();
    }

    private Optional<Judgement> names(TlsParams params) {
        List<String> missing = params.names().stream()
                .filter(name -> !CertificateNames.cover(answer.names(), name))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : fault(
                        Reason.NameNotCovered,
                        "does not cover %s; issue a certificate that does".formatted(Wording.list(missing)));
    }

    private Optional<Judgement> validity(TlsParams params, Instant notBefore, Instant notAfter, Instant now) {
        Duration remaining = Durations.parse(params.minRemaining());
        if (now.isBefore(notBefore)) {
            return fault(Reason.CertificateExpired, "not valid before %s; check the clocks".formatted(notBefore));
        }
        if (now.isAfter(notAfter)) {
            return fault(Reason.CertificateExpired, "expired %s; renew it".formatted(notAfter));
        }
        return now.plus(remaining).isAfter(notAfter)
                ? fault(
                        Reason.CertificateExpiresSoon,
                        "expires %s, expected at least %s ahead; is renewal working?"
                                .formatted(notAfter, params.minRemaining()))
                : Optional.empty();
    }

    /** What the prober should not even have offered is seen here. */
    private Optional<Judgement> protocol(TlsParams params) {
        String seen = answer.protocol();
        boolean accepted = seen.equals(NEWEST) || (seen.equals(OLDER) && params.minVersion() == TlsVersion.Tls12);
        return accepted && answer.outcome() == TlsOutcome.Completed
                ? Optional.empty()
                : fault(
                        Reason.ProtocolTooOld,
                        "expected %s or newer, saw %s; configure the server"
                                .formatted(params.minVersion(), seen.isEmpty() ? "an older one" : seen));
    }

    private Optional<Judgement> trust() {
        return switch (answer.trust()) {
            case Trusted -> Optional.empty();
            case SelfSigned ->
                fault(Reason.ChainUntrusted, "self-signed; serve a certificate of a trusted authority, or set ca");
            case UnknownIssuer ->
                fault(Reason.ChainUntrusted, "issued by an unknown authority; set ca, or use a trusted one");
            case IntermediateMissing ->
                fault(Reason.ChainUntrusted, "an intermediate certificate is missing; serve the whole chain");
            case None -> fault(Reason.ChainUntrusted, "no chain was seen; serve the whole chain");
        };
    }

    private Optional<Judgement> fault(Reason reason, String message) {
        return Optional.of(Judgement.fail(reason, subject + ": " + message));
    }
}
