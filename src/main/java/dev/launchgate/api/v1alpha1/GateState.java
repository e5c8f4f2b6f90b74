package dev.launchgate.api.v1alpha1;

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
    Auditing
}
