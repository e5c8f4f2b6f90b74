package dev.launchgate.postmortem.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows.
 *
 * @param title one line
 * @param unit what the values count; null if nobody says
 * @param incident null if it is not known
 */
public record Graph(
        String title, @Nullable String unit, @Nullable Incident incident, RangeData data) {
    /**
     * The time that is marked.
     *
     * @param end null while it lasts, or if nobody knows
     */
    public record Incident(Instant start, @Nullable Instant end) {}
}
