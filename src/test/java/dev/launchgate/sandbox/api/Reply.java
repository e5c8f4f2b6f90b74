package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;

/** What is sent back. */
sealed interface Reply {
    record Answer(int code, JsonNode body) implements Reply {}

    record Text(int code, String body) implements Reply {}

    /** A body without end, written as things happen. */
    @FunctionalInterface
    non-sealed interface Stream extends Reply {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    static Reply ok(JsonNode body) {
        return new Answer(200, body);
    }
}
