package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DependencyParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind dependency. */
public final class DependencyCheck implements Check<DependencyParams> {
    @Override
    public Class<DependencyParams> params() {
        return DependencyParams.class;
    }

    @Override
    public Section section() {
        return Section.FailureModes;
    }

    @Override
    public Judgement judge(DependencyParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
