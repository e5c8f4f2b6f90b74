package dev.launchgate.postmortem.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured in a window.
 *
 * @param window the grid that was asked for
 * @param series the series that are kept, the largest first
 * @param found how many series the server has
 * @param partial whether the server says that data may be missing
 * @param merged how many times of the grid two rows stand for: the lowest and the highest sample of each series among them;
 *     1 if the rows are the times of the grid
 */
public record RangeData(RangeWindow window, List<Series> series, int found, boolean partial, int merged) {
    public RangeData {
        series = List.copyOf(series);
    }

    /** Number of rows: of values in each series. */
    public int rows() {
        return rows(merged);
    }

    /** Number of rows if so many times of the grid became two. */
    int rows(int times) {
        return times == 1 ? window.points() : 2 * Math.ceilDiv(window.points(), times);
    }

    /** The time of a row. */
    public Instant time(int row) {
        return merged == 1
                ? window.time(row)
                : window.time(Math.min(window.points() - 1, row / 2 * merged + row % 2 * (merged / 2)));
    }

    /** How many values there are. */
    public long samples() {
        return series.stream()
                .flatMap(one -> one.values().stream())
                .filter(value -> !value.equals(Series.NONE))
                .count();
    }

    /** What is not as it was asked for, in sentences for people. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (found > series.size()) {
            notes.add("The server has %d series; the %d with the highest values are kept."
                    .formatted(found, series.size()));
        }
        if (window.widened()) {
            notes.add("The step is %d s instead of %d s, so that there are at most %d points."
                    .formatted(window.step().toSeconds(), window.asked().toSeconds(), RangeWindow.MOST_POINTS));
        }
        if (merged > 1) {
            notes.add("Of every %d samples two are kept, the lowest and the highest.".formatted(merged));
        }
        if (partial) {
            notes.add("The server warned that data may be missing.");
        }
        return notes;
    }
}
