package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.gate.GateMove.Pause;
import dev.launchgate.gate.GateMove.Resume;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Reason;
import java.util.Optional;

/**
 * The state machine of mode Pause. The state is derived on every pass from the live objects; what the status records only
 * tells decisions apart that look the same from outside: was this release approved, was this candidate promoted.
 */
final class PauseGate {
    private final GateInput input;
    private final Workload workload;
    private final PodTemplate wanted;
    private final Draft draft;

    PauseGate(GateInput input) {
        this.input = input;
        this.workload = input.workload();
        this.wanted = workload.template();
        this.draft = new Draft(input);
    }

    GateDecision decide() {
        adoptWhatRuns();
        Optional<Approval> approval = draft.approved()
                .filter(record -> record.uid().equals(workload.uid()))
                .filter(record -> record.templateHash().equals(wanted.identity()));
        return workload.paused() ? paused(approval) : unpaused(approval);
    }

    /** The first pass takes what serves already as promoted. A rollout that runs is waited for, never frozen. */
    private void adoptWhatRuns() {
        boolean resumedUnapproved =
                draft.previous() == GateState.Bypassed || (draft.previous() == GateState.Held && !workload.paused());
        if (draft.lastPromoted().isPresent() || resumedUnapproved) {
            return;
        }
        Optional<PodTemplate> serving = workload.paused()
                ? workload.running()
                : Optional.of(wanted)
                        .filter(template ->
                                workload.complete() && released(template).isEmpty());
        serving.ifPresent(template -> draft.promote(template)
                .say(Reason.Adopted, "%s already ran and counts as promoted".formatted(template.displayName())));
    }

    private Optional<Approval> released(PodTemplate template) {
        return draft.approved().filter(record -> record.templateHash().equals(template.identity()));
    }

    private boolean isPromoted() {
        return draft.lastPromoted()
                .map(Promotion::templateHash)
                .filter(wanted.identity()::equals)
                .isPresent();
    }

    // ---- paused: nothing starts ----

    private GateDecision paused(Optional<Approval> approval) {
        if (isPromoted() && idle() && !workload.restartOnly()) {
            return input.arming().pausesIdle() ? armed() : resumeIdle();
        }
        if (approval.isPresent() && draft.previous() == GateState.Frozen) {
            return frozen(approval.get());
        }
        if (approval.isPresent() && draft.previous() == GateState.Releasing) {
            return workload.complete()
                    ? complete(approval.get())
                    : draft.say(Reason.Frozen, stopped("somebody paused it"))
                            .done(GateState.Frozen, wanted, stopped("somebody paused it"));
        }
        return release();
    }

    /** The wanted template, and no other, has pods, or no pods are wanted. */
    private boolean idle() {
        return !workload.mixed()
                && (workload.replicas() == 0 || !workload.active().isEmpty());
    }

    /** Releases the candidate if it may go out, holds it if not. */
    private GateDecision release() {
        return GatePolicy.permission(input, draft, wanted)
                .map(this::releaseFor)
                .orElseGet(() -> held(GatePolicy.heldBy(input.readiness())));
    }

    /** The promoted template is back, or was never gone, and no pod starts: an idle Deployment need not be paused. */
    private GateDecision resumeIdle() {
        return releaseFor(Reason.RolledBack);
    }

    /** Records the decision in one pass, and carries it out in the next one if the facts still lead to it. */
    private GateDecision releaseFor(Reason permission) {
        Approval wantedApproval = new Approval(
                wanted.identity(),
                wanted.revision().orElse(null),
                workload.uid(),
                input.generation(),
                draft.now(),
                permission.name(),
                digest(permission));
        Optional<Approval> recorded = draft.approved()
                .filter(record -> draft.previous() == GateState.Approved)
                .filter(record -> sameDecision(record, wantedApproval));
        if (recorded.isPresent()) {
            String message = "released %s: %s".formatted(wanted.displayName(), permission.setWhen());
            Reason event = permission == Reason.ChecklistPassed ? Reason.Released : permission;
            return draft.move(new Resume(recorded.get()))
                    .say(event, message)
                    .done(GateState.Releasing, wanted, message);
        }
        String message = "release of %s is recorded: %s".formatted(wanted.displayName(), permission.setWhen());
        return draft.approve(wantedApproval).say(Reason.Approved, message).done(GateState.Approved, wanted, message);
    }

