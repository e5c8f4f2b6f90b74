package dev.launchgate.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.checklist.Plan;
import dev.launchgate.postmortem.PostmortemPlanner;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema refuses the planner refuses again, with the path of the field; one fault in each file. */
class InvalidSamplesTest {
    @ParameterizedTest
    @MethodSource("samples")
    void isRefusedByThePlanner(Sample sample) throws IOException {
        assertThat(objection(sample)).contains(sample.expected("planner")).doesNotContain("hunter2");
    }

    /** What the planner of its kind says is wrong; empty if nothing is. */
    private static String objection(Sample sample) {
        JsonNode object = Manifests.read(sample.file()).objects().getFirst();
        if (object.path("kind").asText().equals("Postmortem")) {
            Postmortem postmortem = Serialization.unmarshal(object.toString(), Postmortem.class);
            return new PostmortemPlanner(CheckRegistry.standard())
                    .plan(postmortem.getSpec(), "sample", Instant.parse("2026-11-21T10:00:00Z"))
                    .objection();
        }
        Acceptance acceptance = Checklists.plan(object).acceptance();
        return acceptance.reason() == Reason.InvalidSpec ? acceptance.message() : "";
    }

    @Test
    void everySampleIsSound() throws IOException {
        // A sample with a second fault would be refused for the wrong reason.
        for (Sample sample : samples().toList()) {
            assertThat(objection(sample)).as(sample.toString()).doesNotContain("(and ");
        }
    }

    @Test
    void tenThousandItemsAreRefusedAndDoNoHarm() {
        String items = IntStream.range(0, 10_000)
                .mapToObj(i -> "    - {name: line-%d, manual: {steps: [Tell support]}}\n".formatted(i))
                .collect(Collectors.joining());
        Plan plan = Checklists.plan(Manifests.parse(checklist(items)).objects().getFirst());
        assertThat(plan.acceptance().message()).isEqualTo("spec.items: 1 to 100 items, saw 10000");
        assertThat(plan.items()).hasSize(100);
    }

    @Test
    void equalDurationsMeanTheSame() {
        Plan day = Checklists.plan(Manifests.parse(checklist("    - {name: a, interval: 24h, manual: {steps: [a]}}\n"))
                .objects()
                .getFirst());
        Plan minutes =
                Checklists.plan(Manifests.parse(checklist("    - {name: a, interval: 23h60m, manual: {steps: [a]}}\n"))
                        .objects()
                        .getFirst());
        assertThat(minutes.items().getFirst().interval())
                .isEqualTo(day.items().getFirst().interval());
        assertThat(minutes.refusals()).isEmpty();
    }

    static Stream<Sample> samples() {
        return Manifests.files(Manifests.file("src/test/resources/invalid")).stream()
                .map(Sample::new);
    }

    static String checklist(String items) {
        return """
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: sample}
                spec:
                  target: {name: web}
                  items:
                """ + items;
    }

    /** A file with one fault; its first lines say what must be said of it. */
    record Sample(Path file) {
        /** @param by server or planner */
        String expected(String by) throws IOException {
            String mark = "# " + by + ": ";
            try (Stream<String> lines = Files.lines(file)) {
                return lines.filter(line -> line.startsWith(mark))
                        .findFirst()
                        .orElseThrow()
                        .substring(mark.length());
            }
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }
}
