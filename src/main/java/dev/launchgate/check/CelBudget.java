package dev.launchgate.check;

/** How much work expressions may make. Counted in steps, not in time, so that equal facts give equal judgements. */
final class CelBudget {
    /** Characters that count as one step. */
    private static final int TEXT = 16;

    private static final int LONGEST = 1_000_000;

    private final long steps;
    private long spent;

    CelBudget(long steps) {
        this.steps = steps;
    }

    long steps() {
        return steps;
    }

    void spend(long count) {
        spent += count;
        if (spent > steps) {
            throw new Exhausted();
        }
    }

    /** Work on a text, which a step may double. */
    void spendOn(CharSequence text) {
        within(text.length());
        spend(1 + text.length() / TEXT);
    }

    /** Refuses what grew beyond anything that an object holds, before it is doubled once more. */
    void within(long size) {
        if (size > LONGEST) {
            throw new Exhausted();
        }
    }

    /** An Error: the interpreter takes exceptions for values that {@code ||} and {@code &&} may ignore, and would go on. */
    static final class Exhausted extends Error {
        private static final long serialVersionUID = 1L;

        private Exhausted() {
            super("more steps than allowed", null, false, false);
        }
    }
}
