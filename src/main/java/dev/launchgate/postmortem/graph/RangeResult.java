package dev.launchgate.postmortem.graph;

import dev.launchgate.probe.ContentReader.Content;

/** What the answer to a range query comes to. */
public sealed interface RangeResult extends Content {
    /** At least one series with at least one sample. */
    record Measured(RangeData data) implements RangeResult {}

    /** No series. */
    record Empty() implements RangeResult {}

    /** The result has no values over time. */
    record WrongType(String type) implements RangeResult {}

    /** The server does not understand the query. */
    record Rejected() implements RangeResult {}

    /**
     * The server understands the query and could not run it.
     *
     * @param kind the server's word for why
     */
    record NotRun(String kind) implements RangeResult {}

    /**
     * Not an answer to a range query.
     *
     * @param position where that shows
     */
    record Malformed(String position) implements RangeResult {}
}
