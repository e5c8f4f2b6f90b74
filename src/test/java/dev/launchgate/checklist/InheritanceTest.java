package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.announce.Announcement;
import dev.launchgate.announce.StatusChange;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.ConditionType;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measures of postmortems as items of the checklists that they name, over whole passes. */
class InheritanceTest {
    private static final String SPEC = """
            target: {name: web}
            items:
            - name: pager
              manual: {steps: [tell the pager team], vouched: {by: ana, at: "2026-11-19T10:00:00Z"}}
            """;
    private static final String OPEN = "{name: db-url, owner: ml-team, dueDate: 2026-12-04, blocksLaunch: true%s}";
    private static final String DONE = OPEN.formatted(", doneAt: '2026-11-20T09:00:00Z', doneBy: ana");

    private final PassWorld world = new PassWorld(SPEC).running();

    private static String postmortem(String name, String checklist, String... measures) {
        return """
                metadata: {name: %s}
                spec:
                  checklists: [{name: %s}]
                  prevention: [%s]
                """.formatted(name, checklist, String.join(", ", measures));
    }

    /** Writes the postmortem {@code lost-url}, which concerns the checklist. */
    private void lostUrl(String... measures) {
        world.cluster
                .without(ResourceKind.POSTMORTEM, "lost-url")
                .with(ResourceKind.POSTMORTEM, postmortem("lost-url", "web", measures));
    }

    private List<String> rows() {
        return world.status().items().stream()
                .skip(1)
                .map(row -> "%s %s %s/%s".formatted(row.name(), row.severity(), row.verdict(), row.reason()))
                .toList();
    }

    private List<String> told(LaunchChecklistStatus before) {
        return StatusChange.between(before, world.status(), List.of()).stream()
                .map(Announcement::message)
                .toList();
    }

    @Test
    void whatNobodyHasDoneHoldsTheNextCandidateUntilItIsDone() {
        lostUrl(OPEN.formatted(""));
        world.settle();
        assertThat(world.apply("v2").settle()).containsExactly(Reason.Held);

        assertThat(world.item("lost-url/db-url"))
                .extracting(
                        ItemStatus::kind,
                        ItemStatus::severity,
                        ItemStatus::phase,
                        ItemStatus::verdict,
                        ItemStatus::reason,
                        ItemStatus::source,
                        ItemStatus::message)
                .containsExactly(
                        "measure",
                        "Blocking",
                        "BeforeRelease",
                        "Fail",
                        "MeasureNotDone",
                        "Postmortem/lost-url",
                        "db-url of Postmortem lost-url (owner ml-team, due 2026-12-04): not done; do it, then set doneAt and"
                                + " doneBy");
        assertThat(world.status().gate().message()).isEqualTo("held by 1 item: lost-url/db-url (MeasureNotDone)");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("False MeasureNotDone");
        assertThat(world.status().summary().manual()).isEqualTo(2);

        lostUrl(DONE);
        assertThat(world.settle()).containsExactly(Reason.Approved, Reason.Released);
        assertThat(world.item("lost-url/db-url").message())
                .isEqualTo("db-url of Postmortem lost-url (owner ml-team, due 2026-12-04): done 2026-11-20 by ana");
    }

    @Test
    void whatACheckMeasuresIsMeasuredAndBlocksAgainWhenItRegresses() {
        lostUrl("{name: port, blocksLaunch: true, item: {tcp: {targets: ['vm.example.com:9100']}}}");
        world.answer(FakeProbes.REFUSED).settle();
        assertThat(world.apply("v2").settle()).containsExactly(Reason.Held);
        assertThat(rows()).containsExactly("lost-url/port Blocking Fail/ConnectionRefused");
        assertThat(world.probes.wishes.get("ml/web"))
                .singleElement()
                .satisfies(wish -> assertThat(wish.request()).isEqualTo(PassWorld.PORT));

        world.answer(FakeProbes.OPEN).settle();
        assertThat(world.answer(FakeProbes.OPEN).settle()).containsExactly(Reason.Approved, Reason.Released);
        world.pods("v2", 3).pods("v1", 0).settle();

        world.answer(FakeProbes.REFUSED).apply("v3").settle();
        assertThat(world.state()).isEqualTo("Held");
        assertThat(rows()).containsExactly("lost-url/port Blocking Fail/ConnectionRefused");
    }

