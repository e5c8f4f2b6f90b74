package dev.launchgate.check;

import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.status.Reason;
import java.time.Duration;

/** Why a DNS server told nothing. Always Unknown: what one server fails to say, the record may still be. */
final class ServerFault {
    private static final int DNS_PORT = 53;

    private ServerFault() {}

    /** @param subject what was asked for */
    static Judgement of(ServerAnswer answer, String subject, Duration timeout) {
        String server = Wording.cut(answer.server());
        String detail = answer.detail().isEmpty() ? "" : " (" + answer.detail() + ")";
        return switch (answer.code()) {
            case ServerFailed ->
                Judgement.unknown(
                        Reason.ServerFailed,
                        "%s: SERVFAIL from %s%s; check the zone and its signatures".formatted(subject, server, detail));
            case Refused ->
                Judgement.unknown(
                        Reason.QueryRefused,
                        "%s: refused by %s%s; let the operator ask, or name another server"
                                .formatted(subject, server, detail));
            case Lame ->
                Judgement.unknown(
                        Reason.ServerLame,
                        "%s: %s is listed for the zone but has no authority; correct the NS records or the server"
                                .formatted(subject, server));
            case Truncated ->
                Judgement.unknown(
                        Reason.AnswerTruncated,
                        "%s: the answer of %s is truncated, and TCP fails; open TCP to it".formatted(subject, server));
            case Silent ->
                Judgement.unknown(
                        Reason.Timeout,
                        "%s from %s: no complete answer within %s"
                                .formatted(subject, server, Durations.format(timeout)));
            case Unreachable ->
                Judgement.unknown(
                        Reason.NetworkError, "%s from %s: connection failed%s".formatted(subject, server, detail));
            case Malformed ->
                Judgement.unknown(
                        Reason.DataMalformed, "%s from %s: not a DNS answer%s".formatted(subject, server, detail));
            case Denied ->
                Judgement.unknown(
                        Reason.EgressDenied,
                        destination(server) + ": not an allowed destination; ask the platform team");
            case Records, NoRecords, NoName, CnameLoop, CnameDangling ->
                throw new IllegalArgumentException("the server did tell");
        };
    }

    /** A server that cannot be reached is as Unknown as a silent one. */
    static Judgement of(ProbeFailure failure, String subject, Duration timeout) {
        return switch (failure.cause()) {
            case ConnectionRefused -> Judgement.unknown(Reason.NetworkError, subject + ": connection failed (refused)");
            case NameNotFound ->
                Judgement.unknown(Reason.NameNotResolved, subject + ": the server's name could not be looked up");
            default -> ProbeJudgement.of(failure, subject, timeout);
        };
    }

    private static String destination(String server) {
        if (HostPort.parse(server).isPresent()) {
            return server;
        }
        return (server.indexOf(':') < 0 ? server : "[" + server + "]") + ":" + DNS_PORT;
    }
}
