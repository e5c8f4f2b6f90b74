package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ResourceParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind resource. */
public final class ResourceCheck implements Check<ResourceParams> {
    @Override
    public Class<ResourceParams> params() {
        return ResourceParams.class;
    }

    @Override
    public Section section() {
        return Section.Other;
    }

    @Override
    public Judgement judge(ResourceParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
