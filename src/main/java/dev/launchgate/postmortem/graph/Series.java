package dev.launchgate.postmortem.graph;

import dev.launchgate.check.SampleNumber;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One series on a grid of times.
 *
 * @param labels plain text, by name
 * @param values a value for each time, as the server writes it; empty where there is no sample
 */
public record Series(SortedMap<String, String> labels, List<String> values) {
    /** What stands where there is no sample. */
    static final String NONE = "";

    public Series {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        values = List.copyOf(values);
    }

    /** The value at a place; NaN where there is no sample or no number. */
    double number(int place) {
        String value = values.get(place);
        return value.equals(NONE) ? Double.NaN : SampleNumber.of(value);
    }

    /** The labels as PromQL writes them. */
    String name() {
        return name(labels);
    }

    static String name(SortedMap<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\""
                        + label.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
