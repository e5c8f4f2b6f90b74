package dev.launchgate.check;

/**
 * What a route asks of one label; a label that is not there is an empty one.
 *
 * @param value the value, or the whole expression with its anchors
 */
record RouteMatcher(String label, Operator operator, String value) {
    /** How a label is compared. */
    enum Operator {
        Equal,
        NotEqual,
        Matches,
        MatchesNot;

        boolean byExpression() {
            return this == Matches || this == MatchesNot;
        }
    }

    /** As {@code match} has it. */
    static RouteMatcher equal(String label, String value) {
        return new RouteMatcher(label, Operator.Equal, value);
    }

    /** As {@code match_re} has it, which is anchored where it is read and where it is compared. */
    static RouteMatcher expression(String label, String expression) {
        return of(label, Operator.Matches, anchored(expression));
    }

    /** As {@code matchers} has it. */
    static RouteMatcher of(String label, Operator operator, String value) {
        return new RouteMatcher(label, operator, operator.byExpression() ? anchored(value) : value);
    }

    private static String anchored(String expression) {
        return "^(?:" + expression + ")$";
    }
}
