package dev.launchgate.check.loadtest;

import java.util.List;

/**
 * The thresholds that are written in a test.
 *
 * @param crossed how many were crossed
 * @param names the first of those, for people
 */
public record Thresholds(int crossed, List<String> names) {
    public Thresholds {
        names = List.copyOf(names);
    }

    /** The tool has none. */
    static Thresholds none() {
        return new Thresholds(0, List.of());
    }
}
