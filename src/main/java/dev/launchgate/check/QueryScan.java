package dev.launchgate.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.re2j.Pattern;
import java.io.IOException;

/** One walk through the answer to an instant query, as Prometheus and those who speak its API write it. */
final class QueryScan {
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,40}");
    /** Remarks on the query itself, which some versions list among the warnings. */
    private static final String REMARK = "PromQL info:";

    private final SeriesTally tally;
    private String status = "";
    private String errorType = "";
    private String resultType = "";
    private boolean resulted;
    private boolean warned;
    private boolean histograms;
    private int bare;
    private String lastText = "";

    QueryScan(ValueBounds bounds) {
        tally = new SeriesTally(bounds);
    }

    QueryScan read(byte[] body) throws IOException {
        JsonScan.document(body, this::member);
        return this;
    }

    QueryResult result(int minSeries) {
        return switch (status) {
            case "success" -> success(minSeries);
            case "error" ->
                errorType.equals("bad_data")
                        ? new QueryResult.Rejected()
                        : new QueryResult.NotRun(WORD.matches(errorType) ? errorType : "no known reason");
            default -> new QueryResult.Malformed("no status");
        };
    }

    private QueryResult success(int minSeries) {
        if (!resulted || resultType.isEmpty()) {
            return new QueryResult.Malformed("no result");
        }
        boolean scalar = resultType.equals("scalar");
        if (!scalar && !resultType.equals("vector")) {
            return new QueryResult.WrongType(WORD.matches(resultType) ? resultType : "result of another type");
        }
        if (histograms) {
            return new QueryResult.WrongType("vector of histograms");
        }
        if (scalar ? bare != 2 || !tally.add(lastText) : bare > 0) {
            return new QueryResult.Malformed("not a " + resultType);
        }
        return warned ? new QueryResult.Warned() : tally.result(minSeries);
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "status" -> status = JsonScan.text(json);
            case "errorType" -> errorType = json.getValueAsString("");
            case "warnings" -> warnings(json);
            case "data" -> data(json);
            default -> {
                // stats, infos and the text of an error are nobody's business here
            }
        }
    }

    private void warnings(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            JsonScan.array(
                    json, warning -> warned |= !warning.getValueAsString("").startsWith(REMARK));
        }
    }

    private void data(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        JsonScan.object(json, (name, at) -> {
            switch (name) {
                case "resultType" -> resultType = JsonScan.text(at);
                case "result" -> result(at);
                default -> {
                    // statistics
                }
            }
        });
    }

    private void result(JsonParser json) throws IOException {
        resulted = true;
        JsonScan.array(json, element -> {
            if (element.currentToken() == JsonToken.START_OBJECT) {
                series(element);
            } else {
                bare++;
                lastText = element.getValueAsString("");
            }
        });
    }

    private void series(JsonParser json) throws IOException {
        int[] values = {0};
        JsonScan.object(json, (name, at) -> {
            switch (name) {
                case "value" -> {
                    values[0]++;
                    sample(at);
                }
                // a matrix: its type says so
                case "values", "histograms" -> values[0]++;
                case "histogram" -> {
                    values[0]++;
                    histograms = true;
                }
                default -> {
                    // labels are not shown, so they are not read
                }
            }
        });
        if (values[0] == 0) {
            throw JsonScan.unexpected(json);
        }
    }

    private void sample(JsonParser json) throws IOException {
        int[] at = {0};
        JsonScan.array(json, element -> {
            boolean value = at[0]++ == 1;
            if (at[0] > 2 || (value && !tally.add(JsonScan.text(element)))) {
                throw JsonScan.unexpected(element);
            }
        });
        if (at[0] != 2) {
            throw JsonScan.unexpected(json);
        }
    }
}
