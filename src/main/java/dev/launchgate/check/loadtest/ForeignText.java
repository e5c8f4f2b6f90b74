package dev.launchgate.check.loadtest;

import java.util.Locale;

/** Refuses by name what people take for a report, and says what it lacks. */
final class ForeignText {
    private static final int BEGINNING = 200;

    private ForeignText() {}

    /** @param text without leading white space */
    static void refuse(String text) throws NotReadableException {
        String start = text.substring(0, Math.min(text.length(), BEGINNING));
        String lower = start.toLowerCase(Locale.ROOT);
        if (start.isEmpty()) {
            throw new NotReadableException("it is empty");
        }
        if (start.startsWith("Running ") && start.contains(" test @ ")) {
            throw new NotReadableException(
                    "it is the text of wrk, which lacks p95, the share of failed requests and a date; use a tool that"
                            + " writes JSON or CSV");
        }
        if (start.startsWith("Summary:") && start.contains("Total:")) {
            throw new NotReadableException(
                    "it is the text of hey, which lacks the share of failed requests and a date; use a tool that writes"
                            + " JSON or CSV");
        }
        if (start.startsWith("Requests ") && start.contains("[total, rate")) {
            throw new NotReadableException("it is the text of vegeta, which lacks a date; publish report -type=json");
        }
        if (start.startsWith("Timestamp,User Count")) {
            throw new NotReadableException("it is the history of Locust; publish the file that ends in _stats.csv");
        }
        if (start.contains("<testResults")) {
            throw new NotReadableException(
                    "it is XML of JMeter; publish statistics.json of its report, or results as CSV");
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            throw new NotReadableException("it is a page; publish the data beside it, not the page");
        }
    }
}
