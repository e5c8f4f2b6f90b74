package dev.launchgate.readiness;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.status.Reason;
import java.util.List;

/**
 * The answer of one item.
 *
 * @param kind name of the kind, empty for an item that has none or several
 * @param message what was expected, what was seen, what to do; one line
 * @param remembered the answer is the one that the status holds, because this process has not measured the item yet: good
 *     enough to show, never to decide on
 * @param evidence what the answer rests on and may later be gone
 * @param source where the item comes from: Checklist, or {@code Postmortem/name}
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
        boolean remembered,
        List<Evidence> evidence,
        String source) {

    public ItemResult {
        evidence = List.copyOf(evidence);
    }

    /** An answer of an item of the checklist itself, that rests on nothing that could be gone. */
    public ItemResult(
            String name,
            String kind,
            Section section,
            Severity severity,
            Phase phase,
            Verdict verdict,
            Reason reason,
            String message,
            boolean remembered) {
        this(name, kind, section, severity, phase, verdict, reason, message, remembered, List.of(), "Checklist");
    }

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
