package dev.launchgate.postmortem.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.api.v1alpha1.TimelineEntry;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.postmortem.PostmortemAssessor;
import dev.launchgate.postmortem.PostmortemPlanner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftedPostmortemTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");
    private static final PodTemplate V1 = template("v1", "one");
    private static final PodTemplate V2 = template("v2", "two");

    private static PodTemplate template(String version, String token) {
        try {
            return PodTemplate.of(new YAMLMapper()
                    .readTree(
                            "{spec: {containers: [{name: app, image: 'example.com/app:%s', env: [{name: TOKEN, value: %s}]}]}}"
                                    .formatted(version, token)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static LaunchChecklistStatus status(String... words) {
        List<HistoryEntry> entries = IntStream.range(0, words.length)
                .mapToObj(minute -> {
                    PodTemplate about = words[minute].endsWith("1") ? V1 : V2;
                    return new HistoryEntry(
                            "2026-11-20T10:%02d:00Z".formatted(minute),
                            words[minute].split(":")[0],
                            about == V1 ? "v1" : "v2",
                            about.identity(),
                            "as it was");
                })
                .toList();
        ItemStatus item = new ItemStatus(
                "errors",
                "metrics",
                "Monitoring",
                "Blocking",
                "AfterRelease",
                "Fail",
                "OutOfBounds",
                "5%",
                "Checklist",
                "2026-11-20T10:02:00Z");
        return new LaunchChecklistStatus(1L, null, null, null, List.of(item), entries);
    }

    private static DraftedPostmortem drafted(LaunchChecklistStatus status, List<SeenEvent> events) {
        Scene scene = new Scene(
                List.of(V1, V2),
                events,
                List.of(new FieldWrite(
                        "kubectl", "Update", Instant.parse("2026-11-20T10:00:30Z"), List.of("spec.template"))),
                List.of("events could not be read: the operator lacks the right to list events.events.k8s.io"));
        return new DraftedPostmortem("app", "app", Incidents.of(status).getLast(), status, scene, NOW);
    }

    private static SeenEvent event(String note, String first, String last, int count) {
        return new SeenEvent("Pod app-1", "Warning", "BackOff", note, Instant.parse(first), Instant.parse(last), count);
    }

    private static List<String> timeline(PostmortemSpec spec) {
        return spec.timeline().stream()
                .map(entry -> entry.at() + " " + entry.event())
                .toList();
    }

    @Test
    void saysWhatIsKnownAndLeavesTheRestOpen() {
        PostmortemSpec spec = drafted(
                        status("Promoted:1", "Released:2", "Frozen:2", "RolledBack:1", "Promoted:1"),
                        List.of(
                                event("back-off", "2026-11-20T10:02:00Z", "2026-11-20T10:02:30Z", 2),
                                event("back-off", "2026-11-20T10:02:10Z", "2026-11-20T10:03:00Z", 3),
                                event("long ago", "2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z", 1)))
                .spec();

        assertThat(spec.title()).isEqualTo("app: v2 was frozen while it rolled out");
        assertThat(spec.trigger())
                .isEqualTo("Revision v2 (template %s) of Deployment app was released at 2026-11-20T10:01:00Z."
                        .formatted(V2.identity()));
        assertThat(spec.impact().startedAt()).isEqualTo("2026-11-20T10:01:00Z");
        assertThat(spec.impact().detectedAt()).isEqualTo("2026-11-20T10:02:00Z");
        assertThat(spec.impact().mitigatedAt()).isEqualTo("2026-11-20T10:04:00Z");
        assertThat(spec.impact().approximate()).isTrue();
        assertThat(timeline(spec))
                .containsExactly(
                        "2026-11-20T10:00:00Z gate: Promoted: as it was",
                        "2026-11-20T10:00:30Z field manager kubectl (Update) wrote spec.template of the Deployment",
                        "2026-11-20T10:01:00Z gate: Released: as it was",
                        "2026-11-20T10:02:00Z gate: Frozen: as it was",
                        "2026-11-20T10:02:00Z item errors is Fail (OutOfBounds): 5%",
                        "2026-11-20T10:02:00Z Warning of Pod app-1: BackOff: back-off (5 times, last at 2026-11-20T10:03:00Z)",
                        "2026-11-20T10:03:00Z gate: RolledBack: as it was",
                        "2026-11-20T10:04:00Z gate: Promoted: as it was");
        assertThat(spec.notes()).isEqualTo("""
                Drafted by Launchgate at 2026-11-20T10:30:00Z from what the cluster knew. Facts only: what follows from them is for people to write.

                Images before
                - example.com/app:v1

                Images of this release
                - example.com/app:v2

                What differs between the pod templates (paths; values are not shown)
                - spec.containers[app].env[TOKEN].value changed
                - spec.containers[app].image changed

                Items
                - errors: Fail (OutOfBounds) since 2026-11-20T10:02:00Z, Blocking, AfterRelease

                Not known
                - events could not be read: the operator lacks the right to list events.events.k8s.io
                """);
        assertThat(PostmortemAssessor.missing(spec))
                .contains("impact.summary", "impact.usersAffected", "rootCause", "mitigation", "prevention", "lessons");
        assertThat(spec.severity()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Released:2 Frozen:2,app: v2 was frozen while it rolled out",
        "Bypassed:2 Adopted:2,app: v2 ran without approval",
        "Released:2 Regressed:2,app: v2 failed after its release",
        "Released:2 RolloutFailed:2 RolledBack:1,app: v2 stopped making progress while it rolled out",
        "Promoted:1 Released:2 Promoted:2 RolledBack:1,app: v2 was rolled back"
    })
    void theTitleBlamesNobody(String history, String title) {
        assertThat(drafted(status(history.split(" ")), List.of()).spec().title())
                .isEqualTo(title);
    }

    /** Whoever may write events may write anything into them. */
    @Test
    void whateverEventsSayTheDraftIsAccepted() {
        String hostile = "<script>\u0000\u001b[2J\u202e\r\n| a | b |\ud800" + "x".repeat(1 << 14);
        List<SeenEvent> events = IntStream.range(0, 300)
                .mapToObj(number -> event(number + hostile, "2026-11-20T10:02:00Z", "2026-11-20T10:02:00Z", 1))
                .toList();
        PostmortemSpec spec = drafted(status("Released:2", "Frozen:2"), events).spec();

        assertThat(spec.timeline()).hasSize(DraftTimeline.MOST);
        assertThat(spec.timeline().stream().map(TimelineEntry::event))
                .contains("(105 more entries are left out)")
                .allMatch(text -> text.length() <= PostmortemSpec.SHORT_TEXT
                        && text.chars().noneMatch(Character::isISOControl));
        assertThat(new PostmortemPlanner(CheckRegistry.standard())
                        .plan(spec, "draft", NOW)
                        .refusals())
                .isEmpty();
    }

    @Test
    void aHugeTemplateIsCut() {
        ObjectNode many = (ObjectNode) V2.json().deepCopy();
        IntStream.range(0, 5_000)
                .forEach(key -> many.withObject("/metadata/annotations").put("k" + key + "x".repeat(90), "v"));
        LaunchChecklistStatus status = status("Promoted:1", "Released:2", "Frozen:2");
        String notes = DraftNotes.of(
                Optional.of(PodTemplate.of(V2.json().deepCopy())),
                Optional.of(PodTemplate.of(many)),
                status,
                new Scene(
                        List.of(),
                        List.of(),
                        List.of(),
                        IntStream.range(0, 500)
                                .mapToObj(number -> "y".repeat(5_000))
                                .toList()),
                NOW);
        assertThat(notes).hasSizeLessThanOrEqualTo(PostmortemSpec.LONG_TEXT).contains("more)");
    }

    @Test
    void whatIsNewIsAddedToWhatIsThere() {
        DraftedPostmortem drafted = drafted(status("Promoted:1", "Released:2", "Frozen:2", "RolledBack:1"), List.of());
        TimelineEntry old = new TimelineEntry("2026-11-20T10:02:00Z", "an event that expired", null, null);

        assertThat(drafted.timeline(List.of(old), Instant.parse("2026-11-20T10:02:30Z")))
                .extracting(TimelineEntry::event)
                .containsExactly(
                        "gate: Promoted: as it was",
                        "gate: Released: as it was",
                        "an event that expired",
                        "gate: Frozen: as it was",
                        "gate: RolledBack: as it was");
    }
}
