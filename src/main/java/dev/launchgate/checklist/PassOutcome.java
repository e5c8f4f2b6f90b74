package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.Workload;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Acceptance;
import java.util.List;
import java.util.Optional;

/**
 * What one pass came to.
 *
 * @param gate the gate as it should be recorded
 * @param workload the target as it was seen; empty when it does not exist or is not read in this mode
 * @param remedy what would close what the policies leave open; empty where nobody asked for them, or nothing would
 * @param now RFC 3339, whole seconds
 */
public record PassOutcome(
        long generation,
        GateSpec spec,
        Acceptance acceptance,
        Readiness readiness,
        GateStatus gate,
        List<Transition> transitions,
        Optional<Workload> workload,
        String remedy,
        String now) {
    public PassOutcome {
        transitions = List.copyOf(transitions);
    }
}
