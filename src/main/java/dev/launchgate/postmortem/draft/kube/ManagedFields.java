package dev.launchgate.postmortem.draft.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.postmortem.draft.FieldWrite;
import dev.launchgate.status.PlainText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Managed fields as who wrote which fields near the top, and when. */
final class ManagedFields {
    private static final int MOST = 50;
    private static final int FIELDS = 12;
    private static final int WORD_LIMIT = 100;
    private static final List<String> ROOTS = List.of("metadata", "spec");

    private ManagedFields() {}

    /** What was written to the object itself: controllers write its status all the time. */
    static List<FieldWrite> writes(JsonNode managedFields) {
        return Resource.elements(managedFields)
                .filter(entry -> entry.path("subresource").asText("").isEmpty())
                .flatMap(entry -> write(entry))
                .limit(MOST)
                .toList();
    }

    private static Stream<FieldWrite> write(JsonNode entry) {
        List<String> fields = fields(entry.path("fieldsV1"));
        try {
            return fields.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new FieldWrite(
                            PlainText.of(entry.path("manager").asText(), WORD_LIMIT),
                            PlainText.of(entry.path("operation").asText(), WORD_LIMIT),
                            Instant.parse(entry.path("time").asText()),
                            fields));
        } catch (DateTimeParseException e) {
            return Stream.empty();
        }
    }

    private static List<String> fields(JsonNode fields) {
        List<String> all = new ArrayList<>();
        for (String root : ROOTS) {
            fields.path("f:" + root).fieldNames().forEachRemaining(name -> {
                if (name.startsWith("f:")) {
                    all.add(root + "." + PlainText.of(name.substring(2), WORD_LIMIT));
                }
            });
        }
        return all.size() <= FIELDS
                ? all
                : Stream.concat(all.stream().limit(FIELDS), Stream.of("(%d more)".formatted(all.size() - FIELDS)))
                        .toList();
    }
}
