package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.RollbackParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind rollback. */
public final class RollbackCheck implements Check<RollbackParams> {
    @Override
    public Class<RollbackParams> params() {
        return RollbackParams.class;
    }

    @Override
    public Section section() {
        return Section.Rollback;
    }

    @Override
    public Judgement judge(RollbackParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
