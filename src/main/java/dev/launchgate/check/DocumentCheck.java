package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DocumentParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.status.Reason;

/** Item kind document. */
public final class DocumentCheck implements Check<DocumentParams> {
    @Override
    public Class<DocumentParams> params() {
        return DocumentParams.class;
    }

    @Override
    public Section section() {
        return Section.Architecture;
    }

    @Override
    public Judgement judge(DocumentParams params, Facts facts) {
        return Judgement.unknown(Reason.NotMeasuredYet, "not built yet");
    }
}
