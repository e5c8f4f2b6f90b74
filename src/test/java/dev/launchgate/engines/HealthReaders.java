package dev.launchgate.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The readers of Argo CD, Flux and kstatus, in one program that Go builds from {@code src/test/go/health} for the first
 * test that asks. They read by what {@code deploy/integrations} ships.
 */
public final class HealthReaders {
    private static final Path ROOT =
            Path.of(System.getProperty("project.dir", "")).toAbsolutePath();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CUSTOMIZATION = "resource.customizations.health.";
    private static final long PATIENCE_MINUTES = 20;

    private final ObjectNode rules = MAPPER.createObjectNode();

    private HealthReaders() {}

    /** With what is shipped. */
    public static HealthReaders shipped() {
        HealthReaders readers = new HealthReaders();
        ObjectNode scripts = readers.rules.putObject("lua");
        yaml("argo-cd/argocd-cm.yaml").path("data").properties().stream()
                .filter(entry -> entry.getKey().startsWith(CUSTOMIZATION))
                .forEach(entry -> scripts.set(
                        entry.getKey().substring(CUSTOMIZATION.length()).replace('_', '/'), entry.getValue()));
        readers.rules.set("flux", yaml("flux/launch.yaml").at("/spec/healthCheckExprs"));
        return readers;
    }

    /** Reads objects, in order. */
    public List<Health> read(List<JsonNode> objects) {
        ObjectNode question = rules.deepCopy();
        question.putArray("objects").addAll(objects);
        try {
            Path asked = Files.createTempFile("launchgate-health-", ".json");
            MAPPER.writeValue(asked.toFile(), question);
            String answer = run(ROOT, Redirect.from(asked.toFile()), program().toString());
            Files.delete(asked);
            return StreamSupport.stream(MAPPER.readTree(answer).spliterator(), false)
                    .map(said -> new Health(
                            said.path("argo").asText(),
                            said.path("flux").asText(),
                            said.path("kstatus").asText()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Go rebuilds only what has changed. */
    private static Path program() throws IOException {
        Path program = ROOT.resolve("target/health-readers");
        Files.createDirectories(program.getParent());
        run(ROOT.resolve("src/test/go/health"), Redirect.PIPE, "go", "build", "-o", program.toString(), ".");
        return program;
    }

    private static String run(Path folder, Redirect input, String... command) throws IOException {
        Path said = Files.createTempFile("launchgate-health-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input)
                    .redirectOutput(said.toFile())
                    .redirectError(Redirect.INHERIT)
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s failed: the tests of engines need Go 1.26 and its module proxy"
                        .formatted(Stream.of(command).limit(2).toList()));
            }
            return Files.readString(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(said);
        }
    }

    private static JsonNode yaml(String file) {
        try {
            return Serialization.unmarshal(
                    Files.readString(ROOT.resolve("deploy/integrations").resolve(file)), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
