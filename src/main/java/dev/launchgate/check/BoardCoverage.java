package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DashboardParams;
import dev.launchgate.api.v1alpha1.GoldenSignal;
import dev.launchgate.check.BoardContent.Board;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.List;

/** Which panel shows which signal: the one that the item names, else the first whose queries tell. */
final class BoardCoverage {
    private BoardCoverage() {}

    static void judge(Board board, DashboardParams params, Parts parts) {
        List<String> shown = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (GoldenSignal signal : params.covers()) {
            String title = params.panels().get(signal.name());
            if (title != null && !board.found().contains(title)) {
                parts.add(Judgement.fail(
                        Reason.PanelMissing,
                        "no panel with title '%s' for %s; add it or correct panels"
                                .formatted(Wording.cut(title), signal)));
            } else if (title != null) {
                shown.add("%s in '%s'".formatted(signal, Wording.cut(title)));
            } else if (board.shownIn().containsKey(signal)) {
                shown.add("%s in %s".formatted(signal, board.shownIn().get(signal)));
            } else {
                missing.add(signal.name());
            }
        }
        String found = shown.isEmpty() ? "none" : String.join(", ", shown);
        if (!missing.isEmpty()) {
            parts.add(Judgement.fail(
                    Reason.SignalNotCovered,
                    "no panel for %s; panels found: %s%s; add one or map it in panels"
                            .formatted(String.join(", ", missing), found, elsewhere(board))));
        }
        parts.remark(found);
    }

    private static String elsewhere(Board board) {
        return board.libraryPanels() == 0
                ? ""
                : "; %s not looked into".formatted(Wording.count(board.libraryPanels(), "library panel"));
    }
}
