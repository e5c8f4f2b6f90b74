package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.gate.Arming;
import dev.launchgate.gate.ResumeCommand;
import dev.launchgate.gate.Workload;
import dev.launchgate.status.ConditionSet.Status;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Condition Enforced: whether the gate is armed as asked, what is closed and what is open.
 *
 * @param status True only when a new revision cannot start unjudged
 */
record Enforcement(Status status, Reason reason, String message) {

    static Enforcement of(PassOutcome outcome, GateState state) {
        Enforcement told = told(outcome, state);
        return switch (told.reason()) {
            case ModeSignal, ModeAudit, Suspended ->
                outcome.workload().filter(Enforcement::labelled).isPresent() ? told.butForPolicies() : told;
            default -> told;
        };
    }

    private static boolean labelled(Workload workload) {
        return workload.labels().containsKey(ResumeCommand.GATE_LABEL);
    }

    /** Admission knows the label and nothing of checklists. */
    private Enforcement butForPolicies() {
        return new Enforcement(
                status,
                reason,
                message + "; the Deployment has label " + ResumeCommand.GATE_LABEL
                        + ", so the policies, if installed, pause each new template all the same: taking the label off takes"
                        + " the verb override and a fresh launchgate.dev/break-glass");
    }

    private static Enforcement told(PassOutcome outcome, GateState state) {
        if (state == GateState.Suspended) {
            return no(
                    Reason.Suspended,
                    "spec.suspend is true: new revisions are neither held nor released by Launchgate"
                            + leftPaused(outcome));
        }
        if (!outcome.acceptance().accepted()) {
            return no(Reason.NotArmed, "not armed: " + outcome.acceptance().message());
        }
        return switch (outcome.spec().mode()) {
            case Signal ->
                no(
                        Reason.ModeSignal,
                        "gate.mode is Signal: the verdict is published, nothing is held" + leftPaused(outcome));
            case Audit ->
                no(
                        Reason.ModeAudit,
                        "gate.mode is Audit: what would have been held is recorded, nothing is held"
                                + leftPaused(outcome));
            case Pause -> pause(outcome, state);
        };
    }

    /** A gate that is switched off leaves the Deployment as it is, and whoever switched it off has to know. */
    private static String leftPaused(PassOutcome outcome) {
        return outcome.workload()
                .filter(workload -> workload.paused() && workload.ownsPaused())
                .map(workload ->
                        "; spec.paused, which Launchgate set before, is still true, so no new revision starts. To resume it: "
                                + ResumeCommand.of(workload))
                .orElse("");
    }

    private static Enforcement pause(PassOutcome outcome, GateState state) {
        for (Reason open : List.of(Reason.PauseFieldConflict, Reason.PauseRefused)) {
            if (open.name().equals(outcome.gate().objection())) {
                return no(open, outcome.gate().message());
            }
        }
        if (firstLaunchUngated(outcome, state)) {
            return no(
                    Reason.FirstLaunchUngated,
                    "the first revision is not held: create the Deployment with spec.paused: true, or install the auto-hold"
                            + " policy and set label launchgate.dev/gate: enabled; later revisions are held");
        }
        if (state == GateState.Frozen
                && !outcome.workload().map(Workload::pausingProtects).orElse(true)) {
            return no(Reason.FrozenTooLate, outcome.gate().message());
        }
        Optional<Arming> arming = Arming.named(outcome.gate().arming());
        return switch (state) {
            case Armed, Held, Approved, Releasing, Frozen ->
                arming.map(proven -> armed(proven, outcome.remedy()))
                        .orElseGet(() -> no(Reason.NotArmed, outcome.gate().message()));
            case Unarmed, Bypassed, Suspended, Signalling, Auditing ->
                no(Reason.NotArmed, outcome.gate().message());
        };
    }

    /** The gate came after the pods: a first revision that nobody paused. */
    private static boolean firstLaunchUngated(PassOutcome outcome, GateState state) {
        return state == GateState.Unarmed
                && outcome.spec().firstLaunch() == FirstLaunch.Hold
                && outcome.gate().promoted().isEmpty()
                && outcome.workload().filter(workload -> !workload.paused()).isPresent();
    }

    private static Enforcement armed(Arming arming, String remedy) {
        return switch (arming) {
            case AutoHold ->
                yes(
                        Reason.AutoHold,
                        "admission pauses every new template in the same write; only Launchgate, or somebody with the verb"
                                + " override and a fresh reason, resumes it");
            case AlwaysPaused ->
                yes(
                        Reason.AlwaysPaused,
                        "the Deployment stays paused between promotions; only Launchgate, or somebody with the verb override"
                                + " and a fresh reason, resumes it");
            case AlwaysPausedUnguarded ->
                yes(
                        Reason.AlwaysPausedUnguarded,
                        "the Deployment stays paused between promotions; whoever may patch it can resume it, which is seen"
                                + " and recorded. " + remedy);
        };
    }

    private static Enforcement yes(Reason reason, String message) {
        return new Enforcement(Status.True, reason, message);
    }

    private static Enforcement no(Reason reason, String message) {
        return new Enforcement(Status.False, reason, message);
    }
}
