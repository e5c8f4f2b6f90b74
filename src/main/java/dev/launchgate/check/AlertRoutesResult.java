package dev.launchgate.check;

import dev.launchgate.probe.ContentReader.Content;
import java.util.Set;

/** What an Alertmanager says of its routes. */
sealed interface AlertRoutesResult extends Content {
    /**
     * Where alerts go.
     *
     * @param notifying receivers that notify somebody
     */
    record Tree(AlertRoute root, Set<String> notifying) implements AlertRoutesResult {
        public Tree {
            notifying = Set.copyOf(notifying);
        }
    }

    /** Expressions that would take too long to compare with. */
    record TooLarge() implements AlertRoutesResult {}

    /**
     * Not the state of an Alertmanager, or not a configuration.
     *
     * @param position where that shows
     */
    record Malformed(String position) implements AlertRoutesResult {}
}
