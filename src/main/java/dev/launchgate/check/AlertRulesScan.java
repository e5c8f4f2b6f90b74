package dev.launchgate.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.launchgate.check.AlertRulesResult.Health;
import dev.launchgate.check.AlertRulesResult.LoadedRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One walk through the rules of a Prometheus, or of a ruler that speaks its API. */
final class AlertRulesScan {
    private static final int MOST_RULES = 1_000;
    private static final int MOST_LABELS = 100;
    private static final int LONGEST_LABEL = 1_024;

    private final Set<String> names;
    private final boolean firing;
    private final List<LoadedRule> rules = new ArrayList<>();
    private String status = "";
    private boolean grouped;
    private boolean partial;
    private boolean tooLarge;

    AlertRulesScan(Set<String> names, boolean firing) {
        this.names = names;
        this.firing = firing;
    }

    AlertRulesResult read(byte[] body) throws IOException {
        JsonScan.document(body, this::member);
        return switch (status) {
            case "success" -> {
                if (!grouped) {
                    yield new AlertRulesResult.Malformed("no groups");
                }
                yield tooLarge ? new AlertRulesResult.TooLarge() : new AlertRulesResult.Loaded(rules, partial);
            }
            case "error" -> new AlertRulesResult.Refused();
            default -> new AlertRulesResult.Malformed("no status");
        };
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "status" -> status = JsonScan.text(json);
            case "warnings" -> partial = json.currentToken() == JsonToken.START_ARRAY && warned(json);
            case "data" -> {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    JsonScan.object(json, this::data);
                }
            }
            default -> {
                // the text of an error is nobody's business here
            }
        }
    }

    private static boolean warned(JsonParser json) throws IOException {
        int[] warnings = {0};
        JsonScan.array(json, warning -> warnings[0]++);
        return warnings[0] > 0;
    }

    private void data(String name, JsonParser json) throws IOException {
        if (name.equals("groups")) {
            grouped = true;
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                JsonScan.array(json, group -> JsonScan.object(group, this::group));
            }
        }
    }

    private void group(String name, JsonParser json) throws IOException {
        if (name.equals("rules") && json.currentToken() != JsonToken.VALUE_NULL) {
            JsonScan.array(json, this::rule);
        }
    }

    private void rule(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        JsonScan.object(json, (name, at) -> {
            switch (name) {
                case "name", "type", "health", "state" -> texts.put(name, JsonScan.text(at));
                case "labels" -> {
                    if (at.currentToken() != JsonToken.VALUE_NULL) {
                        JsonScan.object(at, (label, value) -> labels.put(label, JsonScan.text(value)));
                    }
                }
                default -> {
                    // expression, annotations and active alerts hold live values
                }
            }
        });
        String name = texts.getOrDefault("name", "");
        if (names.contains(name) && !texts.getOrDefault("type", "alerting").equals("recording")) {
            add(new LoadedRule(
                    name,
                    labels,
                    health(texts.getOrDefault("health", "")),
                    firing && texts.getOrDefault("state", "").equals("firing")));
        }
    }

    private void add(LoadedRule rule) {
        boolean large = rules.size() == MOST_RULES
                || rule.labels().size() > MOST_LABELS
                || rule.labels().entrySet().stream()
                        .anyMatch(label -> label.getKey().length() > LONGEST_LABEL
                                || label.getValue().length() > LONGEST_LABEL);
        if (large) {
            tooLarge = true;
        } else {
            rules.add(rule);
        }
    }

    private static Health health(String text) {
        return switch (text) {
            case "ok" -> Health.Good;
            case "err" -> Health.Failing;
            default -> Health.NotEvaluated;
        };
    }
}
