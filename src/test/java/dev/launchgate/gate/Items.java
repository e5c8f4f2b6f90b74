package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.util.List;

/** Judged items of tests. */
public final class Items {
    public static final Readiness PASSING = readiness(item("public-name", Verdict.Pass));
    public static final Readiness FAILING = readiness(item("public-name", Verdict.Fail));

    private Items() {}

    public static Readiness readiness(ItemResult... items) {
        return new Readiness(List.of(items), true);
    }

    /** A blocking item that is judged before the release. */
    public static ItemResult item(String name, Verdict verdict) {
        return item(name, verdict, Severity.Blocking, Phase.BeforeRelease);
    }

    /** A blocking item that is judged while the candidate rolls out. */
    public static ItemResult after(String name, Verdict verdict) {
        return item(name, verdict, Severity.Blocking, Phase.AfterRelease);
    }

    public static ItemResult item(String name, Verdict verdict, Severity severity, Phase phase) {
        return new ItemResult(
                name, "dns", Section.Integration, severity, phase, verdict, reason(verdict), "told " + name, false);
    }

    /** The same answer, known only from the status. */
    public static ItemResult remembered(ItemResult item) {
        return new ItemResult(
                item.name(),
                item.kind(),
                item.section(),
                item.severity(),
                item.phase(),
                item.verdict(),
                item.reason(),
                item.message(),
                true);
    }

    private static Reason reason(Verdict verdict) {
        return switch (verdict) {
            case Pass, Waived -> Reason.AsExpected;
            case Fail -> Reason.RecordMissing;
            case Unknown -> Reason.Timeout;
            case Pending -> Reason.NotMeasuredYet;
            case NotApplicable -> Reason.FirstLaunch;
        };
    }
}