    @Test
    void onlyWhatBlocksHoldsAndWhatNothingMeasuresIsNoRow() {
        lostUrl(
                "{name: port, item: {tcp: {targets: ['vm.example.com:9100']}, severity: Blocking}}",
                "{name: talk, owner: ana}");
        world.answer(FakeProbes.REFUSED).settle();
        assertThat(rows()).containsExactly("lost-url/port Advisory Fail/ConnectionRefused");
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
    }

    @Test
    void anInvalidMeasureIsOneUnknownRowAndTheRestWorks() {
        lostUrl(
                "{name: dns, blocksLaunch: true, item: {dns: {names: ['*.example.com']}}}",
                "{name: none, blocksLaunch: true, item: {}}",
                "{name: odd, blocksLaunch: true, doneBy: [ana]}",
                DONE,
                "{name: db-url, blocksLaunch: true}");
        world.settle();
        assertThat(rows())
                .containsExactly(
                        "lost-url/dns Blocking Unknown/InvalidItem",
                        "lost-url/none Blocking Unknown/InvalidItem",
                        "lost-url/odd Blocking Unknown/InvalidItem",
                        "lost-url/db-url Blocking Pass/MeasureDone",
                        "lost-url/item-4 Blocking Unknown/InvalidItem");
        assertThat(world.item("lost-url/dns").message())
                .startsWith("Postmortem lost-url: spec.prevention[0].item.dns.names[0]: ");
        assertThat(world.item("lost-url/none").message())
                .startsWith("Postmortem lost-url: spec.prevention[1].item: exactly one of ");
        assertThat(world.item("lost-url/odd").message())
                .startsWith("Postmortem lost-url: spec.prevention[2].doneBy: cannot be read");
        assertThat(world.item("lost-url/item-4").message())
                .isEqualTo("Postmortem lost-url: spec.prevention[4].name: another measure has this name");
        assertThat(world.condition(ConditionType.Accepted)).isEqualTo("True Accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{prevention: all}", "{prevention: {name: a}}", "{state: Undecided, prevention: []}"})
    void aPostmortemThatCannotBeReadHolds(String fields) {
        world.cluster.with(ResourceKind.POSTMORTEM, """
                metadata: {name: lost-url}
                spec: {checklists: [{name: web}], %s
                """.formatted(fields.substring(1)));
        world.settle();
        assertThat(rows()).containsExactly("lost-url/* Blocking Unknown/InvalidItem");
        assertThat(world.item("lost-url/*").message()).startsWith("Postmortem lost-url: spec.");
    }

    @Test
    void rowsOfDifferentOriginNeverMeet() {
        world.edit(SPEC.replace("pager\n", "db-url\n"));
        lostUrl(OPEN.formatted(""));
        world.cluster.with(ResourceKind.POSTMORTEM, postmortem("lost-url-2", "web", OPEN.formatted("")));
        world.settle();
        assertThat(world.status().items())
                .extracting(ItemStatus::name)
                .containsExactly("db-url", "lost-url/db-url", "lost-url-2/db-url");
    }

