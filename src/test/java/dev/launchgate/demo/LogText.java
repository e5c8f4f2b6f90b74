package dev.launchgate.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The operator's log for people: of each line the level and the message. */
final class LogText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LogText() {}

    static List<String> lastLines(String log, int count) {
        List<String> lines = log.lines().map(LogText::plain).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static String plain(String line) {
        try {
            JsonNode entry = MAPPER.readTree(line);
            return entry.path("level").asText() + " " + entry.path("message").asText();
        } catch (JsonProcessingException e) {
            return line;
        }
    }
}
