package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.postmortem.PostmortemAssessor;
import dev.launchgate.postmortem.PostmortemPlan;
import dev.launchgate.postmortem.PostmortemPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy is accepted, and says nothing that would be ignored. */
class ExamplesTest {
    @ParameterizedTest
    @MethodSource("checklists")
    void isPlannedWithoutRefusal(Example example) {
        assertThat(Checklists.plan(example.object()).acceptance().toString()).contains("Accepted");
        assertThat(Checklists.plan(example.object()).items())
                .flatExtracting(PlannedItem::refusals)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void hasNoFieldThatNobodyReads(Example example) {
        assertUnderstood(example.object().path("spec"), Checklists.understood(example.object()), example + " spec");
    }

    @Test
    void everyKindHasOne() {
        assertThat(checklists()
                        .flatMap(example -> Checklists.plan(example.object()).items().stream())
                        .map(PlannedItem::kind)
                        .collect(Collectors.toSet()))
                .hasSize(CheckParams.class.getPermittedSubclasses().length)
                .doesNotContain("");
    }

    @Test
    void theCompleteChecklistHasEverySectionOfTheTeam() {
        JsonNode checklist = Manifests.in("deploy/examples/ml-scoring").one("LaunchChecklist", "ml-scoring");
        assertThat(Checklists.plan(checklist).items())
                .extracting(item -> item.section().name())
                .contains(
                        "Architecture",
                        "Volume",
                        "Integration",
                        "Monitoring",
                        "FailureModes",
                        "ManualProcesses",
                        "Rollout",
                        "Rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-scoring", "web-behind-ingress", "argo-rollouts-canary", "batch-with-cronjob"})
    void everyItemOfACompleteOneIsExplained(String folder) throws IOException {
        List<String> lines = Files.readAllLines(
                Manifests.file("deploy/examples").resolve(folder).resolve("checklist.yaml"));
        assertThat(IntStream.range(1, lines.size())
                        .filter(i -> lines.get(i).startsWith("    - name: "))
                        .mapToObj(i -> lines.get(i - 1)))
                .isNotEmpty()
                .allSatisfy(above -> assertThat(above).startsWith("    # "));
    }

    @Test
    void everyFolderIsListed() throws IOException {
        Path examples = Manifests.file("deploy/examples");
        String listed = Files.readString(examples.resolve("README.md"));
        assertThat(Manifests.files(examples))
                .extracting(file -> file.getParent().getFileName().toString())
                .allSatisfy(folder -> assertThat(listed).contains("[%1$s](%1$s)".formatted(folder)));
    }

    static Stream<Example> checklists() {
        return Manifests.files(Manifests.file("deploy/examples")).stream()
                .flatMap(file -> Manifests.read(file).ofKind("LaunchChecklist").objects().stream()
                        .map(object -> new Example(file.getParent().getFileName() + "/" + file.getFileName(), object)));
    }

    /** Every member that is written must be there, with the same value, in what was read. */
    private static void assertUnderstood(JsonNode written, JsonNode read, String path) {
        if (written.isObject()) {
            written.properties()
                    .forEach(member -> assertUnderstood(
                            member.getValue(), read.path(member.getKey()), path + "." + member.getKey()));
        } else if (written.isArray()) {
            assertThat(read).as(path).hasSameSizeAs(written);
            for (int i = 0; i < written.size(); i++) {
                assertUnderstood(written.path(i), read.path(i), path + "[" + i + "]");
            }
        } else {
            assertThat(read.asText()).as(path).isEqualTo(written.asText());
        }
    }

    record Example(String file, JsonNode object) {
        @Override
        public String toString() {
            return file + " " + object.at("/metadata/name").asText();
        }

        static List<Example> all() {
            return checklists().toList();
        }
    }

    @Test
    void thePostmortemIsUnderstoodAndLacksOnlyWhatItsStateMayLack() throws IOException {
        JsonNode object = Manifests.in("deploy/examples/postmortem").objects().getFirst();
        PostmortemSpec spec = new ObjectMapper()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
                .treeToValue(object.path("spec"), PostmortemSpec.class);

        PostmortemPlan plan = new PostmortemPlanner(CheckRegistry.standard()).plan(spec, "example", Instant.now());
        assertThat(plan.objection()).isEmpty();
        assertThat(PostmortemAssessor.missing(spec)).isEmpty();
    }
}
