package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DashboardParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind dashboard. */
public final class DashboardCheck implements Check<DashboardParams> {
    @Override
    public Class<DashboardParams> params() {
        return DashboardParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public Judgement judge(DashboardParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
