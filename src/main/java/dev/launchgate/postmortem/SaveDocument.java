package dev.launchgate.postmortem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.postmortem.document.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the document of a postmortem into a folder of this machine. The object comes from standard input, as {@code kubectl
 * get postmortem NAME -o json} prints it, so that everybody reads with rights of their own.
 */
public final class SaveDocument {
    private static final int MOST_BYTES = 4 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SaveDocument() {}

    /** @param arguments the folder; the document lies in {@code NAMESPACE/NAME} below it */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: kubectl get postmortem NAME -o json | SaveDocument FOLDER");
            System.exit(2);
        }
        System.exit(save(System.in, Path.of(arguments[0]), System.out, System.err));
    }

    /** The exit code: 0 when everything was written, 1 when the input is no postmortem. */
    static int save(InputStream object, Path folder, PrintStream out, PrintStream err) throws IOException {
        Postmortem postmortem;
        try {
            JsonNode json = MAPPER.readTree(object.readNBytes(MOST_BYTES));
            if (!json.path("kind").asText().equals("Postmortem")
                    || !json.path("spec").isObject()) {
                err.println("expected a Postmortem as JSON, saw another kind or none; see what kubectl said");
                return 1;
            }
            postmortem = MAPPER.treeToValue(json, Postmortem.class);
        } catch (JsonProcessingException e) {
            err.println("expected a Postmortem as JSON, saw something else; see what kubectl said");
            return 1;
        }
        Path own = folder.resolve(safe(postmortem.getMetadata().getNamespace()))
                .resolve(safe(postmortem.getMetadata().getName()));
        Bundle bundle = Bundle.of(
                postmortem.getMetadata().getNamespace(),
                postmortem.getMetadata().getName(),
                postmortem.getSpec(),
                Objects.requireNonNullElse(postmortem.getStatus(), PostmortemStatus.EMPTY),
                Map.of());
        Files.createDirectories(own);
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            Files.writeString(own.resolve(safe(file.getKey())), file.getValue(), StandardCharsets.UTF_8);
        }
        out.println("written to " + own.resolve(Bundle.DOCUMENT));
        return 0;
    }

    /** A server would refuse such names; a file that says it comes from one need not. */
    private static String safe(@Nullable String name) {
        if (name == null || name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw new IllegalArgumentException("not a name of an object: it would lead out of the folder");
        }
        return name;
    }
}
