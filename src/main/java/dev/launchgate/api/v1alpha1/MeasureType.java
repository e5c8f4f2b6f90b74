package dev.launchgate.api.v1alpha1;

/** What a prevention measure changes. */
public enum MeasureType {
    /** The next incident of this sort is noticed earlier. */
    Detect,
    /** It does less harm. */
    Mitigate,
    /** It does not happen. */
    Prevent,
    /** People work in another way. */
    Process
}
