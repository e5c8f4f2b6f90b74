package dev.launchgate.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A YAML file of the story, with what differs from run to run filled in. */
record Manifest(String file, Map<String, String> values) {
    Manifest {
        values = Map.copyOf(values);
    }

    static Manifest of(String file) {
        return new Manifest(file, Map.of());
    }

    String text() {
        try (InputStream in = Manifest.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
