package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.GoldenSignalsParams;
import dev.launchgate.api.v1alpha1.MonitoringServer;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.SignalQuery;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Item kind goldenSignals: can we see latency, traffic, errors and saturation of this service? */
public final class GoldenSignalsCheck implements Check<GoldenSignalsParams> {
    private static final int LONGEST_EXEMPTION = 300;
    private static final String ERRORS = "errors";
    private static final String NO_ERRORS_NO_SERIES =
            "no data; a counter without errors has no series, add a zero term as in the example";
    private static final String NO_SERIES = "no data; is it scraped, are the labels right?";

    @Override
    public Class<GoldenSignalsParams> params() {
        return GoldenSignalsParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public Phase phase() {
        return Phase.AfterRelease;
    }

    @Override
    public void refuse(GoldenSignalsParams params, Refusals refusals) {
        MonitoringApi.refuse(params.prometheus(), "prometheus", refusals);
        signals(params).forEach((name, signal) -> {
            if (signal.isEmpty()) {
                refusals.refuse(name, SignalQuery.QUERY_OR_EXEMPT);
            } else {
                refuse(signal.get(), name, refusals);
            }
        });
        refusals.require(
                signals(params).values().stream()
                        .anyMatch(signal -> signal.isEmpty() || signal.get().exempt() == null),
                "",
                GoldenSignalsParams.ALL_EXEMPT);
    }

    private static void refuse(SignalQuery signal, String path, Refusals refusals) {
        refusals.require((signal.query() == null) != (signal.exempt() == null), path, SignalQuery.QUERY_OR_EXEMPT);
        refusals.require(
                signal.query() != null || (signal.min() == null && signal.max() == null),
                path,
                SignalQuery.BOUNDS_OF_QUERY);
        if (signal.query() != null) {
            QueryText.refuse(signal.query(), path + ".query", refusals);
        }
        ValueBounds.of(signal).refuse(path + ".", refusals);
        SpecBounds.text(signal.exempt(), 1, LONGEST_EXEMPTION, path + ".exempt", refusals);
    }

    @Override
    public void refuseIn(Phase phase, GoldenSignalsParams params, Refusals refusals) {
        signals(params)
                .forEach((name, signal) -> signal.map(SignalQuery::query)
                        .ifPresent(query -> QueryText.refuseIn(phase, query, name + ".query", refusals)));
    }

    @Override
    public void plan(GoldenSignalsParams params, Facts facts, Needs needs) {
        queries(params).forEach(query -> query.plan(facts, needs));
    }

    @Override
    public Judgement judge(GoldenSignalsParams params, Facts facts) {
        List<MeasuredQuery> queries = queries(params);
        Judgement worst = Judgement.worst(
                queries.stream().map(query -> query.judge(facts)).toList());
        return worst.verdict() == Verdict.Pass ? passed(params, queries) : worst;
    }

    /** What rests on a person's word is told apart, with the word. */
    private static Judgement passed(GoldenSignalsParams params, List<MeasuredQuery> queries) {
        String measured = queries.stream().map(MeasuredQuery::subject).collect(Collectors.joining(", "));
        List<String> exempt = new ArrayList<>();
        signals(params)
                .forEach((name, signal) -> signal.map(SignalQuery::exempt)
                        .ifPresent(reason -> exempt.add("%s exempt (%s)".formatted(name, reason))));
        return exempt.isEmpty()
                ? Judgement.pass(measured)
                : Judgement.pass(
                        Reason.DeclaredOnly, "%s: as expected; %s".formatted(measured, String.join("; ", exempt)));
    }

    private static List<MeasuredQuery> queries(GoldenSignalsParams params) {
        return signals(params).entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().flatMap(signal -> query(entry.getKey(), params.prometheus(), signal)).stream())
                .toList();
    }

    private static Optional<MeasuredQuery> query(String name, @Nullable MonitoringServer server, SignalQuery signal) {
        return Optional.ofNullable(signal.query())
                .map(query -> new MeasuredQuery(name, server, query, ValueBounds.of(signal), 1, words(name)));
    }

    private static MeasuredQuery.Words words(String name) {
        return new MeasuredQuery.Words(
                Reason.SignalEmpty,
                Reason.SignalOutOfBounds,
                name.equals(ERRORS) ? NO_ERRORS_NO_SERIES : NO_SERIES,
                "no number but NaN for %d of %d series; is there traffic?");
    }

    /** The four, in the order of the books. */
    private static Map<String, Optional<SignalQuery>> signals(GoldenSignalsParams params) {
        Map<String, Optional<SignalQuery>> signals = new LinkedHashMap<>();
        signals.put("latency", Optional.ofNullable(params.latency()));
        signals.put("traffic", Optional.ofNullable(params.traffic()));
        signals.put(ERRORS, Optional.ofNullable(params.errors()));
        signals.put("saturation", Optional.ofNullable(params.saturation()));
        return signals;
    }
}
