package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.MonitoringServer;
import dev.launchgate.check.QueryResult.Breach;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instant query, and what its answer means.
 *
 * @param subject what messages begin with, such as {@code latency}; empty where the item has one query only
 * @param server null for the administrator's
 */
record MeasuredQuery(
        String subject,
        @Nullable MonitoringServer server,
        String query,
        ValueBounds bounds,
        int minSeries,
        Words words) {

    /**
     * What a kind says of data.
     *
     * @param empty message for no series
     * @param notNumbers message for NaN, with two numbers to fill in
     */
    record Words(Reason none, Reason outside, String empty, String notNumbers) {}

    void plan(Facts facts, Needs needs) {
        if (fetch(facts) instanceof Resolved<Fetch>(Fetch fetch)) {
            needs.probe(fetch);
        }
    }

    Judgement judge(Facts facts) {
        return switch (fetch(facts)) {
            case Unresolved<Fetch>(Judgement why) -> why;
            case Resolved<Fetch>(Fetch fetch) -> judge(facts.answer(fetch), facts);
        };
    }

    private Reference<Fetch> fetch(Facts facts) {
        return switch (QueryText.of(query, facts)) {
            case Unresolved<String>(Judgement why) -> new Unresolved<>(why);
            case Resolved<String>(String text) ->
                MonitoringApi.fetch(
                        server,
                        MonitoringSystem.Prometheus,
                        "/api/v1/query?query="
                                + URLEncoder.encode(text, StandardCharsets.UTF_8)
                                        .replace("+", "%20"),
                        new QueryReader(bounds, minSeries),
                        facts);
        };
    }

    private Judgement judge(Measurement measurement, Facts facts) {
        String target = MonitoringApi.label(server, MonitoringSystem.Prometheus);
        return switch (measurement) {
            case Measurement.NotYet() -> ProbeJudgement.notYet();
            case Measurement.TooOld() -> ProbeJudgement.tooOld(target);
            case Measurement.Failed(var failure) -> ProbeJudgement.of(failure, target, facts.timeout());
            case Measurement.Answered(Fetched(int status, QueryResult result)) ->
                result instanceof QueryResult.Rejected || result instanceof QueryResult.NotRun
                        ? FetchJudgement.refusal(target, status).orElseGet(() -> judge(result, target, facts))
                        : FetchJudgement.withoutContent(target, status).orElseGet(() -> judge(result, target, facts));
            case Measurement.Answered(var other) -> throw new IllegalStateException("not an answer to a query");
        };
    }

    private Judgement judge(QueryResult result, String target, Facts facts) {
        return switch (result) {
            case QueryResult.Fits() -> Judgement.pass(subject.isEmpty() ? "query" : subject);
            case QueryResult.Empty() -> Judgement.fail(words.none(), prefix() + words.empty());
            case QueryResult.NotNumbers(int count, int series) ->
                Judgement.fail(words.none(), prefix() + words.notNumbers().formatted(count, series))
                        .asLive();
            case QueryResult.TooFew(int series) ->
                Judgement.fail(
                                Reason.TooFewSeries,
                                "%sexpected at least %d series, saw %d; is every instance scraped?"
                                        .formatted(prefix(), minSeries, series))
                        .asLive();
            case QueryResult.Outside(List<Breach> breaches) ->
                Judgement.worst(
                        breaches.stream().map(breach -> outside(breach, facts)).toList());
            case QueryResult.WrongType(String type) ->
                Judgement.fail(
                        Reason.QueryInvalid,
                        "%sexpected a scalar or vector, saw a %s; correct the query".formatted(prefix(), type));
            case QueryResult.Rejected() ->
                Judgement.fail(
                        Reason.QueryInvalid,
                        prefix() + "the server rejects the query; its own page says where the mistake is");
            case QueryResult.NotRun(String kind) ->
                Judgement.unknown(
                        Reason.QueryFailed,
                        "%sthe server could not run the query (%s); make it cheaper, or have its limits raised"
                                .formatted(prefix(), kind));
            case QueryResult.Warned() ->
                Judgement.unknown(
                        Reason.DataPartial,
                        prefix() + "the answer carries warnings, so data may be missing; run the query in the server's"
                                + " own page to see them");
            case QueryResult.Malformed(String position) ->
                Judgement.unknown(
                        Reason.DataMalformed, "%s: not an answer to a query (%s)".formatted(target, position));
        };
    }

    private Judgement outside(Breach breach, Facts facts) {
        return Judgement.fail(
                        words.outside(),
                        "%sexpected %s, saw %s (%d of %d series); %s"
                                .formatted(
                                        prefix(),
                                        breach.expected(),
                                        Wording.cut(breach.worst()),
                                        breach.count(),
                                        breach.series(),
                                        facts.runbook()
                                                .map(link -> "see " + link)
                                                .orElse("mend it, or correct the bound")))
                .asLive();
    }

    private String prefix() {
        return subject.isEmpty() ? "" : subject + ": ";
    }
}
