package dev.launchgate.readiness;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.Reason;

/**
 * The answer of one item.
 *
 * @param kind name of the kind, empty for an item that has none or several
 * @param message what was expected, what was seen, what to do; one line
 * @param remembered the answer is the one that the status holds, because this process has not measured the item yet: good
 *     enough to show, never to decide on
 */
public record ItemResult(
        String name,
        String kind,
        Section section,
        Severity severity,
        Phase phase,
        Verdict verdict,
        Reason reason,
        String message,
        boolean remembered) {

    /** Whether this item can hold a release. */
    public boolean holdsReleases() {
        return severity == Severity.Blocking && phase == Phase.BeforeRelease;
    }

    /** Whether this item lets a release go: the only three verdicts that do. */
    public boolean satisfied() {
        return switch (verdict) {
            case Pass, NotApplicable, Waived -> true;
            case Fail, Unknown, Pending -> false;
        };
    }
}
