package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.gate.GateMove;
import dev.launchgate.gate.Moves;
import dev.launchgate.gate.Workload;
import dev.launchgate.status.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrphansTest {
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final List<ObjectNode> written = new ArrayList<>();
    private RecordingApi api;
    private Orphans orphans;

    @BeforeEach
    void start() throws IOException {
        api = new RecordingApi();
        annotate(Map.of("launchgate.dev/checklist", "release", "launchgate.dev/gate-state", "Armed", "team", "ml"));
        api.runs(3);
        checklists("");
        orphans = new Orphans(api.client(), leads::get, written::add);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void annotate(Map<String, String> annotations) {
        api.change(live -> {
            ObjectNode all = live.withObject("/metadata/annotations");
            annotations.forEach(all::put);
            return live;
        });
    }

    private void label() {
        api.change(live -> {
            live.withObject("/metadata/labels")
                    .put("launchgate.dev/gate", "auto")
                    .put("app", "ml");
            return live;
        });
    }

    private GateMove disarm() {
        return Moves.disarm("d-1", api.workload().template().identity());
    }

    private static List<String> operations(JsonNode patch) {
        List<String> all = new ArrayList<>();
        patch.forEach(operation -> all.add(
                operation.path("op").asText() + " " + operation.path("path").asText()));
        return all;
    }

    @Test
    void anIdleOneIsLetGoAndOursIsTakenOff() {
        label();

        assertThat(orphans.act(disarm(), api.workload()))
                .contains(
                        new Transition(
                                Reason.Disarmed,
                                "its LaunchChecklist release does not gate it any more and nothing waits: new revisions are not held"));

        assertThat(api.writes()).hasSize(1);
        List<String> operations = operations(api.writes().getFirst().body());
        assertThat(operations.subList(0, 3))
                .containsExactly("test /metadata/uid", "test /spec/template", "add /spec/paused");
        assertThat(operations.subList(3, operations.size()))
                .containsExactlyInAnyOrder(
                        "remove /metadata/annotations/launchgate.dev~1checklist",
                        "remove /metadata/annotations/launchgate.dev~1gate-state",
                        "remove /metadata/labels/launchgate.dev~1gate");
        assertThat(api.writes().getFirst().body().at("/2/value").asBoolean(true))
                .isFalse();
        assertThat(written).hasSize(1);
    }

    /** Removing what is not there would fail the whole patch. */
    @Test
    void onlyWhatIsThereIsTakenOff() {
        annotate(Map.of("launchgate.dev/held-by", "dns"));

        orphans.act(disarm(), api.workload());

        List<String> operations = operations(api.writes().getFirst().body());
        assertThat(operations)
                .hasSize(6)
                .contains("remove /metadata/annotations/launchgate.dev~1held-by")
                .noneMatch(operation -> operation.contains("/metadata/labels"));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 422})
    void oneThatChangedMeanwhileOrIsRefusedIsLeftForTheNextTime(int code) {
        api.refuse(code, "the test failed");

        assertThat(orphans.act(disarm(), api.workload())).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void oneWhoseTemplateChangedIsNotTouched() {
        GateMove disarm = disarm();
        Workload judged = api.workload();
        api.change(live -> {
            live.withObject("/spec/template/spec").put("hostNetwork", true);
            return live;
        });

        assertThat(orphans.act(disarm, judged)).isEmpty();
        assertThat(api.writes()).isEmpty();
    }

    /** The sweep comes again before the cache knows of its last write. */
    @Test
    void oneThatWasLetGoIsNotLetGoAgain() {
        GateMove disarm = disarm();
        Workload judged = api.workload();
        api.change(live -> {
            live.withObject("/metadata/annotations")
                    .remove(List.of("launchgate.dev/checklist", "launchgate.dev/gate-state"));
            live.withObject("/spec").put("paused", false);
            return live;
        });

        assertThat(orphans.act(disarm, judged)).isEmpty();
        assertThat(api.writes()).isEmpty();
    }

    private void checklists(String items) {
        api.serve("/apis/launchgate.dev/v1alpha1/namespaces/ml/launchchecklists", RecordingApi.yaml("""
                        apiVersion: launchgate.dev/v1alpha1
                        kind: LaunchChecklistList
                        metadata: {resourceVersion: '7'}
                        items: [%s]
                        """.formatted(
                        items)));
    }

    private void checklist(String metadata, String target) {
        checklists("{metadata: {namespace: ml, %s}, spec: {target: {%s}}}".formatted(metadata, target));
    }

    /** A cache that missed the checklist must not let its Deployment go. */
    @Test
    void oneThatAChecklistGatesAfterAllStaysGated() {
        checklist("name: younger", "name: scoring");

        assertThat(orphans.act(disarm(), api.workload())).isEmpty();
        assertThat(api.writes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'name: release, deletionTimestamp: \"2026-11-01T08:00:00Z\"', name: scoring",
        "name: release, name: another",
        "name: release, 'kind: Rollout, name: scoring'"
    })
    void oneWhoseChecklistGoesOrGatesSomethingElseIsLetGo(String metadata, String target) {
        checklist(metadata, target);

        assertThat(orphans.act(disarm(), api.workload())).isPresent();
        assertThat(api.writes()).hasSize(1);
    }

    /** What was idle when the cache saw it may hold a candidate by now, of which the notes do not tell. */
    @Test
    void oneThatIsNotIdleAnyMoreStaysPaused() {
        GateMove disarm = disarm();
        Workload judged = api.workload();
        api.sets();

        assertThat(orphans.act(disarm, judged)).isEmpty();
        assertThat(api.writes()).isEmpty();
    }

    @Test
    void aRestartThatCameMeanwhileStaysPaused() {
        GateMove disarm = disarm();
        Workload judged = api.workload();
        api.change(live -> {
            live.withObject("/spec/template/metadata/annotations").put("kubectl.kubernetes.io/restartedAt", "now");
            return live;
        });

        assertThat(orphans.act(disarm, judged)).isEmpty();
        assertThat(api.writes()).isEmpty();
    }

    @Test
    void oneThatIsNotPausedLosesItsNotesOnly() {
        api.change(live -> {
            live.withObject("/spec").remove("paused");
            return live;
        });

        assertThat(orphans.act(disarm(), api.workload())).isPresent();
        assertThat(operations(api.writes().getFirst().body()))
                .noneMatch(operation -> operation.contains("/spec/paused"))
                .contains("remove /metadata/annotations/launchgate.dev~1checklist");
    }

    @Test
    void whoDoesNotLeadDoesNothing() {
        leads.set(false);

        assertThat(orphans.act(disarm(), api.workload())).isEmpty();
        assertThat(orphans.act(GateMove.NONE, api.workload())).isEmpty();
        assertThat(api.writes()).isEmpty();
    }

    @Test
    void oneThatWaitsIsToldOnceWithTheCommandThatReleasesIt() {
        assertThat(orphans.act(GateMove.NONE, api.workload()))
                .contains(
                        new Transition(
                                Reason.GateOrphaned,
                                "paused, and no LaunchChecklist gates it any more (it was release), so nothing will release it. Apply"
                                        + " a checklist for it, or release it: kubectl -n ml rollout resume deployment/scoring"));
        assertThat(api.moves()).as("it stays held").isEmpty();
        assertThat(api.writes().getFirst().body().at("/metadata/annotations")).isEqualTo(RecordingApi.yaml("""
                launchgate.dev/checklist: release
                launchgate.dev/gate-state: Orphaned
                """));

        annotate(Map.of("launchgate.dev/gate-state", "Orphaned"));
        assertThat(orphans.act(GateMove.NONE, api.workload())).isEmpty();
        assertThat(api.writes()).hasSize(1);
    }

    @Test
    void behindAGuardTheCommandBreaksTheGlass() {
        label();

        assertThat(orphans.act(GateMove.NONE, api.workload()).orElseThrow().message())
                .endsWith(
                        "release it: kubectl -n ml patch deployment scoring --type=merge -p '{\"metadata\":"
                                + "{\"annotations\":{\"launchgate.dev/break-glass\":\"REASON\"}},\"spec\":{\"paused\":false}}'");
    }
}
