package dev.launchgate.check.loadtest;

import java.util.List;

/**
 * The thresholds that are written in a test.
 *
 * @param recorded whether this kind of report would show a crossed one
 * @param crossed how many were crossed
 * @param names the first of those, for people; empty where only the outcome is known
 */
public record Thresholds(boolean recorded, int crossed, List<String> names) {
    public Thresholds {
        names = List.copyOf(names);
    }

    /** The tool has none. */
    static Thresholds none() {
        return new Thresholds(true, 0, List.of());
    }

    /** The tool has some, and this kind of report does not show them. */
    static Thresholds unrecorded() {
        return new Thresholds(false, 0, List.of());
    }
}
