package dev.launchgate.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.probe.ProbeAnswer.DataWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who wrote the data of a ConfigMap or Secret, read from {@code metadata.managedFields}. The cache drops managed fields, so
 * the writers are kept in a member of our own beside the object.
 */
public final class DataWriters {
    private static final String KEPT = "launchgate.dev/dataWriters";
    private static final String FIELD = "f:";
    private static final List<String> DATA = List.of("f:data", "f:binaryData", "f:stringData");

    private DataWriters() {}

    /** Notes in a cached object who wrote its data, before its managed fields are dropped. */
    public static void keep(ObjectNode object) {
        List<DataWriter> writers = read(object.at("/metadata/managedFields"));
        if (writers.isEmpty()) {
            return;
        }
        ArrayNode kept = object.putArray(KEPT);
        writers.forEach(writer -> {
            ObjectNode entry = kept.addObject().put("manager", writer.manager()).put("at", writer.at());
            ArrayNode keys = entry.putArray("keys");
            writer.keys().forEach(keys::add);
        });
    }

    /** The writers of a cached object; none where nothing was noted. */
    public static List<DataWriter> kept(Resource object) {
        return Resource.elements(object.json().path(KEPT))
                .map(entry -> new DataWriter(
                        entry.path("manager").asText(),
                        entry.path("at").asText(),
                        Resource.elements(entry.path("keys"))
                                .map(JsonNode::asText)
                                .collect(Collectors.toSet())))
                .toList();
    }

    /** The writers that managed fields tell of, each with the keys that it was the last to change. */
    public static List<DataWriter> read(JsonNode managedFields) {
        List<DataWriter> writers = new ArrayList<>();
        Resource.elements(managedFields).forEach(entry -> {
            Set<String> keys = DATA.stream()
                    .map(entry.path("fieldsV1")::path)
                    .map(JsonNode::properties)
                    .flatMap(Collection::stream)
                    .map(Map.Entry::getKey)
                    .filter(field -> field.startsWith(FIELD))
                    .map(field -> field.substring(FIELD.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!keys.isEmpty()) {
                writers.add(new DataWriter(
                        entry.path("manager").asText(), entry.path("time").asText(), keys));
            }
        });
        return List.copyOf(writers);
    }
}
