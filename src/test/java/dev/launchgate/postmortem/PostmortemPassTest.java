package dev.launchgate.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.announce.Announcement;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.AttachmentStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.DocumentStatus;
import dev.launchgate.api.v1alpha1.PostmortemStatus.MeasureStatus;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.ConditionSet;
import dev.launchgate.status.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole passes over a postmortem. The status goes through JSON between two of them, as it does through the API server. */
class PostmortemPassTest {
    private static final String PORT =
            "{name: port, blocksLaunch: true, item: {tcp: {targets: ['vm.example.com:9100']}}}";

    private final Map<String, KnownChecklist> checklists = new HashMap<>();
    private Instant now = Postmortems.NOW;
    private final PostmortemPass pass = new PostmortemPass(CheckRegistry.standard(), () -> now);
    private Postmortem postmortem = Postmortems.read(Postmortems.WHOLE);
    private List<Announcement> told = List.of();

    PostmortemPassTest() {
        measured("ml-scoring", "Pass", "AsExpected");
    }

    private void measured(String checklist, String verdict, String reason) {
        checklists.put(
                checklist,
                new KnownChecklist.Seen(
                        List.of(row("port", "Fail", "ConnectionRefused"), row("lost-url/port", verdict, reason))));
    }

    private static ItemStatus row(String name, String verdict, String reason) {
        return new ItemStatus(
                name, "tcp", "Monitoring", "Blocking", "BeforeRelease", verdict, reason, "the port", "", "");
    }

    private PostmortemPassTest edit(String yaml) {
        PostmortemStatus status = postmortem.getStatus();
        postmortem = Postmortems.read(yaml);
        postmortem.setStatus(status);
        return this;
    }

    private PostmortemPassTest measures(String... measures) {
        return edit("title: t\nchecklists: [{name: ml-scoring}]\nprevention: [" + String.join(", ", measures) + "]");
    }

    private PostmortemStatus pass() {
        PostmortemStatus before = PostmortemPass.before(postmortem);
        PostmortemStatus made = pass.run(
                        postmortem, name -> checklists.getOrDefault(name, new KnownChecklist.Missing("ml")))
                .status();
        told = PostmortemChange.between(postmortem.getSpec(), before, made);
        postmortem.setStatus(Serialization.unmarshal(Serialization.asJson(made), PostmortemStatus.class));
        assertThat(postmortem.getStatus()).as("read back").isEqualTo(made);
        contract(made);
        return made;
    }

    private static void contract(PostmortemStatus status) {
        assertThat(status.conditions().stream().map(Condition::getType).filter(type -> !type.equals("Published")))
                .containsExactly("Ready", "Accepted", "Complete", "PreventionVerified");
        assertThat(status.conditions()).allSatisfy(condition -> {
            assertThat(condition.getStatus()).isIn("True", "False", "Unknown");
            assertThat(condition.getMessage())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(1024)
                    .doesNotContainPattern("\\p{Cntrl}");
        });
        assertThat(status.prevention())
                .extracting(MeasureStatus::name)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    private String condition(ConditionType type) {
        return ConditionSet.find(postmortem.getStatus().conditions(), type)
                .map(found -> "%s %s: %s".formatted(found.getStatus(), found.getReason(), found.getMessage()))
                .orElse("absent");
    }

    private List<String> rows() {
        return postmortem.getStatus().prevention().stream()
                .map(row -> "%s %s/%s%s"
                        .formatted(row.name(), row.verdict(), row.reason(), row.overdue() ? " overdue" : ""))
                .toList();
    }

    private List<String> told() {
        return told.stream()
                .map(each -> "%s%s %s".formatted(each.warning() ? "!" : "", each.reason(), each.message()))
                .toList();
    }

    @Test
    void aWholeOneIsCompleteAndItsMeasureOpen() {
        PostmortemStatus status = pass();
        assertThat(condition(ConditionType.Ready))
                .isEqualTo("True Accepted: the spec is understood and every checklist found");
        assertThat(condition(ConditionType.Complete))
                .isEqualTo("True PostmortemComplete: everything that state Final requires is there");
        assertThat(condition(ConditionType.PreventionVerified))
                .isEqualTo(
                        "False MeasuresOpen: 1 of 1 measures are not done or do not hold: db-url-managed (MeasureNotDone)");
        assertThat(status.impactDuration()).isEqualTo("42m");
        assertThat(status.missing()).isEmpty();
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.prevention()).singleElement().satisfies(row -> {
            assertThat(row.blocksLaunch()).isTrue();
            assertThat(row.since()).isEqualTo("2026-11-21T10:00:00Z");
        });
    }

