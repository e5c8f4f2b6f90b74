package dev.launchgate.postmortem.capture;

/** How an attachment stands, as the status says it. */
public enum AttachmentState {
    /** Not looked at yet, or asked for again. */
    Pending,
    /** Asked once, and kept. */
    Captured,
    /** Its content has the digest that the spec states. */
    Verified,
    /** Its content is there, and the spec states no digest. */
    Unverified,
    /** Its content has another digest. */
    Changed,
    /** It is not there, or could not be captured. */
    Missing
}
