package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label selector as Kubernetes writes it; an empty one matches everything. What an absent one means differs from field
 * to field, so callers decide that.
 */
record LabelSelector(Map<String, String> labels, List<Expression> expressions) {
    LabelSelector {
        labels = Map.copyOf(labels);
        expressions = List.copyOf(expressions);
    }

    /** Reads {@code matchLabels} and {@code matchExpressions}. */
    static LabelSelector of(JsonNode selector) {
        return new LabelSelector(
                Resource.strings(selector.path("matchLabels")),
                Resource.elements(selector.path("matchExpressions"))
                        .map(Expression::of)
                        .toList());
    }

    boolean matches(Map<String, String> of) {
        return of.entrySet().containsAll(labels.entrySet())
                && expressions.stream().allMatch(expression -> expression.matches(of));
    }

    boolean matchesEverything() {
        return labels.isEmpty() && expressions.isEmpty();
    }

    /** As {@code kubectl} writes it: {@code app=web,tier in (a,b)}. */
    String show() {
        return matchesEverything()
                ? "{}"
                : Stream.concat(
                                labels.isEmpty() ? Stream.empty() : Stream.of(show(labels)),
                                expressions.stream().map(Expression::show))
                        .collect(Collectors.joining(","));
    }

    /** Labels in the order of their keys: {@code app=web,tier=a}. */
    static String show(Map<String, String> labels) {
        return labels.isEmpty()
                ? "no labels"
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(","));
    }

    /** One requirement on one label; also the requirements of node affinity, which add {@code Gt} and {@code Lt}. */
    record Expression(String key, String operator, List<String> values) {
        Expression {
            values = List.copyOf(values);
        }

        static Expression of(JsonNode expression) {
            return new Expression(
                    expression.path("key").asText(),
                    expression.path("operator").asText(),
                    Resource.elements(expression.path("values"))
                            .map(JsonNode::asText)
                            .toList());
        }

        /** An operator that Kubernetes does not have selects nothing. */
        boolean matches(Map<String, String> of) {
            String value = of.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                case "Gt" -> value != null && compare(value) > 0;
                case "Lt" -> value != null && compare(value) < 0;
                default -> false;
            };
        }

        /** Sign of label minus bound; zero, which satisfies neither operator, unless both are numbers. */
        private int compare(String value) {
            try {
                return values.size() == 1 ? Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst())) : 0;
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        private String show() {
            String list = "(" + String.join(",", values) + ")";
            return switch (operator) {
                case "Exists" -> key;
                case "DoesNotExist" -> "!" + key;
                case "In" -> key + " in " + list;
                case "NotIn" -> key + " notin " + list;
                default -> key + " " + operator + " " + list;
            };
        }
    }
}
