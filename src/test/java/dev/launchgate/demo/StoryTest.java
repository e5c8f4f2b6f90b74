package dev.launchgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.ControlPlane;
import dev.launchgate.e2e.FaultProxy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo tells the truth: the same story happens in the sandbox and on a real control plane, and nothing is written that may not be. */
@Tag("cluster")
class StoryTest {
    private static final String HAPPENED = "The story happened as told";
    /** Of the document's own incident: found while everything else is green, and told without its value. */
    private static final List<String> INCIDENT =
            List.of("canary is green; still held by 1", "SettingLiteral", "the gate opens by itself", HAPPENED);
    /** Of what is learned: drafted, completed, in the way of the next version, done. */
    private static final List<String> LEARNED = List.of(
            "v1.0.0 was let through without being held",
            "missing: impact.summary",
            "is left open, and named",
            "it is complete; its measure is not done yet",
            "version 3 is held by the measure",
            "four pods of v3.0.0 serve",
            HAPPENED);

    private static final String WRONG_VALUE = "ml-db.staging";

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8), false);

    @TempDir
    private Path folder;

    @Test
    void happensInTheSandbox() throws Exception {
        try (Stage stage = Stage.sandbox(folder);
                FaultProxy proxy = FaultProxy.before(stage.kubeconfig(), folder)) {
            new Story(narrator, stage.operatorBy(proxy.kubeconfig()), folder).play(false);
            proxy.verifyInvariants();
        }
        assertAsTold();
    }

    @Test
    void happensOnARealControlPlane() throws Exception {
        try (ControlPlane cluster = ControlPlane.start(3);
                Stage stage = Stage.realCluster(cluster.admin().kubeconfig());
                FaultProxy proxy = FaultProxy.before(stage.kubeconfig(), folder)) {
            new Story(narrator, stage.operatorBy(proxy.kubeconfig()), folder).play(false);
            proxy.verifyInvariants();
            assertAsTold();
            assertThat(cluster.client().namespaces().withName("ml").get()).isNull();
        }
    }

    private void assertAsTold() {
        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsSubsequence(INCIDENT)
                .containsSubsequence(LEARNED)
                .doesNotContain(WRONG_VALUE);
    }
}
