package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.JobParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind job. */
public final class JobCheck implements Check<JobParams> {
    @Override
    public Class<JobParams> params() {
        return JobParams.class;
    }

    @Override
    public Section section() {
        return Section.ManualProcesses;
    }

    @Override
    public Judgement judge(JobParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
