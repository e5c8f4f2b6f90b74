package dev.launchgate.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.checklist.PassOutcome;
import dev.launchgate.checklist.StatusComposer;
import dev.launchgate.gate.Items;
import dev.launchgate.gate.Workload;
import dev.launchgate.gate.WorkloadBuilder;
import dev.launchgate.readiness.Readiness;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every status that a pass can compose, as Argo CD, Flux and kstatus read it. */
@Tag("services")
class ChecklistHealthTest {
    private static final String TIME = "2026-11-20T10:00:00Z";
    private static final Revision V1 = new Revision("hash-1", List.of(), "v1");
    private static final Revision V2 = new Revision("hash-2", List.of(), "v2");
    private static final List<Reason> ACCEPTANCES = List.of(
            Reason.Accepted, Reason.InvalidSpec, Reason.UnsupportedTarget, Reason.TargetTaken, Reason.TargetNotFound);
    private static final List<String> OBJECTIONS = List.of("", "PauseFieldConflict", "PauseRefused", "ReleaseRefused");
    private static final List<Readiness> READINESSES = List.of(
            Items.PASSING,
            Items.FAILING,
            Items.readiness(Items.remembered(Items.item("name", Verdict.Pass))),
            Items.readiness(Items.item("name", Verdict.Unknown)),
            Items.readiness(Items.item("name", Verdict.Pending)),
            Items.readiness(Items.after("errors", Verdict.Fail)),
            Items.readiness(Items.remembered(Items.after("errors", Verdict.Fail))),
            Items.readiness(Items.after("errors", Verdict.Unknown)),
            Readiness.NOTHING);

    private static List<Reading> readings = List.of();

    /** What a status was composed from, and what was read. */
    private record Reading(Facts facts, Health health) {}

    private record Facts(
            GateState state, Reason acceptance, String objection, Readiness readiness, boolean first, boolean stuck) {
        boolean accepted() {
            return acceptance == Reason.Accepted;
        }

        boolean held() {
            return state == GateState.Held || state == GateState.Approved;
        }

        boolean regressed() {
            return !readiness.failedAfterRelease().isEmpty();
        }

        LaunchChecklistStatus status() {
            GateStatus gate = new GateStatus(
                    state.name(),
                    "AlwaysPaused",
                    TIME,
                    V2,
                    first ? null : V1,
                    null,
                    first ? List.of() : List.of(new Promotion("hash-1", "v1", TIME, null)),
                    null,
                    "as the gate says",
                    objection.isEmpty() ? null : objection);
            Optional<Workload> workload = Optional.of(
                            WorkloadBuilder.wanting("v2").set("v1", 3))
                    .map(builder -> stuck ? builder.stuck() : builder)
                    .map(WorkloadBuilder::build);
            return new StatusComposer()
                    .compose(
                            LaunchChecklistStatus.EMPTY,
                            new PassOutcome(
                                    3,
                                    GateSpec.DEFAULT,
                                    new Acceptance(acceptance, "because of that"),
                                    readiness,
                                    gate,
                                    List.of(),
                                    workload,
                                    "",
                                    TIME));
        }
    }

