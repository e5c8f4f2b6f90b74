package dev.launchgate.status;

/** Condition types, in the order in which they are shown. */
public enum ConditionType {
    /** Every blocking item passes for the current spec and the current candidate. */
    Ready,
    /** The spec is understood and the target found. */
    Accepted,
    /** A candidate waits behind the gate. */
    Held,
    /** The gate is armed as asked. */
    Enforced,
    /** The last release finished. */
    Promoted,
    /** Of a postmortem: every section that its state requires is filled in. */
    Complete,
    /** Of a postmortem: every measure is done and holds. */
    PreventionVerified,
    /** Of a postmortem: the rendered document is current. */
    Published,
    /** Work is under way; present only while True, as kstatus wants it. */
    Reconciling,
    /** Nothing will happen without a person; present only while True. A failing item is never Stalled. */
    Stalled
}
