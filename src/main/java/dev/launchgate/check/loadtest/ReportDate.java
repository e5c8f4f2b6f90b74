package dev.launchgate.check.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Dates as tools write them: RFC 3339 with zone. */
final class ReportDate {
    private static final int LONGEST = 40;

    private ReportDate() {}

    static Instant in(JsonNode node) throws NotReadableException {
        String text = node.isTextual() ? node.textValue() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new NotReadableException("a date is none");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new NotReadableException("a date is none");
        }
    }
}
