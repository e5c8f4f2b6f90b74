package dev.launchgate.gate.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.gate.kube.RecordingApi.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentNotesTest {
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final List<ObjectNode> written = new ArrayList<>();
    private RecordingApi api;
    private DeploymentNotes notes;

    @BeforeEach
    void start() throws IOException {
        api = new RecordingApi();
        notes = new DeploymentNotes(api.client(), leads::get, written::add);
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

    private void write(String state, String message) {
        notes.write("release", state, message, api.workload());
    }

    @Test
    void aHeldDeploymentSaysByWhat() {
        annotate(Map.of("team", "ml"));

        write("Held", "waits for dns");

        Write write = api.writes().getFirst();
        assertThat(api.writes()).hasSize(1);
        assertThat(write.contentType()).startsWith("application/apply-patch+yaml");
        assertThat(write.query().split("&")).contains("fieldManager=launchgate-notes", "force=true");
        assertThat(write.body()).isEqualTo(RecordingApi.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: scoring
                  namespace: ml
                  uid: d-1
                  annotations:
                    launchgate.dev/checklist: release
                    launchgate.dev/gate-state: Held
                    launchgate.dev/held-by: waits for dns
                """));
        assertThat(written).hasSize(1);
    }

    /** An apply that leaves a field out takes it off. */
    @Test
    void onceItIsNotHeldTheReasonIsLeftOut() {
        annotate(Map.of(
                "launchgate.dev/checklist", "release",
                "launchgate.dev/gate-state", "Held",
                "launchgate.dev/held-by", "waits for dns"));

        write("Releasing", "releasing 2.4");

        assertThat(api.writes().getFirst().body().at("/metadata/annotations")).isEqualTo(RecordingApi.yaml("""
                launchgate.dev/checklist: release
                launchgate.dev/gate-state: Releasing
                """));
    }

    @Test
    void whatIsSaidAlreadyIsNotWrittenAgain() {
        annotate(Map.of("launchgate.dev/checklist", "release", "launchgate.dev/gate-state", "Armed", "team", "ml"));

        write("Armed", "armed");

        assertThat(api.writes()).isEmpty();
    }

    @Test
    void whatIsSaidLiveButNotInTheCacheYetIsNotWrittenAgain() {
        var behind = api.workload();
        annotate(Map.of("launchgate.dev/checklist", "release", "launchgate.dev/gate-state", "Armed"));

        notes.write("release", "Armed", "armed", behind);

        assertThat(api.writes()).isEmpty();
    }

    @Test
    void anotherDeploymentOfTheSameNameGetsNoNotesOfThisOne() {
        var behind = api.workload();
        api.change(live -> {
            live.withObject("/metadata").put("uid", "d-2");
            return live;
        });
        notes.write("release", "Armed", "armed", behind);

        api.delete();
        notes.write("release", "Armed", "armed", behind);

        assertThat(api.writes()).isEmpty();
    }

    @Test
    void whoDoesNotLeadWritesNothing() {
        leads.set(false);

        write("Armed", "armed");

        assertThat(api.writes()).isEmpty();
    }

    @Test
    void aLongReasonIsCut() {
        write("Held", "x".repeat(257));

        assertThat(heldBy()).isEqualTo("x".repeat(256));
    }

    /** Half a character would come back as a question mark, and differ from what is wanted for ever. */
    @Test
    void aLongReasonIsNotCutWithinACharacter() {
        write("Held", "x".repeat(255) + "\uD83D\uDE80");

        assertThat(heldBy()).isEqualTo("x".repeat(255));
    }

    private String heldBy() {
        return api.writes()
                .getFirst()
                .body()
                .at("/metadata/annotations/launchgate.dev~1held-by")
                .asText();
    }
}
