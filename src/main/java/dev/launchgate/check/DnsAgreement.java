package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Agreement;
import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.check.DnsOpinion.AsExpected;
import dev.launchgate.check.DnsOpinion.Otherwise;
import dev.launchgate.check.DnsOpinion.Unmeasured;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Judges what all servers say of one name.
 *
 * @param subject name and type
 * @param opinions one for each server, at least one
 */
record DnsAgreement(String subject, DnsType type, DnsExpected expected, List<DnsOpinion> opinions) {
    DnsAgreement {
        opinions = List.copyOf(opinions);
    }

    Judgement judge(Agreement agreement) {
        long asExpected = opinions.stream().filter(AsExpected.class::isInstance).count();
        long needed = agreement == Agreement.All ? opinions.size() : opinions.size() / 2 + 1;
        if (asExpected >= needed) {
            return Judgement.pass(subject);
        }
        List<ServerAnswer> otherwise = opinions.stream()
                .filter(Otherwise.class::isInstance)
                .map(opinion -> ((Otherwise) opinion).answer())
                .toList();
        if (otherwise.isEmpty()) {
            return Judgement.worst(opinions.stream()
                    .filter(Unmeasured.class::isInstance)
                    .map(opinion -> ((Unmeasured) opinion).why())
                    .toList());
        }
        ServerAnswer first = otherwise.getFirst();
        boolean same = otherwise.stream()
                .allMatch(answer ->
                        answer.code() == first.code() && answer.values().equals(first.values()));
        return same && asExpected == 0 ? fault(first, otherwise) : disagreement(asExpected);
    }

    private Judgement disagreement(long asExpected) {
        List<String> others = opinions.stream()
                .filter(opinion -> !(opinion instanceof AsExpected))
                .map(DnsOpinion::server)
                .toList();
        return Judgement.fail(
                Reason.ResolversDisagree,
                "%s: %d of %d answer as expected, not %s; wait for propagation or fix the view"
                        .formatted(subject, asExpected, opinions.size(), Wording.list(others)));
    }

    private Judgement fault(ServerAnswer answer, List<ServerAnswer> all) {
        String servers = Wording.list(all.stream().map(ServerAnswer::server).toList());
        return switch (answer.code()) {
            case NoName -> missing(Reason.RecordMissing, "NXDOMAIN", servers, all);
            case CnameLoop ->
                Judgement.fail(
                        Reason.CnameLoop,
                        "%s: a CNAME chain that repeats or has more than 8 steps from %s; correct the CNAME records"
                                .formatted(subject, servers));
            case CnameDangling ->
                Judgement.fail(
                        Reason.CnameDangling,
                        "%s: a CNAME chain to a name that does not exist from %s; create that name or correct the CNAME"
                                .formatted(subject, servers));
            case Records ->
                answer.values().isEmpty()
                        ? missing(Reason.RecordEmpty, "no record", servers, all)
                        : Judgement.fail(
                                Reason.RecordMismatch,
                                "%s: expected %s, saw %s from %s; correct the record"
                                        .formatted(subject, expected.text(), seen(answer), servers));
            default -> missing(Reason.RecordEmpty, "no record", servers, all);
        };
    }

    private Judgement missing(Reason reason, String saw, String servers, List<ServerAnswer> all) {
        String kept = all.stream()
                .map(ServerAnswer::negativeTtl)
                .filter(Objects::nonNull)
                .max(Long::compare)
                .map(seconds -> " (resolvers may keep this answer for %s)"
                        .formatted(Durations.format(Duration.ofSeconds(seconds))))
                .orElse("");
        return Judgement.fail(
                reason,
                "%s: %s from %s; expected %s; create the record%s"
                        .formatted(subject, saw, servers, expected.text(), kept));
    }

    private String seen(ServerAnswer answer) {
        TreeSet<String> values = new TreeSet<>();
        answer.values().forEach(value -> values.add(DnsValues.answered(type, value)));
        return SeenValues.text(type, values, expected.named());
    }
}
