package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.cluster.PodTemplate;
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
    private final Armament armament;
    private final Release release;
    private final Rollout rollout;
    private final Unheld unheld;

    PauseGate(GateInput input) {
        this.input = input;
        this.workload = input.workload();
        this.wanted = workload.template();
        this.draft = new Draft(input);
        this.armament = new Armament(input, draft);
        this.release = new Release(input, draft);
        this.rollout = new Rollout(input, draft);
        this.unheld = new Unheld(input, draft);
    }

    GateDecision decide() {
        new Adoption(input, draft).adopt();
        Optional<Approval> approval = draft.releaseOf(workload);
        return workload.paused() ? paused(approval.filter(record -> rollout.begun())) : unpaused(approval);
    }

    /**
     * Nothing starts.
     *
     * @param begun the release of the wanted template that is under way
     */
    private GateDecision paused(Optional<Approval> begun) {
        if (begun.filter(rollout::done).isPresent()) {
            return rollout.complete(begun.get());
        }
        if (draft.isPromoted(wanted) && workload.idle()) {
            return input.arming().pausesIdle() ? armament.armed() : release.ofIdle();
        }
        if (draft.already(GateState.Bypassed, wanted) && workload.serves()) {
            return unheld.bypassed();
        }
        Optional<Approval> stopped = begun.filter(approval ->
                !ReleaseJudgement.isRecovery(approval) || workload.complete() || approval.completed() != null);
        if (stopped.isPresent()) {
            return rollout.paused(stopped.get());
        }
        return release.ifPermitted().orElseGet(this::notPermitted);
    }

    private GateDecision notPermitted() {
        if (workload.serves()) {
            return unheld.bypassed();
        }
        // Paused by us, though the record says that it rolls out: the pass that stopped a change could not record it.
        boolean stopped = input.arming().pausesIdle()
                && workload.ownsPaused()
                && draft.previous() == GateState.Releasing
                && changedMidway();
        return stopped ? unheld.ungated() : new Holding(input, draft).held();
    }

    /** What is wanted rolls out. */
    private GateDecision unpaused(Optional<Approval> approval) {
        if (approval.isPresent()) {
            return rollout.running(approval.get());
        }
        boolean atRest = input.arming().pausesIdle() ? workload.idle() : !workload.mixed();
        if (draft.isPromoted(wanted) && atRest) {
            return armament.armed();
        }
        boolean onlyRestarts = draft.isPromoted(wanted) && !workload.mixed();
        if (!onlyRestarts && GatePolicy.rollsBack(input, draft, wanted)) {
            return unheld.rolledBack();
        }
        boolean overAlready = draft.contested() && workload.serves();
        if (changedMidway() && !overAlready) {
            return unheld.ungated();
        }
        // Nothing runs, so there is nobody's rollout to wait for: a first launch that has not begun.
        boolean newHere = Adoption.noGateBefore(draft) || draft.contested();
        if (!draft.isPromoted(wanted) && newHere && workload.asleep()) {
            return new Holding(input, draft).held();
        }
        if (draft.isPromoted(wanted) || Adoption.noGateBefore(draft)) {
            return unheld.waiting();
        }
        return unheld.bypassed();
    }

    /** Whether a release of ours was under way, of this very object but for another template, and the gate still open. */
    private boolean changedMidway() {
        boolean underWay =
                draft.previous() == GateState.Approved || draft.previous() == GateState.Releasing || draft.contested();
        return underWay
                && draft.approved()
                        .filter(record -> record.uid().equals(workload.uid()) && record.completed() == null)
                        .filter(record -> !record.templateHash().equals(wanted.identity()))
                        .isPresent();
    }
}
