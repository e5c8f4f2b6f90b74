package dev.launchgate.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.ItemStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the rows are minutes after ten. */
class WaitedTest {
    private static final Waited NOT = new Waited(Optional.empty(), Map.of());

    private static String at(int minute) {
        return "2026-11-20T10:%02d:00Z".formatted(minute);
    }

    private static GateStatus gate(String state, String since, @Nullable Approval approved) {
        return new GateStatus(state, null, since, null, null, approved, List.of(), null, "", null);
    }

    private static GateStatus approved(int minute, String reason) {
        return gate("Approved", at(minute), new Approval("hash", null, "uid", 1L, at(minute), reason, "digest", null));
    }

    private static LaunchChecklistStatus status(@Nullable GateStatus gate, ItemStatus... items) {
        return new LaunchChecklistStatus(1L, List.of(), null, gate, List.of(items), List.of());
    }

    private static ItemStatus item(String name, String kind, String verdict, int minute) {
        return item(name, kind, verdict, "Blocking", "BeforeRelease", at(minute));
    }

    private static ItemStatus item(
            String name, String kind, String verdict, String severity, String phase, String since) {
        return new ItemStatus(name, kind, "s", severity, phase, verdict, "Because", "m", "Checklist", since);
    }

    private static Map<String, Duration> blocked(String kind, int minutes) {
        return Map.of(kind, Duration.ofMinutes(minutes));
    }

    @Test
    void whatPassesEndsTheWaitingForIt() {
        assertThat(Waited.between(
                        status(gate("Held", at(10), null), item("a", "dns", "Fail", 12), item("b", "tcp", "Fail", 12)),
                        status(gate("Held", at(10), null), item("a", "dns", "Pass", 25), item("b", "tcp", "Fail", 12))))
                .isEqualTo(new Waited(Optional.empty(), blocked("dns", 13)));
    }

    /** It failed before already, while nothing waited for it. */
    @Test
    void nothingWaitsBeforeTheHold() {
        assertThat(Waited.between(
                        status(gate("Held", at(10), null), item("a", "dns", "Unknown", 2)),
                        status(gate("Held", at(10), null), item("a", "dns", "Pass", 25))))
                .isEqualTo(new Waited(Optional.empty(), blocked("dns", 15)));
    }

    @Test
    void itemsOfOneKindAreAddedUpAndAnotherReasonIsTheSameWaiting() {
        assertThat(Waited.between(
                        status(gate("Held", at(10), null), item("a", "dns", "Fail", 10), item("b", "dns", "Fail", 15)),
                        status(
                                gate("Held", at(10), null),
                                item("a", "dns", "Unknown", 20),
                                item("b", "dns", "Pass", 20))))
                .isEqualTo(new Waited(Optional.empty(), blocked("dns", 15)));
    }

    @Test
    void theDecisionEndsTheHold() {
        assertThat(Waited.between(
                        status(gate("Held", at(10), null), item("a", "dns", "Fail", 12)),
                        status(approved(40, "ChecklistPassed"), item("a", "dns", "Pass", 40))))
                .isEqualTo(new Waited(Optional.of(Duration.ofMinutes(30)), blocked("dns", 28)));
    }

    /** A return to what ran before did not become ready; what was missing was missing until then all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"RolledBack", "RestartPassed", "FirstLaunchAllowed"})
    void whatIsLetThroughDidNotBecomeReady(String reason) {
        assertThat(Waited.between(
                        status(gate("Held", at(10), null), item("a", "dns", "Fail", 12)),
                        status(approved(40, reason), item("a", "dns", "Fail", 12))))
                .isEqualTo(new Waited(Optional.empty(), blocked("dns", 28)));
    }

    @Test
    void anotherCandidateBeginsAnotherHold() {
        LaunchChecklistStatus second = status(gate("Held", at(30), null), item("a", "dns", "Fail", 12));

        assertThat(Waited.between(status(gate("Held", at(10), null), item("a", "dns", "Fail", 12)), second))
                .isEqualTo(new Waited(Optional.empty(), blocked("dns", 18)));
        assertThat(Waited.between(second, status(gate("Held", at(30), null), item("a", "dns", "Pass", 35))))
                .isEqualTo(new Waited(Optional.empty(), blocked("dns", 5)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "Fail, Advisory, BeforeRelease",
        "Fail, Blocking, AfterRelease",
        "Pass, Blocking, BeforeRelease",
        "Pending, Blocking, BeforeRelease",
        "NotApplicable, Blocking, BeforeRelease",
        "Waived, Blocking, BeforeRelease"
    })
    void onlyWhatBlocksIsWaitedFor(String verdict, String severity, String phase) {
        assertThat(Waited.between(
                        status(gate("Held", at(10), null), item("a", "dns", verdict, severity, phase, at(12))),
                        status(gate("Held", at(10), null), item("a", "dns", "Fail", severity, phase, at(25)))))
                .isEqualTo(NOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Armed", "Approved", "Releasing", "Frozen", "Auditing"})
    void nothingWaitsUnlessSomethingIsHeld(String state) {
        assertThat(Waited.between(
                        status(gate(state, at(10), null), item("a", "dns", "Fail", 12)),
                        status(gate(state, at(10), null), item("a", "dns", "Pass", 25))))
                .isEqualTo(NOT);
    }

    @Test
    void whatCannotBeReadOrTookLessThanNoTimeIsNotCounted() {
        LaunchChecklistStatus held = status(gate("Held", at(30), null), item("a", "dns", "Fail", 31));

        assertThat(Waited.between(held, status(approved(20, "ChecklistPassed"), item("a", "dns", "Pass", 20))))
                .isEqualTo(NOT);
        assertThat(Waited.between(status(gate("Held", "soon", null)), held)).isEqualTo(NOT);
        assertThat(Waited.between(LaunchChecklistStatus.EMPTY, held)).isEqualTo(NOT);
        assertThat(Waited.between(held, LaunchChecklistStatus.EMPTY)).isEqualTo(NOT);
        assertThat(Waited.between(
                        held,
                        status(
                                gate("Held", at(30), null),
                                item("a", "dns", "Pass", "Blocking", "BeforeRelease", "later"))))
                .isEqualTo(NOT);
    }

    @Test
    void theSameStatusSaysNothing() {
        LaunchChecklistStatus held = status(gate("Held", at(10), null), item("a", "dns", "Fail", 12));
        assertThat(Waited.between(held, held)).isEqualTo(NOT);
    }
}
