package dev.launchgate.postmortem.graph;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.launchgate.check.JsonScan;
import dev.launchgate.check.SampleNumber;
import dev.launchgate.status.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One series as it is met in an answer: only the samples that are there, because there may be many such series. */
final class FoundSeries {
    private static final int MOST_LABELS = 100;
    private static final int LONGEST_LABEL = 1_024;

    private final RangeWindow window;
    private final SortedMap<String, String> labels = new TreeMap<>();
    private final TreeMap<Integer, String> samples = new TreeMap<>();
    private double peak = Double.NEGATIVE_INFINITY;
    private boolean histogram;

    FoundSeries(RangeWindow window) {
        this.window = window;
    }

    /** Reads the series that the parser stands at. */
    FoundSeries read(JsonParser json) throws IOException {
        JsonScan.object(json, (name, at) -> {
            switch (name) {
                case "metric" -> JsonScan.object(at, this::label);
                case "values" -> JsonScan.array(at, this::sample);
                case "histogram", "histograms" -> histogram = true;
                default -> {
                    // nobody's business here
                }
            }
        });
        return this;
    }

    private void label(String name, JsonParser json) throws IOException {
        if (labels.size() == MOST_LABELS) {
            throw JsonScan.unexpected(json);
        }
        labels.put(PlainText.of(name, LONGEST_LABEL), PlainText.of(JsonScan.text(json), LONGEST_LABEL));
    }

    private void sample(JsonParser json) throws IOException {
        JsonScan.require(json, JsonToken.START_ARRAY);
        if (json.nextToken() == null || !json.currentToken().isNumeric()) {
            throw JsonScan.unexpected(json);
        }
        int point = point(json.getDoubleValue());
        json.nextToken();
        String value = JsonScan.text(json);
        if (point < 0 || !SampleNumber.matches(value) || samples.putIfAbsent(point, value) != null) {
            throw JsonScan.unexpected(json);
        }
        // NaN is no peak
        peak = SampleNumber.of(value) > peak ? SampleNumber.of(value) : peak;
        json.nextToken();
        JsonScan.require(json, JsonToken.END_ARRAY);
    }

    /** The nearest point of the grid; negative for a time outside. */
    private int point(double seconds) {
        double steps =
                (seconds - window.start().getEpochSecond()) / window.step().toSeconds();
        return steps > -0.5 && steps < window.points() - 0.5 ? (int) Math.round(steps) : -1;
    }

    boolean histogram() {
        return histogram;
    }

    boolean empty() {
        return samples.isEmpty();
    }

    /** The highest value. */
    double peak() {
        return peak;
    }

    String name() {
        return Series.name(labels);
    }

    Series onGrid() {
        List<String> values = new ArrayList<>(Collections.nCopies(window.points(), Series.NONE));
        samples.forEach(values::set);
        return new Series(labels, values);
    }
}
