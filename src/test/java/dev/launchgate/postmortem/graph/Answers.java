package dev.launchgate.postmortem.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Windows and data for tests. */
final class Answers {
    static final Instant START = Instant.parse("2026-11-20T22:00:00Z");

    private Answers() {}

    /** One point every 30 seconds. */
    static RangeWindow window(int points) {
        return RangeWindow.covering(START, START.plusSeconds(30L * (points - 1)), Duration.ofSeconds(30))
                .orElseThrow();
    }

    static Series series(Map<String, String> labels, String... values) {
        return new Series(new TreeMap<>(labels), List.of(values));
    }

    static RangeData data(Series... series) {
        return new RangeData(window(series[0].values().size()), List.of(series), series.length, false, 1);
    }

    /** Values of a function of the place. */
    static String[] values(int points, java.util.function.IntFunction<String> value) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            values.add(value.apply(i));
        }
        return values.toArray(String[]::new);
    }

    /** An answer of Prometheus with these series. */
    static String matrix(String... series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + String.join(",", series)
                + "]}}";
    }

    /** A series in such an answer; pairs of a place on the grid and a value. */
    static String one(String labels, Object... samples) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < samples.length; i += 2) {
            values.add("[%d,\"%s\"]".formatted(START.getEpochSecond() + 30L * (Integer) samples[i], samples[i + 1]));
        }
        return "{\"metric\":{" + labels + "},\"values\":[" + String.join(",", values) + "]}";
    }
}
