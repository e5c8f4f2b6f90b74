package dev.launchgate.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files of every format that a document may have. */
final class DocumentFixtures {
    static final List<String> GOOD = List.of(
            "flow.svg",
            "flow.png",
            "flow.pdf",
            "flow.drawio",
            "flow-compressed.drawio",
            "flow.html",
            "flow.md",
            "flow.mmd",
            "flow.puml");

    private DocumentFixtures() {}

    static byte[] bytes(String name) {
        try (InputStream file =
                Objects.requireNonNull(DocumentFixtures.class.getResourceAsStream("document/" + name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
