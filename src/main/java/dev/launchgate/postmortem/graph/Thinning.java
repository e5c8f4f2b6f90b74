package dev.launchgate.postmortem.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes data smaller without losing a peak: of a run of samples each series keeps its lowest and its highest, in the order
 * in which they came.
 */
final class Thinning {
    private Thinning() {}

    /** The data with so many times of the grid in two rows; from data that are not thinned yet. */
    static RangeData of(RangeData raw, int times) {
        return new RangeData(
                raw.window(),
                raw.series().stream().map(series -> of(series, times)).toList(),
                raw.found(),
                raw.partial(),
                times);
    }

    /** The data with at most so many rows, at least two. */
    static RangeData toRows(RangeData raw, int most) {
        return raw.rows() <= most ? raw : of(raw, 2 * Math.ceilDiv(raw.rows(), Math.max(2, most / 2 * 2)));
    }

    private static Series of(Series series, int times) {
        List<String> values = new ArrayList<>();
        int size = series.values().size();
        for (int from = 0; from < size; from += times) {
            values.addAll(extremes(series, from, Math.min(size, from + times)));
        }
        return new Series(series.labels(), values);
    }

    private static List<String> extremes(Series series, int from, int to) {
        int lowest = -1;
        int highest = -1;
        for (int i = from; i < to; i++) {
            double number = series.number(i);
            if (!Double.isNaN(number)) {
                lowest = lowest < 0 || number < series.number(lowest) ? i : lowest;
                highest = highest < 0 || number > series.number(highest) ? i : highest;
            }
        }
        return lowest < 0
                ? Collections.nCopies(2, series.values().get(from))
                : List.of(
                        series.values().get(Math.min(lowest, highest)),
                        series.values().get(Math.max(lowest, highest)));
    }
}
