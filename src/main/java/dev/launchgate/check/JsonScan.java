package dev.launchgate.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** Walks through hostile JSON once, keeping none of it. */
public final class JsonScan {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxNameLength(10_000)
                    .maxStringLength(1024 * 1024)
                    .build())
            // which of two equal members counts is for nobody to guess
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // names of members are hostile too: none is kept for the next answer
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonScan() {}

    /** Reads a document that is one object. */
    public static void document(byte[] body, Member member) throws IOException {
        try (JsonParser json = FACTORY.createParser(body)) {
            json.nextToken();
            object(json, member);
            if (json.nextToken() != null) {
                throw unexpected(json);
            }
        }
    }

    /** Reads the object that the parser stands at: each member once, the parser standing at its value. */
    public static void object(JsonParser json, Member member) throws IOException {
        require(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            member.read(name, json);
            // what the reader did not enter
            json.skipChildren();
        }
    }

    /** Reads the array that the parser stands at: each element once, the parser standing at it. */
    public static void array(JsonParser json, Element element) throws IOException {
        require(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read(json);
            json.skipChildren();
        }
    }

    public static String text(JsonParser json) throws IOException {
        require(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    public static void require(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw unexpected(json);
        }
    }

    public static JsonParseException unexpected(JsonParser json) {
        return new JsonParseException(json, "unexpected");
    }

    /** Where a fault was met, for people. */
    public static String position(IOException fault) {
        JsonLocation location = fault instanceof JsonProcessingException json ? json.getLocation() : null;
        return location == null
                ? "not JSON"
                : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    /** Reads the value of one member. */
    @FunctionalInterface
    public interface Member {
        void read(String name, JsonParser json) throws IOException;
    }

    /** Reads one element. */
    @FunctionalInterface
    public interface Element {
        void read(JsonParser json) throws IOException;
    }
}
