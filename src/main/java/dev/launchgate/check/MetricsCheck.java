package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.MetricsParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind metrics. */
public final class MetricsCheck implements Check<MetricsParams> {
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
    public Judgement judge(MetricsParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