    @Test
    void aDraftIsAcceptedAndToldWhatItLacks() {
        edit("title: t").pass();
        assertThat(condition(ConditionType.Ready)).startsWith("True Accepted");
        assertThat(condition(ConditionType.Complete))
                .isEqualTo(
                        "False SectionsMissing: state Draft, not filled in yet: impact.summary, impact.usersAffected,"
                                + " impact.startedAt, impact.detectedAt, impact.mitigatedAt, impact.resolvedAt, trigger, rootCause,"
                                + " mitigation, prevention, timeline, lessons, review.meetingAt, trackers, notes, attachments");
        assertThat(condition(ConditionType.PreventionVerified))
                .isEqualTo("False NoMeasures: spec.prevention is empty: nothing keeps it from happening again");
        assertThat(postmortem.getStatus().missing()).hasSize(16);
        assertThat(postmortem.getStatus().impactDuration()).isNull();
    }

    @Test
    void whatIsWrongIsSaidAndTheRestGoesOn() {
        measures("{name: bad, blocksLaunch: true, item: {}}", PORT).pass();
        assertThat(condition(ConditionType.Accepted))
                .startsWith("False InvalidSpec: spec.prevention[0].item: exactly one of");
        assertThat(rows()).containsExactly("bad Unknown/InvalidItem", "port Pass/AsExpected");
        assertThat(told()).first().asString().startsWith("!InvalidSpec spec.prevention[0].item: exactly one of");
    }

    @Test
    void aSpecThatCannotBeReadIsSaid() {
        edit("title: t\nstate: 7").pass();
        assertThat(condition(ConditionType.Accepted)).startsWith("False InvalidSpec: spec.state: cannot be read");
        assertThat(condition(ConditionType.Complete)).startsWith("Unknown InvalidSpec");
        assertThat(condition(ConditionType.PreventionVerified)).startsWith("Unknown InvalidSpec");
    }

    @Test
    void aChecklistThatIsNotThereIsNamed() {
        checklists.clear();
        measures(PORT).pass();
        assertThat(condition(ConditionType.Accepted))
                .isEqualTo("False ChecklistNotFound: LaunchChecklist ml-scoring not found in ml; create it or correct"
                        + " spec.checklists");
        assertThat(rows()).containsExactly("port Unknown/ChecklistNotFound");
        assertThat(told()).hasSize(2).first().asString().startsWith("!ChecklistNotFound LaunchChecklist ml-scoring");
    }

    @Test
    void whatMayNotBeReadIsUnknown() {
        checklists.put(
                "ml-scoring", new KnownChecklist.Unread(Obstacle.forbidden(ResourceKind.LAUNCH_CHECKLIST, "ml")));
        measures(PORT).pass();
        assertThat(rows()).containsExactly("port Unknown/Forbidden");
    }

    @Test
    void whatNobodyMeasuresIsUnknown() {
        edit("title: t\nprevention: [" + PORT + "]").pass();
        assertThat(rows()).containsExactly("port Unknown/NotMeasuredAnywhere");
    }

