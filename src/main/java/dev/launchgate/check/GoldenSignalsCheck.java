package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.GoldenSignalsParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind goldenSignals. */
public final class GoldenSignalsCheck implements Check<GoldenSignalsParams> {
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
    public Judgement judge(GoldenSignalsParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
