package dev.launchgate.endpoint;

import java.util.List;

/**
 * What a caller is told.
 *
 * @param open whether the candidate may go on
 * @param regressed whether a released candidate with pods fails an item that is judged after the release
 * @param templateHash identity of the live template; empty where that is not known
 * @param items what blocks, at most {@link #ITEMS}
 */
public record Answer(
        boolean open, boolean regressed, AnswerReason reason, String message, String templateHash, List<Item> items) {
    static final int ITEMS = 20;

    public Answer {
        items = List.copyOf(items);
    }

    /** An item that blocks. */
    public record Item(String name, String verdict, String reason, String message) {}

    public static Answer closed(AnswerReason reason, String message) {
        return new Answer(false, false, reason, message, "", List.of());
    }
}
