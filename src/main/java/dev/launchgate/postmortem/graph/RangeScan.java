package dev.launchgate.postmortem.graph;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.re2j.Pattern;
import dev.launchgate.check.JsonScan;
import java.io.IOException;
import java.util.Comparator;
import java.util.TreeSet;

/** One walk through the answer to a range query, as Prometheus and those who speak its API write it. */
final class RangeScan {
    /** Most series that are kept. */
    static final int MOST_SERIES = 20;

    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,40}");
    /** Remarks on the query itself, which some versions list among the warnings. */
    private static final String REMARK = "PromQL info:";

    private final RangeWindow window;
    private final TreeSet<Ranked> largest = new TreeSet<>();
    private String status = "";
    private String errorType = "";
    private String resultType = "";
    private boolean resulted;
    private boolean warned;
    private boolean histograms;
    private boolean bare;
    private int found;
    private int met;

    /** A series and its place in the answer; the highest peak comes first, and of equals the first by name. */
    private record Ranked(FoundSeries series, double peak, String name, int place) implements Comparable<Ranked> {
        private static final Comparator<Ranked> ORDER = Comparator.comparingDouble(Ranked::peak)
                .reversed()
                .thenComparing(Ranked::name)
                .thenComparingInt(Ranked::place);

        @Override
        public int compareTo(Ranked other) {
            return ORDER.compare(this, other);
        }
    }

    RangeScan(RangeWindow window) {
        this.window = window;
    }

    RangeResult read(byte[] body) throws IOException {
        JsonScan.document(body, this::member);
        return switch (status) {
            case "success" -> success();
            case "error" ->
                errorType.equals("bad_data")
                        ? new RangeResult.Rejected()
                        : new RangeResult.NotRun(WORD.matches(errorType) ? errorType : "no known reason");
            default -> new RangeResult.Malformed("no status");
        };
    }

    private RangeResult success() {
        if (!resulted || resultType.isEmpty()) {
            return new RangeResult.Malformed("no result");
        }
        if (!resultType.equals("matrix")) {
            return new RangeResult.WrongType(WORD.matches(resultType) ? resultType : "result of another type");
        }
        if (histograms) {
            return new RangeResult.WrongType("matrix of histograms");
        }
        if (bare) {
            return new RangeResult.Malformed("not a matrix");
        }
        return largest.isEmpty()
                ? new RangeResult.Empty()
                : new RangeResult.Measured(new RangeData(
                        window,
                        largest.stream().map(ranked -> ranked.series().onGrid()).toList(),
                        found,
                        warned,
                        1));
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "status" -> status = JsonScan.text(json);
            case "errorType" -> errorType = json.getValueAsString("");
            case "warnings" -> {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    JsonScan.array(
                            json,
                            warning -> warned |= !warning.getValueAsString("").startsWith(REMARK));
                }
            }
            case "data" -> {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    JsonScan.object(json, this::data);
                }
            }
            default -> {
                // stats, infos and the text of an error are nobody's business here
            }
        }
    }

    private void data(String name, JsonParser json) throws IOException {
        switch (name) {
            case "resultType" -> resultType = JsonScan.text(json);
            case "result" -> {
                resulted = true;
                JsonScan.array(json, this::series);
            }
            default -> {
                // statistics
            }
        }
    }

    private void series(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            bare = true;
            return;
        }
        if (!resultType.isEmpty() && !resultType.equals("matrix")) {
            return;
        }
        FoundSeries series = new FoundSeries(window).read(json);
        histograms |= series.histogram();
        met++;
        if (!series.empty()) {
            found++;
            largest.add(new Ranked(series, series.peak(), series.name(), met));
            if (largest.size() > MOST_SERIES) {
                largest.pollLast();
            }
        }
    }
}