    /** A record of a decision counts only if the present facts would lead to the same decision. */
    private static boolean sameDecision(Approval recorded, Approval present) {
        return recorded.uid().equals(present.uid())
                && recorded.templateHash().equals(present.templateHash())
                && recorded.generation().equals(present.generation())
                && recorded.reason().equals(present.reason())
                && recorded.digest().equals(present.digest());
    }

    private String digest(Reason permission) {
        String subject = "%s %d %s %s".formatted(workload.uid(), input.generation(), wanted.identity(), permission);
        // Recovery rests on no item, so an item that flaps meanwhile must not delay it.
        return permission == Reason.ChecklistPassed
                ? input.readiness().digest(subject)
                : Readiness.NOTHING.digest(subject);
    }

    private GateDecision held(String message) {
        if (!draft.already(GateState.Held, wanted.identity())) {
            draft.say(Reason.Held, "%s %s".formatted(wanted.displayName(), message));
            if (workload.wrongReplicaSetRisk()) {
                draft.say(
                        Reason.WrongReplicaSetRisk,
                        "do not scale to zero while held: scaling up again may wake another ReplicaSet than the running one");
            }
        }
        return own(Reason.Held).approve(null).done(GateState.Held, wanted, message);
    }

    private GateDecision frozen(Approval approval) {
        String asked = workload.annotations().getOrDefault("launchgate.dev/retry", "");
        boolean retry = !asked.isEmpty() && !asked.equals(draft.retried().orElse(""));
        boolean recovered = !workload.progressDeadlineExceeded() && ReleaseJudgement.recovered(input.readiness());
        if (workload.complete() && ReleaseJudgement.passes(approval, input.readiness())) {
            return complete(approval);
        }
        if (retry || recovered) {
            draft.retry(retry ? asked : draft.retried().orElse(null))
                    .say(Reason.Retried, "the rollout of %s goes on".formatted(wanted.displayName()))
                    .approve(null);
            return release();
        }
        return draft.done(GateState.Frozen, wanted, draft.recordedMessage());
    }

    // ---- not paused: what is wanted rolls out ----

    private GateDecision unpaused(Optional<Approval> approval) {
        GateState previous = draft.previous();
        boolean ours =
                previous == GateState.Approved || previous == GateState.Releasing || previous == GateState.Frozen;
        if (ours && approval.isPresent()) {
            return releasing(approval.get());
        }
        if (isPromoted()) {
            return settled() || !input.arming().pausesIdle() ? armed() : waiting(previous);
        }
        boolean neverHeld = previous != GateState.Bypassed && previous != GateState.Held;
        if (draft.lastPromoted().isEmpty() && neverHeld) {
            return waiting(previous);
        }
        if (GatePolicy.permission(input, draft, wanted)
                .filter(Reason.RolledBack::equals)
                .isPresent()) {
            Approval rollback = new Approval(
                    wanted.identity(),
                    wanted.revision().orElse(null),
                    workload.uid(),
                    input.generation(),
                    draft.now(),
                    Reason.RolledBack.name(),
                    digest(Reason.RolledBack));
            String message = "%s was promoted before and is rolling out again".formatted(wanted.displayName());
            return draft.approve(rollback).say(Reason.RolledBack, message).done(GateState.Releasing, wanted, message);
        }
        if (previous == GateState.Releasing || previous == GateState.Approved) {
            String message = "the template changed while a release was under way; paused again, %s"
                    .formatted(GatePolicy.heldBy(input.readiness()));
            return draft.say(Reason.UngatedChange, message)
                    .approve(null)
                    .move(new Pause(workload.uid(), wanted.identity(), Reason.UngatedChange))
                    .done(GateState.Held, wanted, message);
        }
        return bypassed();
    }

