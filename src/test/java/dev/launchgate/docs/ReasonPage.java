package dev.launchgate.docs;

import dev.launchgate.status.Reason;
import java.util.List;

/** Reference of every reason: the words in status, events and metrics. */
final class ReasonPage {
    private ReasonPage() {}

    static String text() {
        Markdown page = new Markdown()
                .line("# Reasons")
                .blank()
                .line(
                        "Every word by which Launchgate says why: of an item, a condition, a decision or an event. Generated from"
                                + " the code.")
                .blank()
                .head("reason", "set when");
        for (Reason reason : Reason.values()) {
            page.row(List.of(Markdown.code(reason.name()), reason.setWhen()));
        }
        return page.toString();
    }
}