    @Test
    void whatIsNotMeasuredYetIsPending() {
        checklists.put("ml-scoring", new KnownChecklist.Seen(List.of()));
        measures(PORT).pass();
        assertThat(rows()).containsExactly("port Pending/NotMeasuredYet");
        assertThat(condition(ConditionType.PreventionVerified))
                .isEqualTo("Unknown NotMeasuredYet: not measured yet: port (NotMeasuredYet)");
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Pass, AsExpected, Pass, AsExpected, port Pass/AsExpected",
        "Pass, AsExpected, Fail, ConnectionRefused, port Fail/ConnectionRefused",
        "Unknown, Timeout, Fail, ConnectionRefused, port Fail/ConnectionRefused",
        "Unknown, Timeout, Pending, Confirming, port Unknown/Timeout",
        "Pending, Confirming, NotApplicable, FirstLaunch, port Pending/Confirming",
        "Waived, RiskAccepted, Pass, AsExpected, port Waived/RiskAccepted",
        "Splendid, AsExpected, Pass, AsExpected, port Pending/NotMeasuredYet",
        "Pass, Splendid, Pass, AsExpected, port Pending/NotMeasuredYet"
    })
    void theWorstOfAllChecklistsCounts(String verdict, String reason, String second, String why, String expected) {
        measured("ml-scoring", verdict, reason);
        measured("web", second, why);
        edit("title: t\nchecklists: [{name: ml-scoring}, {name: web}]\nprevention: [" + PORT + "]")
                .pass();
        assertThat(rows()).containsExactly(expected);
        assertThat(postmortem.getStatus().prevention().getFirst().message()).matches("(ml-scoring|web): the port");
    }

    @Test
    void aMeasureIsVerifiedRegressesAndIsToldEachTime() {
        measures(PORT).pass();
        assertThat(condition(ConditionType.PreventionVerified))
                .isEqualTo("True MeasuresVerified: 1 of 1 measures are done and hold");
        assertThat(told()).containsExactly("AsExpected port: the port");

        now = now.plusSeconds(60);
        measured("ml-scoring", "Fail", "ConnectionRefused");
        pass();
        assertThat(rows()).containsExactly("port Fail/ConnectionRefused");
        assertThat(told()).containsExactly("!ConnectionRefused port: the port");
        assertThat(postmortem.getStatus().prevention().getFirst().since()).isEqualTo("2026-11-21T10:01:00Z");
    }

    @Test
    void theDayAfterItWasDueAMeasureIsOverdueAndToldOnce() {
        measures("{name: talk, owner: ana, dueDate: 2026-11-21}").pass();
        assertThat(rows()).containsExactly("talk Fail/MeasureNotDone");

        now = Instant.parse("2026-11-22T00:00:00Z");
        pass();
        assertThat(rows()).containsExactly("talk Fail/MeasureNotDone overdue");
        assertThat(told())
                .containsExactly(
                        "!MeasureOverdue talk: was due 2026-11-21, is not done; ask ana, or set another dueDate");
        assertThat(condition(ConditionType.PreventionVerified)).endsWith("talk (MeasureNotDone, overdue)");

        now = now.plusSeconds(86_400);
        pass();
        assertThat(told()).isEmpty();

        measures("{name: talk, owner: ana, dueDate: 2026-11-21, doneBy: ana, doneAt: '2026-11-22T01:00:00Z'}")
                .pass();
        assertThat(rows()).containsExactly("talk Pass/MeasureDone");
    }

    @Test
    void aHundredPassesOverTheSameWorldAreSilent() {
        PostmortemStatus first = pass();
        for (int i = 0; i < 100; i++) {
            now = now.plusSeconds(60);
            assertThat(pass()).isEqualTo(first);
            assertThat(told()).isEmpty();
        }
    }

    /** Who captures and renders writes these; a pass must not take them away. */
    @Test
    void whatOthersSayStays() {
        PostmortemStatus made = pass();
        Condition published = new ConditionBuilder()
                .withType("Published")
                .withStatus("True")
                .withReason("Accepted")
                .withMessage("current")
                .withLastTransitionTime("2026-11-21T10:00:00Z")
                .build();
        List<Condition> conditions = new ArrayList<>(made.conditions());
        conditions.add(published);
        PostmortemStatus withOthers = new PostmortemStatus(
                made.observedGeneration(),
                conditions,
                made.impactDuration(),
                made.prevention(),
                made.missing(),
                List.of(new AttachmentStatus("errors", "Captured", "ab", 120, "")),
                new DocumentStatus("lost-url-document", "cd"));
        postmortem.setStatus(withOthers);
        assertThat(pass()).isEqualTo(withOthers);
    }
}
