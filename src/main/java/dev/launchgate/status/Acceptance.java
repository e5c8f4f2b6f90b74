package dev.launchgate.status;

/**
 * Whether a checklist can be acted on.
 *
 * @param reason Accepted, InvalidSpec, TargetNotFound, UnsupportedTarget or TargetTaken
 * @param message for InvalidSpec: field path and what is wrong
 */
public record Acceptance(Reason reason, String message) {
    public static final Acceptance ACCEPTED =
            new Acceptance(Reason.Accepted, "the spec is understood and the target found");

    public boolean accepted() {
        return reason == Reason.Accepted;
    }

    /** Whether only a person's change of the spec or of the workload can help. */
    public boolean stalled() {
        return !accepted() && reason != Reason.TargetNotFound && reason != Reason.NotMeasuredYet;
    }
}
