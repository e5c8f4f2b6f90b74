package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.status.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Thresholds in the reports of k6: {@code {"ok": true}} where nested, and {@code true} for crossed where flat. */
final class K6Thresholds {
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 100;

    private K6Thresholds() {}

    static Thresholds of(JsonNode metrics, boolean nested) throws NotReadableException {
        int crossed = 0;
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
            for (Map.Entry<String, JsonNode> threshold :
                    metric.getValue().path("thresholds").properties()) {
                if (crossed(threshold.getValue(), nested)) {
                    crossed++;
                    if (names.size() < MOST_NAMES) {
                        names.add(PlainText.of(metric.getKey() + " " + threshold.getKey(), LONGEST_NAME));
                    }
                }
            }
        }
        return new Thresholds(crossed, names);
    }

    private static boolean crossed(JsonNode threshold, boolean nested) throws NotReadableException {
        JsonNode outcome = nested ? threshold.path("ok") : threshold;
        if (!outcome.isBoolean()) {
            throw new NotReadableException("a threshold neither held nor was crossed");
        }
        return nested != outcome.booleanValue();
    }
}
