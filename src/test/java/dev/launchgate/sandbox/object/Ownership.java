package dev.launchgate.sandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who owns which fields of an object, as {@code metadata.managedFields} tells. */
public record Ownership(List<Entry> entries) {
    public Ownership {
        entries = List.copyOf(entries);
    }

    /**
     * Who writes, and how.
     *
     * @param operation {@code Apply} or {@code Update}
     * @param subresource empty for the object itself
     */
    public record Writer(String manager, String operation, String apiVersion, String subresource) {
        boolean applies() {
            return operation.equals("Apply");
        }

        /** As conflicts name it. */
        public String describe() {
            String name = "\"" + manager + "\"";
            String through = subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"";
            return applies() ? name + through : name + through + " using " + apiVersion;
        }
    }

    /** The fields of one writer. */
    public record Entry(Writer writer, String time, FieldSet fields) {}

    public static Ownership of(JsonNode object) {
        return new Ownership(Json.elements(object.at("/metadata/managedFields"))
                .map(entry -> new Entry(
                        new Writer(
                                entry.path("manager").asText(),
                                entry.path("operation").asText(),
                                entry.path("apiVersion").asText(),
                                entry.path("subresource").asText("")),
                        entry.path("time").asText(),
                        FieldSet.fromJson(entry.path("fieldsV1"))))
                .toList());
    }

    Optional<FieldSet> of(Writer writer) {
        return entries.stream()
                .filter(entry -> entry.writer().equals(writer))
                .map(Entry::fields)
                .findFirst();
    }

    List<Entry> others(Writer writer) {
        return entries.stream().filter(entry -> !entry.writer().equals(writer)).toList();
    }

    /** Gives a writer exactly these fields; the time moves only if they differ. */
    Ownership with(Writer writer, FieldSet fields, String now) {
        List<Entry> next = new ArrayList<>(others(writer));
        if (!fields.isEmpty() || writer.applies()) {
            String time = entries.stream()
                    .filter(entry ->
                            entry.writer().equals(writer) && entry.fields().equals(fields))
                    .map(Entry::time)
                    .findFirst()
                    .orElse(now);
            next.add(new Entry(writer, time, fields));
        }
        return new Ownership(next);
    }

    /** Takes fields from everybody but one writer. */
    Ownership takeFromOthers(Writer writer, FieldSet fields) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry : entries) {
            FieldSet left = entry.writer().equals(writer)
                    ? entry.fields()
                    : entry.fields().minus(fields);
            if (!left.isEmpty()) {
                next.add(new Entry(entry.writer(), entry.time(), left));
            }
        }
        return new Ownership(next);
    }

    /** Drops what the object does not have any more. */
    Ownership limitedTo(FieldSet present) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry : entries) {
            FieldSet left = entry.fields().intersect(present);
            if (!left.isEmpty() || entry.writer().applies()) {
                next.add(new Entry(entry.writer(), entry.time(), left));
            }
        }
        return new Ownership(next);
    }

    /** Ownership after a writer changed an object in any way but by applying. */
    public static Ownership afterUpdate(ObjectNode before, ObjectNode after, Schema schema, Writer writer, String now) {
        Ownership owners = of(before);
        FieldSet present = FieldSet.of(after, schema);
        FieldSet changed = FieldSet.changed(before, after, schema);
        FieldSet mine = owners.of(writer).orElse(FieldSet.EMPTY).plus(changed.intersect(present));
        return owners.takeFromOthers(writer, changed)
                .with(writer, mine.intersect(present), now)
                .limitedTo(present);
    }

    public void writeTo(ObjectNode object) {
        ArrayNode list = Json.child(object, "metadata").putArray("managedFields");
        entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.writer().operation())
                        .thenComparing(Entry::time)
                        .thenComparing(entry -> entry.writer().manager()))
                .forEach(entry -> {
                    ObjectNode json = list.addObject();
                    json.put("manager", entry.writer().manager());
                    json.put("operation", entry.writer().operation());
                    json.put("apiVersion", entry.writer().apiVersion());
                    json.put("time", entry.time());
                    json.put("fieldsType", "FieldsV1");
                    json.set("fieldsV1", entry.fields().toJson());
                    if (!entry.writer().subresource().isEmpty()) {
                        json.put("subresource", entry.writer().subresource());
                    }
                });
        if (list.isEmpty()) {
            Json.child(object, "metadata").remove("managedFields");
        }
    }
}
