package dev.launchgate.check;

/** What came of evaluating an expression. */
sealed interface CelOutcome {
    record Decided(boolean value) implements CelOutcome {}

    /** @param fault the field and what is wrong with it; never a value */
    record Faulty(String fault) implements CelOutcome {}

    record TooExpensive() implements CelOutcome {}
}
