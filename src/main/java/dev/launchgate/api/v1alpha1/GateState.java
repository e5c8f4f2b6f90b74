package dev.launchgate.api.v1alpha1;

import java.util.stream.Stream;

/** State of the gate; the state machine is GatePolicy. */
public enum GateState {
    /** Not in force yet. */
    Unarmed,
    /** In force, nothing waits. */
    Armed,
    /** A candidate waits. */
    Held,
    /** The release of the candidate is recorded and comes next. */
    Approved,
    /** The approved candidate rolls out. */
    Releasing,
    /** A rollout was paused midway. */
    Frozen,
    /** Pods run a template that was never approved. */
    Bypassed,
    /** Switched off by spec.suspend. */
    Suspended,
    /** Mode Signal. */
    Signalling,
    /** Mode Audit. */
    Auditing;

    /** The state of this name; Unarmed for a word that is none, since then nothing is known to be in force. */
    public static GateState named(String word) {
        return Stream.of(values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElse(Unarmed);
    }
}
