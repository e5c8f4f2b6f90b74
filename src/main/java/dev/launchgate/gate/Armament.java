package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.gate.GateMove.Pause;
import dev.launchgate.status.Reason;

/** Keeps the gate shut between releases: pauses, owns the field, and says that it is armed. */
final class Armament {
    private final GateInput input;
    private final Workload workload;
    private final Draft draft;

    Armament(GateInput input, Draft draft) {
        this.input = input;
        this.workload = input.workload();
        this.draft = draft;
    }

    /** Nothing waits, and the next template will. */
    GateDecision armed() {
        if (draft.previous() != GateState.Armed) {
            draft.say(Reason.Armed, "new revisions wait for this checklist (%s)".formatted(input.arming()));
        }
        if (input.arming().pausesIdle()) {
            own();
        }
        return draft.approve(null).done(GateState.Armed, "nothing waits");
    }

    /** Pauses, or applies the field once more where another manager's apply could drop it. */
    Draft own() {
        return workload.paused() && workload.ownsPaused() ? draft : pause();
    }

    Draft pause() {
        return draft.move(new Pause(workload.uid(), workload.template().identity()));
    }
}
