package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.status.Reason;
import java.util.List;

/**
 * What the gate decided.
 *
 * @param next the gate as the status should record it once the move was made
 * @param move what to do with the Deployment
 * @param transitions what happened that people should hear of, each once
 */
public record GateDecision(GateStatus next, GateMove move, List<Transition> transitions) {
    public GateDecision {
        transitions = List.copyOf(transitions);
    }

    /** Something that people should hear of: becomes an event and a line of history. */
    public record Transition(Reason reason, String message) {}
}
