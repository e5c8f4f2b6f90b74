package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.GoldenSignal;
import dev.launchgate.probe.ContentReader.Content;
import java.util.Map;
import java.util.Set;

/** What the judge wants to know of what may be a dashboard. */
sealed interface BoardContent extends Content {
    /**
     * It is one.
     *
     * @param shownIn title of the first panel that shows a signal by its queries
     * @param found those of the titles looked for that a panel has
     * @param libraryPanels panels whose queries lie elsewhere
     */
    record Board(Map<GoldenSignal, String> shownIn, Set<String> found, int libraryPanels) implements BoardContent {
        public Board {
            shownIn = Map.copyOf(shownIn);
            found = Set.copyOf(found);
        }
    }

    /**
     * It is none.
     *
     * @param looks what it is instead, for messages
     * @param next what to do about it, for messages
     */
    record NoBoard(String looks, String next) implements BoardContent {}

    /** Stands for the body of an answer that is no dashboard, such as an error page. */
    NoBoard NONE = new NoBoard("an error page", "check the server");
}
