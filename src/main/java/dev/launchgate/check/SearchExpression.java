package dev.launchgate.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** RE2 expressions of a spec: understood, and small enough that a search in a hostile body stays cheap. */
final class SearchExpression {
    private static final int LONGEST = 256;
    private static final int LARGEST_PROGRAM = 500;
    private static final String TOO_LARGE = "too large an expression: use fewer or smaller repetitions";
    /** By which the library means a closing bracket that closes nothing. */
    private static final String INTERNAL = "internal error";

    private SearchExpression() {}

    /** What is wrong with an expression; empty if nothing is. */
    static Optional<String> fault(String expression) {
        if (expression.isEmpty() || expression.length() > LONGEST) {
            return Optional.of("must have 1 to 256 characters");
        }
        if (ExpressionSize.of(expression) > LARGEST_PROGRAM) {
            return Optional.of(TOO_LARGE);
        }
        try {
            boolean large = Pattern.compile(expression).programSize() > LARGEST_PROGRAM;
            return large ? Optional.of(TOO_LARGE) : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(fault(expression, e));
        }
    }

    private static String fault(String expression, PatternSyntaxException e) {
        boolean unopened = e.getDescription().contains(INTERNAL);
        return "not an RE2 expression: %s (position %d)"
                .formatted(unopened ? "unexpected )" : e.getDescription(), position(expression, e, unopened));
    }

    /** Counts from 1; what is never closed is missed at the end. */
    private static int position(String expression, PatternSyntaxException e, boolean unopened) {
        if (unopened) {
            return unopened(expression);
        }
        boolean whole = e.getPattern().isEmpty() || e.getDescription().startsWith("missing closing");
        return whole ? expression.length() : expression.indexOf(e.getPattern()) + 1;
    }

    /** The shortest beginning with the same fault ends at it. */
    private static int unopened(String expression) {
        int end = 1;
        while (end < expression.length() && !closesNothing(expression.substring(0, end))) {
            end++;
        }
        return end;
    }

    private static boolean closesNothing(String beginning) {
        try {
            Pattern.compile(beginning);
            return false;
        } catch (PatternSyntaxException e) {
            return e.getDescription().contains(INTERNAL);
        }
    }
}
