package dev.launchgate.endpoint;

/** What a checklist gates, as it was read for one question. */
public sealed interface LiveTarget {
    /**
     * It is there.
     *
     * @param uid of the object that holds or names the template
     * @param templateHash identity of the template that it wants now
     * @param pods whether pods of that template run
     */
    record Seen(String uid, String templateHash, boolean pods) implements LiveTarget {}

    /** It, or what it refers to, does not exist. */
    record Missing() implements LiveTarget {}

    /** It could not be read, or has no template that is known how to find. */
    record Unreadable() implements LiveTarget {}
}
