package dev.launchgate.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.e2e.ClusterTest;
import dev.launchgate.e2e.ControlPlane;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The recording is what a real control plane says today. */
@ClusterTest
class RecordingTest {
    @Test
    void isWhatARealControlPlaneAnswers(ControlPlane cluster) {
        Map<String, String> answers = Recording.play(cluster.client(), cluster.namespace("conformance"));
        Path file = Path.of(System.getProperty("project.dir", ""), "target/conformance/recording.json");
        Recording.write(answers, file);
        assertThat(answers)
                .as("answers are written to %s: where a server has good reason to differ, take that file over", file)
                .isEqualTo(Recording.recorded());
    }
}