    @BeforeAll
    static void read() {
        List<Facts> all = new ArrayList<>();
        for (GateState state : GateState.values()) {
            for (Reason acceptance : ACCEPTANCES) {
                for (String objection : OBJECTIONS) {
                    for (Readiness readiness : READINESSES) {
                        all.add(new Facts(state, acceptance, objection, readiness, false, false));
                        all.add(new Facts(state, acceptance, objection, readiness, true, false));
                        all.add(new Facts(state, acceptance, objection, readiness, false, true));
                    }
                }
            }
        }
        List<Health> read = HealthReaders.shipped()
                .read(all.stream().map(facts -> object(facts.status())).toList());
        List<Reading> made = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            made.add(new Reading(all.get(i), read.get(i)));
        }
        readings = List.copyOf(made);
    }

    private static JsonNode object(@Nullable LaunchChecklistStatus status) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setName("web");
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setGeneration(3L);
        checklist.setStatus(status);
        return Serialization.unmarshal(Serialization.asJson(checklist), JsonNode.class);
    }

    @Test
    void everythingIsReadWithoutError() {
        assertThat(readings).hasSize(10 * 5 * 4 * 9 * 3).allSatisfy(reading -> {
            assertThat(reading.health.argoWord()).isIn("Healthy", "Progressing", "Suspended", "Degraded");
            assertThat(reading.health.flux()).isIn("Current", "InProgress", "Failed");
            assertThat(reading.health.kstatus()).isIn("Current", "InProgress", "Failed");
        });
    }

    @Test
    void whatIsHeldIsNeverDone() {
        assertThat(readings).filteredOn(reading -> reading.facts.held()).allSatisfy(reading -> {
            assertThat(reading.health.argoWord()).isNotEqualTo("Healthy");
            assertThat(reading.health.flux()).isNotEqualTo("Current");
            assertThat(reading.health.kstatus()).isNotEqualTo("Current");
        });
    }

    @Test
    void onlyWhatIsAtRestIsDone() {
        assertThat(readings)
                .filteredOn(reading -> reading.health.flux().equals("Current")
                        || reading.health.kstatus().equals("Current")
                        || reading.health.argoWord().equals("Healthy"))
                .extracting(reading -> reading.facts.state())
                .containsOnly(GateState.Armed, GateState.Signalling, GateState.Auditing, GateState.Suspended);
    }

    @Test
    void whatIsIdleIsDoneWhateverItsItemsSay() {
        assertThat(readings)
                .filteredOn(reading -> reading.facts.state() == GateState.Armed)
                .filteredOn(reading -> reading.facts.accepted())
                .filteredOn(reading -> reading.facts.objection().isEmpty())
                .hasSize(9 * 3)
                .allSatisfy(reading -> assertThat(reading.health.words()).startsWith("Healthy Current "));
    }

    @Test
    void aFailingItemIsNoFailure() {
        assertThat(readings)
                .filteredOn(reading -> reading.facts.accepted())
                .filteredOn(reading -> reading.facts.state() != GateState.Frozen)
                .filteredOn(reading -> reading.facts.objection().isEmpty()
                        || reading.facts.objection().equals("ReleaseRefused") && reading.facts.held())
                .allSatisfy(reading -> {
                    assertThat(reading.health.argoWord()).isNotEqualTo("Degraded");
                    assertThat(reading.health.flux()).isNotEqualTo("Failed");
                    assertThat(reading.health.kstatus()).isNotEqualTo("Failed");
                });
    }

    @Test
    void aFrozenRolloutIsAFailureWhereTheReaderKnowsUs() {
        assertThat(readings)
                .filteredOn(reading -> reading.facts.state() == GateState.Frozen && reading.facts.accepted())
                .allSatisfy(reading -> assertThat(reading.health.words())
                        .isEqualTo(
                                reading.facts.stuck() && !reading.facts.regressed()
                                        ? "Degraded Failed Failed"
                                        : "Degraded Failed InProgress"));
    }

    @Test
    void aSpecThatAPersonMustChangeIsAFailure() {
        assertThat(readings)
                .filteredOn(reading -> !reading.facts.accepted() && reading.facts.acceptance() != Reason.TargetNotFound)
                .filteredOn(reading -> reading.facts.state() != GateState.Suspended)
                .allSatisfy(reading -> assertThat(reading.health.words()).isEqualTo("Degraded Failed Failed"));
    }

    @Test
    void aTargetThatDoesNotExistIsWaitedFor() {
        assertThat(readings)
                .filteredOn(reading -> reading.facts.acceptance() == Reason.TargetNotFound)
                .filteredOn(reading -> reading.facts.state() == GateState.Signalling)
                .allSatisfy(
                        reading -> assertThat(reading.health.words()).isEqualTo("Progressing InProgress InProgress"));
    }

    @ParameterizedTest
    @CsvSource({
        "Unarmed,Progressing InProgress InProgress",
        "Armed,Healthy Current Current",
        "Held,Suspended InProgress InProgress",
        "Approved,Progressing InProgress InProgress",
        "Releasing,Progressing InProgress InProgress",
        "Frozen,Degraded Failed InProgress",
        "Bypassed,Progressing InProgress InProgress",
        "Suspended,Suspended Current InProgress",
        "Signalling,Healthy Current Current",
        "Auditing,Healthy Current Current"
    })
    void eachStateIsReadAs(GateState state, String expected) {
        Facts facts = new Facts(state, Reason.Accepted, "", Items.PASSING, false, false);
        assertThat(reading(facts).words()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Unarmed,PauseFieldConflict,Degraded Failed InProgress",
        "Unarmed,PauseRefused,Degraded Failed InProgress",
        "Held,PauseRefused,Suspended InProgress InProgress",
        "Approved,ReleaseRefused,Suspended InProgress InProgress"
    })
    void whatStandsInTheWayIsTold(GateState state, String objection, String expected) {
        Facts facts = new Facts(state, Reason.Accepted, objection, Items.PASSING, false, false);
        assertThat(reading(facts).words()).isEqualTo(expected);
        assertThat(reading(facts).argo()).endsWith(": as the gate says");
    }

    @Test
    void argoCdTellsWhatWaitsAndWhatTheNextRevisionMeets() {
        assertThat(reading(new Facts(GateState.Held, Reason.Accepted, "", Items.FAILING, false, false))
                        .argo())
                .isEqualTo("Suspended: as the gate says");
        assertThat(reading(new Facts(GateState.Armed, Reason.Accepted, "", Items.FAILING, false, false))
                        .argo())
                .isEqualTo(
                        "Healthy: 0/1: nothing waits; the next revision would be held: public-name: told public-name");
        assertThat(reading(new Facts(GateState.Armed, Reason.Accepted, "", Items.PASSING, false, false))
                        .argo())
                .isEqualTo("Healthy: 1/1: nothing waits");
    }

    private static Health reading(Facts facts) {
        return readings.stream()
                .filter(reading -> reading.facts.equals(facts))
                .findFirst()
                .orElseThrow()
                .health;
    }

    /** Of another generation, never looked at, and a status that lacks what a pass always writes. */
    @Test
    void whatDoesNotDescribeThisSpecIsUnderWay() {
        LaunchChecklistStatus armed =
                new Facts(GateState.Armed, Reason.Accepted, "", Items.PASSING, false, false).status();
        ObjectNode stale = object(armed).deepCopy();
        stale.withObject("/metadata").put("generation", 4);
        ObjectNode bare = object(armed).deepCopy();
        bare.withObject("/status").remove(List.of("gate", "conditions", "summary", "items", "history"));
        ObjectNode stateless = object(armed).deepCopy();
        stateless.withObject("/status/gate").remove(List.of("state", "message", "since", "promoted"));
        assertThat(HealthReaders.shipped().read(List.of(stale, object(LaunchChecklistStatus.EMPTY))))
                .extracting(Health::words)
                .containsOnly("Progressing InProgress InProgress");
        assertThat(HealthReaders.shipped().read(List.of(bare, stateless)))
                .extracting(health -> health.argoWord() + " " + health.flux())
                .containsOnly("Progressing InProgress");
    }
}
