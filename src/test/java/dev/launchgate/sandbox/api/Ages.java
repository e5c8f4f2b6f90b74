package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.object.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times as people read them in tables: {@code 42s}, {@code 3m5s}, {@code 2d4h}. */
final class Ages {
    private Ages() {}

    static JsonNode since(JsonNode timestamp, Instant now) {
        try {
            return Json.NODES.textNode(text(Duration.between(Instant.parse(timestamp.asText()), now)));
        } catch (DateTimeParseException e) {
            return Json.NODES.textNode("<unknown>");
        }
    }

    static String text(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 120) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return both(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        if (hours < 8) {
            return both(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        return hours < 192 ? both(hours / 24, "d", hours % 24, "h") : hours / 24 + "d";
    }

    private static String both(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + bigUnit : big + bigUnit + small + smallUnit;
    }
}
