package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.MetricsParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind metrics: does the number exist, and is it where it should be? */
public final class MetricsCheck implements Check<MetricsParams> {
    private static final int MOST_SERIES = 1000;
    private static final MeasuredQuery.Words WORDS = new MeasuredQuery.Words(
            Reason.NoData,
            Reason.OutOfBounds,
            "query returned no series; is it scraped, are the labels right?",
            "query returned NaN for %d of %d series; did anything happen in its time range?");

    @Override
    public Class<MetricsParams> params() {
        return MetricsParams.class;
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
    public void refuse(MetricsParams params, Refusals refusals) {
        MonitoringApi.refuse(params.prometheus(), "prometheus", refusals);
        QueryText.refuse(params.query(), "query", refusals);
        ValueBounds.of(params).refuse("", refusals);
        refusals.require(
                params.minSeries() >= 1 && params.minSeries() <= MOST_SERIES, "minSeries", "must be from 1 to 1000");
    }

    @Override
    public void refuseIn(Phase phase, MetricsParams params, Refusals refusals) {
        QueryText.refuseIn(phase, params.query(), "query", refusals);
    }

    @Override
    public void plan(MetricsParams params, Facts facts, Needs needs) {
        query(params).plan(facts, needs);
    }

    @Override
    public Judgement judge(MetricsParams params, Facts facts) {
        return query(params).judge(facts);
    }

    private static MeasuredQuery query(MetricsParams params) {
        return new MeasuredQuery(
                "", params.prometheus(), params.query(), ValueBounds.of(params), params.minSeries(), WORDS);
    }
}
