package dev.launchgate.check;

import dev.launchgate.probe.ContentReader.Content;
import java.util.List;

/** What the answer to an instant query comes to. Within bounds it holds no number, so that equal news is no news. */
sealed interface QueryResult extends Content {
    /** Enough series, all within bounds. */
    record Fits() implements QueryResult {}

    /** No series. */
    record Empty() implements QueryResult {}

    /** Series without a number: NaN. */
    record NotNumbers(int count, int series) implements QueryResult {}

    /** Fewer series than asked for. */
    record TooFew(int series) implements QueryResult {}

    /** Some series are beyond a bound. */
    record Outside(List<Breach> breaches) implements QueryResult {
        public Outside {
            breaches = List.copyOf(breaches);
        }
    }

    /**
     * Series beyond one bound.
     *
     * @param expected the bound in words, such as {@code at most 500}
     * @param worst the value farthest beyond, as the server writes it
     */
    record Breach(String expected, String worst, int count, int series) {}

    /** The result is of a type that has no one value for each series. */
    record WrongType(String type) implements QueryResult {}

    /** The answer carries warnings: part of the data may be missing. */
    record Warned() implements QueryResult {}

    /** The server does not understand the query. */
    record Rejected() implements QueryResult {}

    /**
     * The server understands the query and could not run it.
     *
     * @param kind the server's word for why
     */
    record NotRun(String kind) implements QueryResult {}

    /**
     * Not an answer to a query.
     *
     * @param position where that shows
     */
    record Malformed(String position) implements QueryResult {}
}
