package dev.launchgate.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.launchgate.check.RouteMatcher.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Matchers as an Alertmanager writes them: {@code severity=~"page|ticket"}, or several between braces. */
final class MatcherText {
    private static final Pattern MATCHER = Pattern.compile(
            "\\s*([a-zA-Z_:][a-zA-Z0-9_:]*|\"(?:[^\"\\\\]|\\\\.)*\")\\s*(=~|=|!=|!~)\\s*((?s:.*?))\\s*");

    private MatcherText() {}

    /** Empty for what is no list of matchers. */
    static Optional<List<RouteMatcher>> parse(String text) {
        String inside = text.strip();
        if (inside.startsWith("{")) {
            if (!inside.endsWith("}")) {
                return Optional.empty();
            }
            inside = inside.substring(1, inside.length() - 1);
        }
        List<RouteMatcher> matchers = new ArrayList<>();
        for (String part : parts(inside)) {
            Optional<RouteMatcher> matcher = matcher(part);
            if (matcher.isEmpty()) {
                return Optional.empty();
            }
            matchers.add(matcher.get());
        }
        return Optional.of(matchers);
    }

    /** Between commas that stand outside quotes; a last comma ends the list. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case ',' -> {
                    if (!quoted) {
                        parts.add(text.substring(from, i));
                        from = i + 1;
                    }
                }
                default -> {
                    // part of a name or value
                }
            }
        }
        String last = text.substring(from);
        if (!last.isBlank()) {
            parts.add(last);
        }
        return parts;
    }

    private static Optional<RouteMatcher> matcher(String text) {
        Matcher matcher = MATCHER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        Operator operator = operator(matcher.group(2));
        String value = matcher.group(3);
        if (!name.startsWith("\"")) {
            return value(value).map(plain -> RouteMatcher.of(name, operator, plain));
        }
        // a name in quotes makes the value a literal of Go as well
        return GoLiteral.unquoted(name)
                .flatMap(label -> GoLiteral.unquoted(value).map(plain -> RouteMatcher.of(label, operator, plain)));
    }

    private static Operator operator(String sign) {
        return switch (sign) {
            case "=" -> Operator.Equal;
            case "!=" -> Operator.NotEqual;
            case "=~" -> Operator.Matches;
            default -> Operator.MatchesNot;
        };
    }

    /** A value with or without quotes, where a backslash before anything but n, quote and backslash is itself. */
    private static Optional<String> value(String raw) {
        boolean quoted = raw.startsWith("\"");
        String inside = quoted ? raw.substring(1) : raw;
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '"') {
                return quoted && i == inside.length() - 1 ? Optional.of(value.toString()) : Optional.empty();
            }
            if (c == '\\' && i + 1 < inside.length()) {
                i++;
                value.append(escaped(inside.charAt(i)));
            } else {
                value.append(c);
            }
        }
        return quoted ? Optional.empty() : Optional.of(value.toString());
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
