package dev.launchgate.endpoint;

/** Why an answer is what it is, in one word. Only the first three are open. */
public enum AnswerReason {
    /** The candidate may go out. */
    MayRelease,
    /** The release of the candidate is decided or under way. */
    Releasing,
    /** What the target wants is what was promoted last. */
    NothingHeld,
    /** Items of the checklist do not let the candidate go. */
    ItemsBlock,
    /** An item that is judged after the release fails. */
    Regressed,
    /** The gate itself is not in force, frozen or bypassed. */
    NotReleased,
    /** The verdict is about another template, another spec, or not there yet. */
    NotJudgedYet,
    /** No operator leads, so nothing keeps the verdict current. */
    StatusStale,
    /** The checklist cannot be acted on. */
    ChecklistInvalid,
    /** The checklist is switched off. */
    Suspended,
    /** What the checklist gates is not there. */
    TargetNotFound,
    /** What the checklist gates could not be read. */
    TargetUnreadable,
    /** No token, or one that is not known. */
    Unauthorized,
    /** There is no such checklist, or this caller may not read it. */
    NotAllowed,
    /** Asked too often. */
    RateLimited,
    /** The request is not one that is answered here. */
    BadRequest,
    /** The answer could not be found out. */
    Failed
}
