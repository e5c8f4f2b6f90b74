package dev.launchgate.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.sandbox.Sandbox;
import dev.launchgate.sandbox.SandboxClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class ConformanceTest {
    @Test
    void answersAsTheRealControlPlaneDid() {
        try (Sandbox sandbox = Sandbox.start();
                KubernetesClient client = SandboxClient.of(sandbox)) {
            List.of("node-1", "node-2", "node-3").forEach(sandbox::node);
            sandbox.namespace("conformance-1");
            Map<String, String> answers = Recording.play(client, "conformance-1");
            Recording.write(answers, Path.of(System.getProperty("project.dir", ""), "target/conformance/sandbox.json"));
            Map<String, String> recorded = Recording.recorded();
            assertThat(answers.keySet()).containsExactlyElementsOf(recorded.keySet());
            SoftAssertions.assertSoftly(softly -> recorded.forEach((step, answer) ->
                    softly.assertThat(answers.get(step)).as(step).isEqualTo(answer)));
        }
    }
}
