package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.check.PlannedItem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
