package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ConfigParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind config. */
public final class ConfigCheck implements Check<ConfigParams> {
    @Override
    public Class<ConfigParams> params() {
        return ConfigParams.class;
    }

    @Override
    public Section section() {
        return Section.ManualProcesses;
    }

    @Override
    public Judgement judge(ConfigParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
