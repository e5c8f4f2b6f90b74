package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Agreement;
import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.DnsOpinion.Unmeasured;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges one name of an item: what its servers say, and how long they let others keep it. */
record DnsName(String name, DnsParams params, DnsExpected expected, Facts facts) {

    /** One question for each of the servers. */
    static Stream<DnsQuery> questions(String name, DnsParams params) {
        return params.resolvers().stream().distinct().map(server -> new DnsQuery(name, params.type(), server));
    }

    Stream<Judgement> judge() {
        List<DnsQuery> questions = questions(name, params).toList();
        if (questions.stream().map(facts::answer).anyMatch(Measurement.NotYet.class::isInstance)) {
            return Stream.of(ProbeJudgement.notYet());
        }
        Judgement records = agreement(questions.stream()).judge(params.agreement());
        return params.maxTtl() == null
                ? Stream.of(records)
                : Stream.concat(Stream.of(records), ttl(params.maxTtl(), records).stream());
    }

    private DnsAgreement agreement(Stream<DnsQuery> questions) {
        return new DnsAgreement(
                subject(),
                params.type(),
                expected,
                questions.flatMap(this::opinions).toList());
    }

    private Stream<DnsOpinion> opinions(DnsQuery question) {
        String server = question.server();
        String from = subject() + " from " + server;
        return switch (facts.answer(question)) {
            case Measurement.Answered(DnsAnswer(List<ServerAnswer> servers))
            when !servers.isEmpty() ->
                servers.stream()
                        .map(answer -> DnsOpinion.of(answer, subject(), params.type(), expected, facts.timeout()));
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a DNS query");
            case Measurement.Failed(var failure) ->
                Stream.of(new Unmeasured(server, ServerFault.of(failure, from, facts.timeout())));
            case Measurement.TooOld() -> Stream.of(new Unmeasured(server, ProbeJudgement.tooOld(from)));
            case Measurement.NotYet() -> Stream.of(new Unmeasured(server, ProbeJudgement.notYet()));
        };
    }

    /** Empty if the TTL is short enough, or if the records are not as they should be anyway. */
    private Optional<Judgement> ttl(String maxTtl, Judgement records) {
        DnsQuery question = new DnsQuery(name, params.type(), DnsParams.AUTHORITATIVE);
        Optional<Long> longest = facts.answer(question) instanceof Measurement.Answered(DnsAnswer(var servers))
                ? servers.stream()
                        .filter(answer -> answer.code() == DnsCode.Records)
                        .map(ServerAnswer::ttl)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                : Optional.empty();
        if (longest.isEmpty()) {
            return records.verdict() == Verdict.Pass ? Optional.of(noTtl(question)) : Optional.empty();
        }
        return Duration.ofSeconds(longest.get()).compareTo(Durations.parse(maxTtl)) <= 0
                ? Optional.empty()
                : Optional.of(Judgement.fail(
                        Reason.TtlTooLong,
                        "%s: TTL %ds at the authority, at most %s; lower it, then wait until the old one has run out"
                                .formatted(subject(), longest.get(), maxTtl)));
    }

    /** A majority may outvote the authority, but nobody else tells the TTL. */
    private Judgement noTtl(DnsQuery question) {
        Judgement authority = agreement(Stream.of(question)).judge(Agreement.All);
        return authority.verdict() == Verdict.Pass
                ? Judgement.unknown(Reason.DataMalformed, subject() + ": the authority tells no TTL")
                : authority;
    }

    private String subject() {
        return name + " " + params.type();
    }
}