    /** Exactly the ReplicaSet of the wanted template has pods: no rollout is under way. */
    private boolean settled() {
        return workload.active().stream().allMatch(set -> set.template().hash().equals(wanted.hash()));
    }

    private GateDecision waiting(GateState previous) {
        String message = previous == GateState.Armed
                ? "a restart or rollback is under way; the gate closes when it completes"
                : "a rollout that Launchgate did not start is under way; the gate arms when it completes";
        return draft.done(previous == GateState.Armed ? GateState.Armed : GateState.Unarmed, message);
    }

    private GateDecision armed() {
        if (draft.previous() != GateState.Armed) {
            draft.say(Reason.Armed, "new revisions wait for this checklist (%s)".formatted(input.arming()));
        }
        if (input.arming().pausesIdle()) {
            own(Reason.Armed);
        }
        return draft.approve(null).done(GateState.Armed, "nothing waits");
    }

    /** Pauses, or applies the field once more where another manager's apply could drop it. */
    private Draft own(Reason why) {
        return workload.paused() && workload.ownsPaused()
                ? draft
                : draft.move(new Pause(workload.uid(), wanted.identity(), why));
    }

    private GateDecision bypassed() {
        String name = wanted.displayName();
        if (!draft.already(GateState.Bypassed, wanted.identity())) {
            String message =
                    "%s runs without approval: somebody resumed the Deployment or changed it unheld".formatted(name);
            return draft.approve(null).say(Reason.Bypassed, message).done(GateState.Bypassed, wanted, message);
        }
        if (!workload.complete()) {
            return draft.done(GateState.Bypassed, wanted, draft.recordedMessage());
        }
        draft.promote(wanted)
                .say(Reason.Adopted, "%s runs, although it was never approved, and counts as promoted".formatted(name));
        return armed();
    }

    // ---- a release of ours ----

    private GateDecision releasing(Approval approval) {
        boolean recovery = ReleaseJudgement.isRecovery(approval);
        Optional<Reason> trouble = recovery ? Optional.empty() : ReleaseJudgement.trouble(input, draft.releasedAt());
        if (trouble.isEmpty()) {
            boolean done = workload.complete() && ReleaseJudgement.passes(approval, input.readiness());
            return done
                    ? complete(approval)
                    : draft.done(GateState.Releasing, wanted, ReleaseJudgement.progress(workload, input.readiness()));
        }
        String why = ReleaseJudgement.describe(trouble.get(), input.readiness());
        return switch (input.spec().onRegression()) {
            case Report -> draft.done(GateState.Releasing, wanted, "the rollout goes wrong and is not frozen: " + why);
            case Freeze ->
                draft.say(workload.pausingProtects() ? Reason.Frozen : Reason.FrozenTooLate, stopped(why))
                        .move(new Pause(workload.uid(), wanted.identity(), Reason.Frozen))
                        .done(GateState.Frozen, wanted, stopped(why));
        };
    }

    private String stopped(String why) {
        String protects = workload.pausingProtects()
                ? "the old revision keeps serving"
                : "too late to protect the old revision, which no longer serves by itself";
        return ("the rollout of %s is frozen: %s; %s. To go back apply the previous manifest, to go on set annotation"
                        + " launchgate.dev/retry to a new value")
                .formatted(wanted.displayName(), why, protects);
    }

    private GateDecision complete(Approval approval) {
        draft.promote(wanted).say(Reason.Promoted, "%s serves (%s)".formatted(wanted.displayName(), approval.reason()));
        if (!workload.paused() || input.arming().pausesIdle()) {
            return armed();
        }
        return resumeIdle();
    }
}
