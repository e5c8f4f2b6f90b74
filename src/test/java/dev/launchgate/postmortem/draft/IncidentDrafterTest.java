package dev.launchgate.postmortem.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.announce.Announcer;
import dev.launchgate.announce.Meters;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklistStatus.HistoryEntry;
import dev.launchgate.postmortem.draft.Drafts.Kept;
import dev.launchgate.postmortem.draft.Drafts.Written;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Created once, linked after; a crash, a refusal or a person in between changes neither. */
class IncidentDrafterTest {
    private static final String NAME = "app-20261120-1001-hash";
    private static final LaunchChecklistStatus FROZEN = IncidentsTest.status("Released:2 Frozen:2");
    private static final LaunchChecklistStatus BACK = IncidentsTest.status("Released:2 Frozen:2 RolledBack:1");

    private final KubernetesClient client =
            new KubernetesClientBuilder().withConfig(Config.empty()).build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Shelf shelf = new Shelf();
    private final List<String> woken = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T10:30:00Z");
    private long nanos;
    private int told;
    private IncidentDrafter drafter = drafter();

    private IncidentDrafter drafter() {
        var silent = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), (event, executor) -> told++);
        silent.shutdown();
        InstantSource clock = () -> now;
        return new IncidentDrafter(
                new DraftWriter(
                        (namespace, deployment) -> new Scene(List.of(), List.of(), List.of(), List.of()),
                        shelf,
                        new DraftRetention(Optional.of(Duration.ofDays(90))),
                        clock),
                new Announcer(client, () -> true, clock, "test", new Meters(registry), silent),
                woken::add,
                Runnable::run,
                clock,
                () -> nanos);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static LaunchChecklist checklist(String spec) {
        return Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: ml, uid: u-1}
                spec: {target: {name: app}%s}
                """.formatted(spec), LaunchChecklist.class);
    }

    private static final LaunchChecklist CHECKLIST = checklist("");

    private static List<String> links(LaunchChecklistStatus status) {
        return status.history().stream()
                .map(HistoryEntry::postmortem)
                .map(String::valueOf)
                .toList();
    }

    @Test
    void isCreatedThenLinkedAndThenQuiet() {
        assertThat(drafter.linked(CHECKLIST, FROZEN)).isEqualTo(FROZEN);
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(shelf.writes).containsExactly("create " + NAME);
        assertThat(woken).containsExactly("ml/app");

        LaunchChecklistStatus linked = drafter.linked(CHECKLIST, FROZEN);
        assertThat(links(linked)).containsExactly("null", NAME);
        IntStream.range(0, 100).forEach(pass -> {
            assertThat(drafter.linked(CHECKLIST, linked)).isEqualTo(linked);
            drafter.stored(CHECKLIST, linked);
        });
        assertThat(shelf.writes).hasSize(1);
        assertThat(woken).hasSize(1);
    }

    @Test
    void killedBetweenDraftAndLinkItLinksTheOneThatIsThere() {
        drafter.stored(CHECKLIST, FROZEN);
        drafter = drafter();

        drafter.stored(CHECKLIST, FROZEN);

        assertThat(shelf.writes).containsExactly("create " + NAME);
        assertThat(links(drafter.linked(CHECKLIST, FROZEN))).containsExactly("null", NAME);
    }

    @Test
    void aNameThatIsTakenIsNotOverwritten() {
        shelf.put(NAME, "u-other", "somebody else's", false);

        drafter.stored(CHECKLIST, FROZEN);

        assertThat(shelf.writes).containsExactly("create " + NAME + "-2");
        assertThat(links(drafter.linked(CHECKLIST, FROZEN))).containsExactly("null", NAME + "-2");
    }

    @Test
    void aRefusalIsToldOnceAndTriedAgain() {
        shelf.answer = new Written.Refused("the API server forbids it");
        for (int pass = 0; pass < 50; pass++) {
            drafter.stored(CHECKLIST, FROZEN);
            nanos += Duration.ofSeconds(60).toNanos();
        }
        assertThat(shelf.writes).hasSizeBetween(5, 15);
        assertThat(told).isEqualTo(1);
        assertThat(drafter.linked(CHECKLIST, FROZEN)).isEqualTo(FROZEN);

        shelf.answer = new Written.Stored();
        nanos += Duration.ofMinutes(10).toNanos();
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(links(drafter.linked(CHECKLIST, FROZEN))).containsExactly("null", NAME);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void anotherRefusalIsToldAnew() {
        shelf.answer = new Written.Refused("kind Postmortem is not served");
        drafter.stored(CHECKLIST, FROZEN);
        nanos += Duration.ofMinutes(10).toNanos();
        shelf.failure = new IllegalStateException("away");
        drafter.stored(CHECKLIST, FROZEN);
        nanos += Duration.ofMinutes(10).toNanos();
        shelf.failure = null;
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(told).isEqualTo(1);

        nanos += Duration.ofMinutes(10).toNanos();
        shelf.answer = new Written.Refused("the API server forbids it");
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(told).isEqualTo(2);
    }

    /** Between looking and creating: another replica was faster, or a person took the name. */
    @ParameterizedTest
    @CsvSource({"true,", "false,create app-20261120-1001-hash-2"})
    void aNameThatIsTakenMeanwhileIsLookedAtAgain(boolean ours, String then) {
        shelf.answer = new Written.Conflict();
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(links(drafter.linked(CHECKLIST, FROZEN))).containsExactly("null", "null");

        Incident incident = Incidents.of(FROZEN).getFirst();
        shelf.put(NAME, "u-1", ours ? incident.id("u-1") : "another", false);
        shelf.answer = new Written.Stored();
        nanos += Duration.ofSeconds(5).toNanos();
        drafter.stored(CHECKLIST, FROZEN);

        assertThat(shelf.writes)
                .containsExactlyElementsOf(then == null ? List.of("create " + NAME) : List.of("create " + NAME, then));
        assertThat(links(drafter.linked(CHECKLIST, FROZEN))).containsExactly("null", ours ? NAME : NAME + "-2");
        assertThat(told).isZero();
    }

    @Test
    void aFailureNeverReachesThePass() {
        shelf.failure = new IllegalStateException("away");
        drafter.stored(CHECKLIST, FROZEN);
        shelf.failure = null;
        nanos += Duration.ofSeconds(5).toNanos();
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(shelf.writes).containsExactly("create " + NAME);
    }

    @Test
    void whatFollowsIsWrittenWhileNobodyElseWroteAndLinkedInAnyCase() {
        drafter.stored(CHECKLIST, FROZEN);
        LaunchChecklistStatus back = drafter.linked(CHECKLIST, BACK);
        assertThat(links(back)).containsExactly("null", NAME, NAME);
        drafter.stored(CHECKLIST, back);
        drafter.stored(CHECKLIST, IncidentsTest.armed(back, "1", "2026-11-20T10:05:00Z"));
        assertThat(shelf.writes).containsExactly("create " + NAME, "update " + NAME, "update " + NAME);
        assertThat(shelf.kept.get(NAME).json().at("/spec/impact/mitigatedAt").asText())
                .isEqualTo("2026-11-20T10:05:00Z");
        assertThat(shelf.kept.get(NAME).json().at("/spec/timeline").findValuesAsText("event"))
                .containsExactly("gate: Released: as it was", "gate: Frozen: as it was", "gate: RolledBack: as it was");

        drafter = drafter();
        drafter.stored(CHECKLIST, IncidentsTest.armed(back, "1", "2026-11-20T10:05:00Z"));
        assertThat(shelf.writes).hasSize(3);
    }

    @Test
    void whatAPersonTouchedIsLeftAlone() {
        drafter.stored(CHECKLIST, FROZEN);
        shelf.kept.put(NAME, new Kept(shelf.kept.get(NAME).json(), false));

        drafter.stored(CHECKLIST, drafter.linked(CHECKLIST, BACK));

        assertThat(shelf.writes).containsExactly("create " + NAME);
    }

    @Test
    void whatAPersonDeletedStaysDeleted() {
        drafter.stored(CHECKLIST, FROZEN);
        LaunchChecklistStatus back = drafter.linked(CHECKLIST, BACK);
        shelf.kept.clear();

        drafter.stored(CHECKLIST, back);

        assertThat(shelf.writes).containsExactly("create " + NAME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {", gate: {mode: Audit}", ", gate: {mode: Signal}", ", suspend: true"})
    void onlyAGateThatHoldsHasIncidents(String spec) {
        drafter.stored(checklist(spec), FROZEN);
        assertThat(shelf.writes).isEmpty();
    }

    @Test
    void whatIsOldIsNotDrafted() {
        now = Instant.parse("2026-11-21T10:01:00Z");
        drafter.stored(CHECKLIST, FROZEN);
        assertThat(shelf.writes).isEmpty();
    }

    /** A definition that is older than the operator drops the link. */
    @Test
    void aLinkThatIsNotKeptIsOfferedNowAndThenOnly() {
        drafter.stored(CHECKLIST, FROZEN);
        int offered = 0;
        for (int pass = 0; pass < 100; pass++) {
            offered += drafter.linked(CHECKLIST, FROZEN).equals(FROZEN) ? 0 : 1;
            drafter.stored(CHECKLIST, FROZEN);
        }
        assertThat(offered).isEqualTo(5);
    }

    @Test
    void draftsThatNobodyTouchedGoWhenTheyAreOldOrMany() {
        IntStream.range(0, 12).forEach(day -> shelf.put("d%02d".formatted(day), "u-1", "i", true));
        shelf.put("old", "u-2", "i", true);
        shelf.put("touched", "u-2", "i", false);
        shelf.put("theirs", "", "", true);
        Instant later = Instant.parse("2026-11-20T10:00:00Z").plus(Duration.ofDays(90));

        assertThat(new DraftRetention(Optional.of(Duration.ofDays(90))).expired(shelf.list("ml"), later.plusSeconds(1)))
                .hasSize(13)
                .extracting(Kept::name)
                .contains("old")
                .doesNotContain("touched", "theirs");
        assertThat(new DraftRetention(Optional.empty()).expired(shelf.list("ml"), later.plusSeconds(1)))
                .hasSize(2);
        assertThat(new DraftRetention(Optional.of(Duration.ofDays(90))).expired(shelf.list("ml"), later))
                .hasSize(2);
    }

    /** Postmortems in memory. */
    private static final class Shelf implements Drafts {
        private final Map<String, Kept> kept = new TreeMap<>();
        private final List<String> writes = new ArrayList<>();
        private Written answer = new Written.Stored();
        private RuntimeException failure;

        void put(String name, String draftedFor, String incident, boolean untouched) {
            ObjectNode json = Serialization.unmarshal("{\"metadata\": {}}", ObjectNode.class);
            ObjectNode metadata = json.withObject("/metadata")
                    .put("name", name)
                    .put("namespace", "ml")
                    .put("creationTimestamp", "2026-11-20T10:00:00Z");
            metadata.putObject("labels").put(DRAFTED_FOR, draftedFor);
            metadata.putObject("annotations").put(INCIDENT, incident);
            kept.put(name, new Kept(json, untouched));
        }

        @Override
        public Optional<Kept> find(String namespace, String name) {
            if (failure != null) {
                throw failure;
            }
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public Written create(String namespace, ObjectNode manifest) {
            String name = manifest.at("/metadata/name").asText();
            writes.add("create " + name);
            if (answer instanceof Written.Stored) {
                ObjectNode json = manifest.deepCopy();
                json.withObject("/metadata").put("namespace", namespace);
                kept.put(name, new Kept(json, true));
            }
            return answer;
        }

        @Override
        public Written update(Kept read, ObjectNode changes) {
            writes.add("update " + read.name());
            ObjectNode json = read.json().deepCopy();
            json.withObject("/metadata/annotations").setAll((ObjectNode) changes.at("/metadata/annotations"));
            json.withObject("/spec").set("timeline", changes.at("/spec/timeline"));
            if (changes.at("/spec/impact").isObject()) {
                json.withObject("/spec/impact").setAll((ObjectNode) changes.at("/spec/impact"));
            }
            kept.put(read.name(), new Kept(json, true));
            return answer;
        }

        @Override
        public List<Kept> list(String namespace) {
            return List.copyOf(kept.values());
        }

        @Override
        public List<Kept> everywhere() {
            return list("ml");
        }

        @Override
        public void delete(Kept read) {
            kept.remove(read.name());
        }
    }
}
