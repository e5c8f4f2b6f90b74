package dev.launchgate.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide shows what is shipped. */
class IntegrationsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.dir", ""));

    @Test
    void theStepsOfTheGuideAreThoseOfTheShippedRollout() throws IOException {
        String page = Files.readString(ROOT.resolve("src/docs/guide/engines/argo-rollouts.md"));
        String block = page.substring(page.indexOf("```yaml") + "```yaml".length());
        JsonNode shown = Serialization.unmarshal(block.substring(0, block.indexOf("```")), JsonNode.class);
        JsonNode shipped = Serialization.unmarshal(
                Files.readString(ROOT.resolve("deploy/integrations/argo-rollouts/rollout.yaml")), JsonNode.class);
        assertThat(shown.at("/spec/strategy/canary/steps"))
                .hasSize(4)
                .isEqualTo(shipped.at("/spec/strategy/canary/steps"));
    }
}
