package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ResilienceParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind resilience. */
public final class ResilienceCheck implements Check<ResilienceParams> {
    @Override
    public Class<ResilienceParams> params() {
        return ResilienceParams.class;
    }

    @Override
    public Section section() {
        return Section.FailureModes;
    }

    @Override
    public Judgement judge(ResilienceParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
