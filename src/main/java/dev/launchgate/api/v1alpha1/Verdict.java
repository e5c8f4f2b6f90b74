package dev.launchgate.api.v1alpha1;

/** The answer of one item. Only Pass, NotApplicable and Waived of every blocking item open a gate. */
public enum Verdict {
    /** Measured, and as it should be. */
    Pass,
    /** Measured, and not as it should be. */
    Fail,
    /** Could not be measured; never taken for Pass. */
    Unknown,
    /** Not measured yet, or passing but not often enough in a row. */
    Pending,
    /** Has no meaning for this target or at this time; the reason says why. */
    NotApplicable,
    /** Covered by an override; still evaluated and shown. */
    Waived
}
