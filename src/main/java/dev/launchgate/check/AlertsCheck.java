package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AlertsParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind alerts. */
public final class AlertsCheck implements Check<AlertsParams> {
    @Override
    public Class<AlertsParams> params() {
        return AlertsParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public Judgement judge(AlertsParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