    @Test
    void postmortemsOfOthersAreNothingToThisOne() {
        world.cluster.with(ResourceKind.POSTMORTEM, postmortem("other", "api", OPEN.formatted("")));
        world.settle();
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatIsNoLongerAskedForIsAnnounced() {
        lostUrl(OPEN.formatted(""), "{name: talk, blocksLaunch: true, doneAt: '2026-11-20T09:00:00Z', doneBy: ana}");
        world.settle();
        LaunchChecklistStatus both = world.status();
        lostUrl("{name: talk, blocksLaunch: true, doneAt: '2026-11-20T09:00:00Z', doneBy: ana}");
        world.settle();
        assertThat(rows()).containsExactly("lost-url/talk Blocking Pass/MeasureDone");
        assertThat(told(both))
                .containsExactly(
                        "lost-url/db-url: no longer an item, was Fail/MeasureNotDone; Postmortem lost-url does not"
                                + " ask for it any more, or is gone");

        LaunchChecklistStatus one = world.status();
        world.cluster.without(ResourceKind.POSTMORTEM, "lost-url");
        world.settle();
        assertThat(rows()).isEmpty();
        assertThat(StatusChange.between(one, world.status(), List.of()))
                .singleElement()
                .satisfies(removed -> {
                    assertThat(removed.reason()).isEqualTo(Reason.MeasureRemoved);
                    assertThat(removed.warning()).isFalse();
                });
    }

    @Test
    void aRemovalWhileNothingIsEvaluatedIsNotTold() {
        lostUrl(OPEN.formatted(""));
        world.settle();
        LaunchChecklistStatus before = world.status();
        world.cluster.obstacle(ResourceKind.POSTMORTEM, Obstacle.notSynced(ResourceKind.POSTMORTEM));
        world.edit("suspend: true\n" + SPEC).pass();
        assertThat(world.state()).isEqualTo("Suspended");
        assertThat(told(before)).noneMatch(message -> message.contains("no longer an item"));
        assertThat(rows()).containsExactly("lost-url/db-url Blocking Pending/Suspended");
    }

    @Test
    void aRemovalFromASuspendedChecklistIsTold() {
        lostUrl(OPEN.formatted(""));
        world.edit("suspend: true\n" + SPEC).settle();
        LaunchChecklistStatus before = world.status();
        world.cluster.without(ResourceKind.POSTMORTEM, "lost-url");
        world.settle();
        assertThat(world.state()).isEqualTo("Suspended");
        assertThat(rows()).isEmpty();
        assertThat(told(before))
                .containsExactly(
                        "lost-url/db-url: no longer an item, was Pending/Suspended; Postmortem lost-url does not ask for"
                                + " it any more, or is gone");
    }

    @Test
    void whatMayNotBeReadHolds() {
        world.cluster.obstacle(ResourceKind.POSTMORTEM, Obstacle.forbidden(ResourceKind.POSTMORTEM, "ml"));
        world.settle();
        assertThat(rows()).containsExactly("postmortems/* Blocking Unknown/Forbidden");
        assertThat(world.item("postmortems/*").message()).startsWith("may not list postmortems.launchgate.dev in ml");
    }

    @Test
    void nothingIsSaidUntilPostmortemsAreRead() {
        world.cluster.obstacle(ResourceKind.POSTMORTEM, Obstacle.notSynced(ResourceKind.POSTMORTEM));
        assertThat(world.pass()).isEmpty();
    }

    @Test
    void withoutTheKindThereIsNothingToInherit() {
        world.cluster.obstacle(ResourceKind.POSTMORTEM, Obstacle.notInstalled(ResourceKind.POSTMORTEM));
        world.settle();
        assertThat(rows()).isEmpty();
        assertThat(world.condition(ConditionType.Ready)).isEqualTo("True ChecklistPassed");
    }

    /** The status has room for so many; what is not shown must not open the gate. */
    @Test
    void moreThanCanBeShownHolds() {
        for (String name : List.of("first", "second")) {
            world.cluster.with(
                    ResourceKind.POSTMORTEM,
                    postmortem(
                            name,
                            "web",
                            IntStream.range(0, 60)
                                    .mapToObj("{name: m%d, blocksLaunch: true}"::formatted)
                                    .collect(Collectors.joining(", "))));
        }
        lostUrl(DONE);
        world.settle();
        assertThat(rows()).hasSize(100).endsWith("postmortems/* Blocking Unknown/TooManyMeasures");
        assertThat(world.item("postmortems/*").message())
                .isEqualTo(
                        "expected at most 100 measures of postmortems, saw 120; finish some, or take this checklist off"
                                + " their list");
    }

    @Test
    void whatIsDoneMakesRoom() {
        lostUrl(IntStream.range(0, 99)
                .mapToObj("{name: m%d, blocksLaunch: true}"::formatted)
                .collect(Collectors.joining(", ")));
        world.cluster.with(
                ResourceKind.POSTMORTEM,
                postmortem(
                        "old",
                        "web",
                        DONE,
                        DONE.replace("db-url", "b"),
                        OPEN.formatted("").replace("db-url", "c")));
        world.settle();
        assertThat(rows()).hasSize(100).endsWith("old/c Blocking Fail/MeasureNotDone");
    }

    @Test
    void aHundredPassesOverTheSameWorldAreSilent() {
        lostUrl(
                OPEN.formatted(""),
                "{name: port, blocksLaunch: true, item: {tcp: {targets: ['vm.example.com:9100']}}}");
        world.answer(FakeProbes.REFUSED).settle();
        LaunchChecklistStatus before = world.status();
        for (int pass = 0; pass < 100; pass++) {
            world.pass();
        }
        assertThat(world.status()).isEqualTo(before);
        world.restart().pass();
        assertThat(world.status()).isEqualTo(before);
    }
}
