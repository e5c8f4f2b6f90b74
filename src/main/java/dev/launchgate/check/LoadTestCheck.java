package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind loadTest. */
public final class LoadTestCheck implements Check<LoadTestParams> {
    @Override
    public Class<LoadTestParams> params() {
        return LoadTestParams.class;
    }

    @Override
    public Section section() {
        return Section.Volume;
    }

    @Override
    public Judgement judge(LoadTestParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
