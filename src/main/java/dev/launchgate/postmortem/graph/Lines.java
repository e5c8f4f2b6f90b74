package dev.launchgate.postmortem.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Points of lines in columns: where samples are missing a line ends, and the next piece is a line of its own. A sample
 * between two gaps is a dot.
 */
final class Lines {
    private final Columns lines = new Columns();
    private final Columns dots = new Columns();

    /** Columns of a table, as the chart library wants them. */
    private static final class Columns {
        private final List<Object> time = new ArrayList<>();
        private final List<Object> value = new ArrayList<>();
        private final List<Object> series = new ArrayList<>();
        private final List<Object> piece = new ArrayList<>();

        private void add(RangeData data, Series one, int place, int row, int number) {
            time.add((double) data.time(row).toEpochMilli());
            value.add(one.number(row));
            series.add(number(place));
            piece.add((double) number);
        }

        private Map<String, Object> map() {
            return Ordered.map("time", time, "value", value, "series", series, "piece", piece);
        }
    }

    private Lines() {}

    static Lines of(RangeData data) {
        Lines lines = new Lines();
        int piece = 0;
        for (int place = 0; place < data.series().size(); place++) {
            Series series = data.series().get(place);
            for (int row = 0; row < data.rows(); row++) {
                int end = row;
                while (end < data.rows() && ValueAxis.drawable(series.number(end))) {
                    end++;
                }
                Columns columns = end == row + 1 ? lines.dots : lines.lines;
                for (int at = row; at < end; at++) {
                    columns.add(data, series, place, at, piece);
                }
                piece++;
                row = Math.max(row, end);
            }
        }
        return lines;
    }

    /** What stands for a series in the columns. */
    static String number(int place) {
        return Integer.toString(place + 1);
    }

    Map<String, Object> lines() {
        return lines.map();
    }

    Map<String, Object> dots() {
        return dots.map();
    }

    boolean hasLines() {
        return !lines.time.isEmpty();
    }

    boolean hasDots() {
        return !dots.time.isEmpty();
    }
}
