package dev.launchgate.check;

import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.status.Reason;
import java.time.Duration;

/** What a probe without an answer means for every kind that does not know better. */
final class ProbeJudgement {
    private ProbeJudgement() {}

    static Judgement notYet() {
        return Judgement.pending(Reason.NotMeasuredYet, "not measured yet");
    }

    static Judgement tooOld(String target) {
        return Judgement.unknown(
                Reason.ResultTooOld,
                target + ": the last answer is too old for a decision; the operator is behind with its probes");
    }

    /** {@code target} is host and port or URL as the spec writes them. */
    static Judgement of(ProbeFailure failure, String target, Duration timeout) {
        return switch (failure.cause()) {
            case Timeout -> timeout(failure, target, timeout);
            case ConnectionRefused ->
                Judgement.fail(Reason.ConnectionRefused, target + ": refused; nothing listens there");
            case NetworkError ->
                Judgement.unknown(
                        Reason.NetworkError, "%s: connection failed (%s)".formatted(target, failure.detail()));
            case NameNotFound ->
                Judgement.fail(
                        Reason.NameNotFound,
                        target + ": the name does not exist; create the record or correct the name");
            case NameNotResolved ->
                Judgement.unknown(
                        Reason.NameNotResolved,
                        "%s: the name could not be looked up (%s)".formatted(target, failure.detail()));
            case EgressDenied ->
                Judgement.unknown(Reason.EgressDenied, target + ": not an allowed destination; ask the platform team");
            case TlsFailed ->
                Judgement.unknown(Reason.CertificateInvalid, "%s: TLS failed (%s)".formatted(target, failure.detail()));
            case DataMalformed -> Judgement.unknown(Reason.DataMalformed, "%s: %s".formatted(target, failure.detail()));
            case DataTooLarge -> Judgement.unknown(Reason.DataTooLarge, "%s: %s".formatted(target, failure.detail()));
            case SecretNotShared, SecretMissing, SecretForbidden -> secret(failure);
            case InternalError ->
                Judgement.unknown(Reason.InternalError, "a defect in Launchgate, see its log, id " + failure.detail());
        };
    }

    private static Judgement timeout(ProbeFailure failure, String target, Duration timeout) {
        return failure.phase() == ProbeFailure.Phase.Resolve
                ? Judgement.unknown(Reason.NameNotResolved, target + ": the name could not be looked up (timeout)")
                : Judgement.unknown(
                        Reason.Timeout,
                        "%s: no complete answer within %s".formatted(target, Durations.format(timeout)));
    }

    private static Judgement secret(ProbeFailure failure) {
        return switch (failure.cause()) {
            case SecretMissing -> Judgement.fail(Reason.ObjectMissing, failure.detail());
            case SecretForbidden -> Judgement.unknown(Reason.Forbidden, failure.detail());
            default -> Judgement.unknown(Reason.SecretNotShared, failure.detail());
        };
    }
}
