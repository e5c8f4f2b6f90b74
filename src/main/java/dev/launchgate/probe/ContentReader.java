package dev.launchgate.probe;

/**
 * Takes from fetched content what a check wants to see, so that neither memory nor a later answer depends on anything else.
 * Pure, and a value: equal readers read equally, because equal fetches are made once. Content is hostile: a reader throws
 * for none, and its work and its result are bounded by the size of the body.
 */
public interface ContentReader {
    /**
     * Reads a complete answer.
     *
     * @param status code of the answer, 200..599; error pages come here too
     * @param body at most 1 MiB, as it was sent
     */
    Content read(int status, byte[] body);

    /** What a reader made of an answer. A value, so that equal answers need no second look; holds nothing secret. */
    interface Content {}
}
