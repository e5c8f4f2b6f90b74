package dev.launchgate.postmortem.draft.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.postmortem.draft.SeenEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An event of either manner of writing: one time and a series, or a first time, a last time and a count. */
final class EventTimes {
    private static final List<String> FIRST =
            List.of("/deprecatedFirstTimestamp", "/eventTime", "/metadata/creationTimestamp");
    private static final List<String> LAST = List.of(
            "/series/lastObservedTime", "/deprecatedLastTimestamp", "/eventTime", "/metadata/creationTimestamp");

    private EventTimes() {}

    /** Empty for one that does not say when. */
    static Optional<SeenEvent> read(JsonNode event) {
        return time(event, FIRST)
                .flatMap(first -> time(event, LAST)
                        .map(last -> new SeenEvent(
                                event.at("/regarding/kind").asText() + " "
                                        + event.at("/regarding/name").asText(),
                                event.path("type").asText(),
                                event.path("reason").asText(),
                                event.path("note").asText(),
                                first,
                                last.isBefore(first) ? first : last,
                                Math.max(
                                        1,
                                        Stream.of("/series/count", "/deprecatedCount")
                                                .mapToInt(
                                                        count -> event.at(count).asInt())
                                                .max()
                                                .orElse(1)))));
    }

    private static Optional<Instant> time(JsonNode event, List<String> pointers) {
        return pointers.stream()
                .flatMap(pointer -> parsed(event.at(pointer).asText("")).stream())
                .findFirst();
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
