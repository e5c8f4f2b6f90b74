package dev.launchgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.ControlPlane;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo tells the truth: the same story happens in the sandbox and on a real control plane. */
@Tag("cluster")
class StoryTest {
    private static final String HAPPENED = "The story happened as told";

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8), false);

    @TempDir
    private Path folder;

    @Test
    void happensInTheSandbox() throws Exception {
        try (Stage stage = Stage.sandbox(folder)) {
            new Story(narrator, stage, folder).play(false);
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(HAPPENED);
    }

    @Test
    void happensOnARealControlPlane() throws Exception {
        try (ControlPlane cluster = ControlPlane.start(3);
                Stage stage = Stage.realCluster(cluster.admin().kubeconfig())) {
            new Story(narrator, stage, folder).play(false);
            assertThat(told.toString(StandardCharsets.UTF_8)).contains(HAPPENED);
            assertThat(cluster.client().namespaces().withName("ml").get()).isNull();
        }
    }
}
