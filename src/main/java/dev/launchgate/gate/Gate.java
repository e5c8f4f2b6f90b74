package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus;
import org.jspecify.annotations.Nullable;

/** Port to the Deployment: how it is armed, and the one write of a pass. */
public interface Gate {
    /** How new revisions of this Deployment are held; proven by a dry run now and then. */
    Proof proof(Workload workload);

    /**
     * Carries out the move of a decision, bound to the UID and the template that were judged, after a fresh look at the live
     * object.
     *
     * @param checklist name of the checklist, for the annotations that tell people
     * @param before the gate as recorded; it stays so when the move was overtaken
     */
    GateOutcome act(String checklist, GateDecision decision, @Nullable GateStatus before, Workload workload);

    /**
     * Corrects what notes of an earlier pass say on the Deployment, where they name this checklist. Writes nothing else, and
     * nothing on a Deployment that has no such notes.
     */
    void correctNotes(String checklist, GateStatus gate, Workload workload);
}
