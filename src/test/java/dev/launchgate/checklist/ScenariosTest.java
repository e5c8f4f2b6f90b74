package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.PlannedItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of item and measures of postmortems, from manifests to the status: each folder below {@code scenarios} is a small world that goes wrong, says
 * so, and is mended. {@code -Dlaunchgate.scenarios.write=true} writes what is said now; read it before you commit it.
 */
class ScenariosTest {
    private static final boolean WRITE = Boolean.getBoolean("launchgate.scenarios.write");

    static List<ScenarioFolder> scenarios() {
        return ScenarioFolder.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void saysAtEachStepWhatIsWrittenDown(ScenarioFolder scenario) throws IOException {
        ScenarioRun run = new ScenarioRun(scenario);
        Set<String> kinds = new HashSet<>(kinds(run));
        for (int step : scenario.steps().toArray()) {
            String status = run.status(run.make(step));
            run.world().status().items().forEach(item -> kinds.add(item.kind()));
            if (WRITE) {
                Files.writeString(scenario.out(step), status);
            }
            assertThat(status).as("what is secret").doesNotContain("CANARY");
            assertThat(status).as("%s, step %s", scenario, step).isEqualTo(Files.readString(scenario.out(step)));
        }
        assertThat(kinds).as("kinds of its items").contains(scenario.kind());
        assertThat(run.faults()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void hasOnlyFilesThatAreUsed(ScenarioFolder scenario) {
        assertThat(scenario.faults()).isEmpty();
    }

    @Test
    void everyKindHasOne() {
        List<Path> folders = ScenarioFolder.children(ScenarioFolder.ROOT);
        List<String> kinds = Stream.concat(
                        Stream.of(CheckParams.class.getPermittedSubclasses())
                                .map(params -> Character.toLowerCase(
                                                params.getSimpleName().charAt(0))
                                        + params.getSimpleName().substring(1).replaceFirst("Params$", "")),
                        Stream.of(PlannedItem.STATED))
                .toList();
        assertThat(folders.stream()
                        .map(path -> path.getFileName().toString())
                        .filter(name -> !name.equals("before.yaml") && !name.equals("README.md")))
                .containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(scenarios().stream().map(ScenarioFolder::kind)).containsAll(kinds);
    }

    private static List<String> kinds(ScenarioRun run) {
        return new ChecklistPlanner(CheckRegistry.standard())
                .plan(run.world().checklist.getSpec()).items().stream()
                        .map(PlannedItem::kind)
                        .toList();
    }
}
