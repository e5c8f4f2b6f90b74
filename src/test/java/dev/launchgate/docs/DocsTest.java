package dev.launchgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.LaunchChecklistSpec;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.checklist.ChecklistPlanner;
import dev.launchgate.checklist.Plan;
import dev.launchgate.postmortem.PostmortemPlan;
import dev.launchgate.postmortem.PostmortemPlanner;
import dev.launchgate.status.Acceptance;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is so: YAML loads and plans, make targets exist, links lead somewhere. */
class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.dir", ""));
    private static final Set<String> LANGUAGES = Set.of("yaml", "sh", "console", "promql");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
    private static final ObjectMapper STRICT =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);

    static Stream<Document> documents() {
        return Document.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyBlockIsOfALanguageThatIsChecked(Document document) {
        assertThat(document.blocks()).extracting(Document.Block::language).isSubsetOf(LANGUAGES);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyObjectOfOursPlansWithoutRefusal(Document document) throws IOException {
        for (Document.Block block : document.blocks("yaml").toList()) {
            JsonNode object = Serialization.unmarshal(block.text(), JsonNode.class);
            if (object.path("kind").asText().equals("LaunchChecklist")) {
                LaunchChecklistSpec spec = STRICT.treeToValue(object.path("spec"), LaunchChecklistSpec.class);
                Plan plan = new ChecklistPlanner(CheckRegistry.standard()).plan(spec);
                assertThat(plan.acceptance()).isEqualTo(Acceptance.ACCEPTED);
            } else if (object.path("kind").asText().equals("Postmortem")) {
                PostmortemSpec spec = STRICT.treeToValue(object.path("spec"), PostmortemSpec.class);
                PostmortemPlan plan =
                        new PostmortemPlanner(CheckRegistry.standard()).plan(spec, "documented", Instant.now());
                assertThat(plan.objection()).isEmpty();
            } else {
                assertThat(object.path("apiVersion").asText()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyMakeTargetExists(Document document) throws IOException {
        Set<String> targets = Files.readAllLines(ROOT.resolve("Makefile")).stream()
                .filter(line -> line.matches("[a-z0-9-]+:.*"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.toSet());
        List<String> called = document.blocks("sh")
                .flatMap(block -> block.commands().stream())
                .filter(command -> command.startsWith("make "))
                .map(command -> command.split(" ")[1])
                .toList();
        assertThat(targets).containsAll(called);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLocalLinkLeadsSomewhere(Document document) throws IOException {
        List<String> broken = LINK.matcher(Files.readString(document.file()))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !Files.exists(document.file().resolveSibling(link)))
                .toList();
        assertThat(broken).isEmpty();
    }
}
