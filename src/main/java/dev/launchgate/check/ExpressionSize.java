package dev.launchgate.check;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how large an RE2 expression becomes when its counted repetitions are written out, before a compiler tries:
 * thirty characters can ask for a billion instructions. Reads broken expressions too.
 */
final class ExpressionSize {
    private static final long CAP = Integer.MAX_VALUE;

    private final String expression;
    private final Deque<Long> groups = new ArrayDeque<>();
    private int at;
    /** Size of the innermost open group, without the atom that a repetition would apply to. */
    private long group;

    private long atom;

    private ExpressionSize(String expression) {
        this.expression = expression;
    }

    static long of(String expression) {
        return new ExpressionSize(expression).read();
    }

    private long read() {
        while (at < expression.length()) {
            char c = expression.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> bracket();
                case '(' -> open();
                case ')' -> close();
                case '{' -> repetition();
                default -> next(1, at + 1);
            }
        }
        long sum = group + atom;
        while (!groups.isEmpty()) {
            sum += groups.pop();
        }
        return sum;
    }

    private void next(long size, int end) {
        group = Math.min(CAP, group + atom);
        atom = size;
        at = end;
    }

    private void open() {
        next(0, at + 1);
        groups.push(group);
        group = 0;
    }

    /** A group takes two instructions of its own, so that an empty one repeated is not free. */
    private void close() {
        long inner = group + atom + 2;
        group = groups.isEmpty() ? 0 : groups.pop();
        atom = Math.min(CAP, inner);
        at++;
    }

    private void escape() {
        if (expression.startsWith("\\Q", at)) {
            int end = expression.indexOf("\\E", at);
            int stop = end < 0 ? expression.length() : end;
            group += stop - at;
            next(1, end < 0 ? stop : stop + 2);
        } else {
            next(1, Math.min(expression.length(), at + 2));
        }
    }

    /** A character class; a closing bracket right after the opening one is a member. */
    private void bracket() {
        int i = at + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        if (i < expression.length() && expression.charAt(i) == ']') {
            i++;
        }
        while (i < expression.length() && expression.charAt(i) != ']') {
            if (expression.charAt(i) == '\\') {
                i++;
            } else if (expression.startsWith("[:", i) && expression.indexOf(":]", i) > 0) {
                i = expression.indexOf(":]", i) + 1;
            }
            i++;
        }
        next(1, Math.min(expression.length(), i + 1));
    }

    /** {n}, {n,} or {n,m}; anything else in braces is plain text. */
    private void repetition() {
        int i = expression.startsWith("{,", at) ? expression.length() : at + 1;
        long most = 0;
        long number = 0;
        while (i < expression.length() && (Character.isDigit(expression.charAt(i)) || expression.charAt(i) == ',')) {
            number = expression.charAt(i) == ',' ? 0 : Math.min(CAP, number * 10 + expression.charAt(i) - '0');
            most = Math.max(most, number);
            i++;
        }
        if (i < expression.length() && expression.charAt(i) == '}' && i > at + 1) {
            atom = Math.min(CAP, atom * Math.max(most, 1));
            at = i + 1;
        } else {
            next(1, at + 1);
        }
    }
}
