package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaveDocumentTest {
    private static final String POSTMORTEM = """
            {"apiVersion": "launchgate.dev/v1alpha1", "kind": "Postmortem",
             "metadata": {"name": "%s", "namespace": "ml", "uid": "u", "managedFields": [{"manager": "kubectl"}]},
             "spec": {"title": "Sign-in failed", "rootCause": "The value was *not* managed", "unheardOf": 1}}
            """;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int save(String object) throws IOException {
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        return SaveDocument.save(
                new ByteArrayInputStream(object.getBytes(StandardCharsets.UTF_8)), folder, stream, stream);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void theDocumentLiesUnderNamespaceAndName() throws IOException {
        assertThat(save(POSTMORTEM.formatted("outage"))).isZero();

        Path document = folder.resolve("ml/outage/postmortem.md");
        assertThat(told()).isEqualTo("written to " + document);
        assertThat(Files.readString(document))
                .startsWith("---\n")
                .contains("# Sign-in failed", "The value was \\*not\\* managed");
        try (Stream<Path> files = Files.list(document.getParent())) {
            assertThat(files).containsExactly(document);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Error from server (NotFound)",
                "{}",
                "[1]",
                "{\"kind\": \"Postmortem\"}",
                "{\"kind\": \"Pod\", \"spec\": {}}"
            })
    void whatIsNoPostmortemIsSaidAndNothingIsWritten(String object) throws IOException {
        assertThat(save(object)).isEqualTo(1);
        assertThat(told()).startsWith("expected a Postmortem as JSON, saw ");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../outside", "/tmp/x", ".hidden", "a/b", ""})
    void aNameThatLeadsOutOfTheFolderIsRefused(String name) throws IOException {
        assertThatThrownBy(() -> save(POSTMORTEM.formatted(name))).isInstanceOf(IllegalArgumentException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
