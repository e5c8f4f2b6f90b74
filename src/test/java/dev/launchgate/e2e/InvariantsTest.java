package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.e2e.FaultProxy.Asked;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each invariant, broken once: a judge that never objects is none. */
class InvariantsTest {
    private static final String TEMPLATE = "{spec: {containers: [{name: app, image: 'example.com/app:2'}]}}";
    private static final String HASH = PodTemplate.of(tree(TEMPLATE)).identity();
    private static final String RELEASE = """
            [{op: test, path: /metadata/uid, value: d},
             {op: test, path: /spec/template, value: %s},
             {op: add, path: /spec/paused, value: false}]
            """.formatted(TEMPLATE);
    private static final String LET_GO = RELEASE.replace("value: false}]", "value: false},")
            + "{op: remove, path: /metadata/annotations/launchgate.dev~1checklist}]";

    @Test
    void aReleaseThatWasRecordedIsAsItShouldBe() {
        assertThat(Invariants.violations(List.of(pause(1), approved(2, HASH, "d"), release(3, RELEASE))))
                .isEmpty();
    }

    @Test
    void whatWasSeenInAnotherOrderIsJudgedInTheOrderOfTheServer() {
        assertThat(Invariants.violations(List.of(release(3, RELEASE), approved(2, HASH, "d"))))
                .isEmpty();
        assertThat(Invariants.violations(List.of(approved(4, HASH, "d"), release(3, RELEASE))))
                .containsExactly("released without a record: PATCH of ml/app at 3 by a");
    }

    @Test
    void aReleaseOfAnotherTemplateOrObjectIsFound() {
        assertThat(Invariants.violations(List.of(approved(2, "0".repeat(64), "d"), release(3, RELEASE))))
                .containsExactly("released without a record: PATCH of ml/app at 3 by a");
        assertThat(Invariants.violations(List.of(approved(2, HASH, "other"), release(3, RELEASE))))
                .containsExactly("released without a record: PATCH of ml/app at 3 by a");
    }

    @Test
    void aReleaseWhoseRecordWasWithdrawnIsFound() {
        assertThat(Invariants.violations(
                        List.of(approved(2, HASH, "d"), status(3, "{gate: {state: Held}}"), release(4, RELEASE))))
                .containsExactly("released without a record: PATCH of ml/app at 4 by a");
    }

    @Test
    void aReleaseThatIsBoundToNothingIsFound() {
        assertThat(Invariants.violations(
                        List.of(approved(2, HASH, "d"), release(3, "[{op: add, path: /spec/paused, value: false}]"))))
                .containsExactly("bound neither to object nor to template: PATCH of ml/app at 3 by a");
    }

    @Test
    void onlyWhatIsIdleIsLetGo() {
        assertThat(Invariants.violations(List.of(release(3, LET_GO)))).isEmpty();
        ObjectNode waiting = object("d", 3, "{replicas: 2}", "{replicas: 2}");
        assertThat(Invariants.violations(List.of(write("deployments/app", LET_GO, waiting))))
                .containsExactly("released without a record: PATCH of ml/app at 3 by a");
    }

    @Test
    void aTemplateIsNeverWrittenAndNoPauseIsClearedByApplying() {
        assertThat(Invariants.violations(List.of(deployment(1, "{spec: {template: {}}}"))))
                .containsExactly("neither a pause nor a note: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(deployment(1, "{spec: {paused: false}}"))))
                .containsExactly("neither a pause nor a note: PATCH of ml/app at 1 by a");
    }

    @Test
    void aWriteThatSaysNothingNewIsFound() {
        assertThat(Invariants.violations(List.of(status(5, "{}"), status(5, "{}"))))
                .containsExactly("nothing new: PATCH of ml/app at 5 by a");
    }

    @Test
    void whoDoesNotLeadDoesNotWrite() {
        assertThat(Invariants.violations(List.of(lease(1, "a"), status(2, "{}"), lease(3, "b"), status(4, "{}"))))
                .containsExactly("written while b leads: PATCH of ml/app at 4 by a");
        assertThat(Invariants.violations(List.of(lease(1, "a"), lease(2, ""), status(3, "{}"))))
                .isEmpty();
    }

    @Test
    void aStatusIsBounded() {
        String row = "{name: a, message: m},";
        assertThat(Invariants.violations(List.of(status(1, "{history: [%s]}".formatted(row.repeat(20))))))
                .isEmpty();
        assertThat(Invariants.violations(List.of(status(1, "{history: [%s]}".formatted(row.repeat(21))))))
                .containsExactly("status without bound: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(status(1, "{items: [%s]}".formatted(row.repeat(201))))))
                .containsExactly("status without bound: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(status(1, "{items: [{message: %s}]}".formatted("m".repeat(1_025))))))
                .containsExactly("message without bound: PATCH of ml/app at 1 by a");
    }

    @Test
    void whatIsNotOursIsNotWritten() {
        assertThat(Invariants.violations(List.of(write("pods/app", "{}", object("p", 1, "{}", "{}")))))
                .containsExactly("not ours to write: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(write("launchchecklists/app", "{}", object("c", 1, "{}", "{}")))))
                .containsExactly("a checklist is its author's: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(write("postmortems/app/status", "{}", object("p", 1, "{}", "{}")))))
                .isEmpty();
        String endless = "{prevention: [{message: %s}]}".formatted("m".repeat(1_025));
        assertThat(Invariants.violations(List.of(write("postmortems/app/status", "{}", object("p", 1, "{}", endless)))))
                .containsExactly("message without bound: PATCH of ml/app at 1 by a");
    }

    @Test
    void aDraftIsBoundedAndWhatPeopleWriteIsTheirs() {
        String full = "{state: Draft, timeline: [%s], notes: '%s'}";
        String entry = "{event: e},";
        assertThat(Invariants.violations(List.of(draft(1, full.formatted(entry.repeat(200), "n".repeat(16_384))))))
                .isEmpty();
        assertThat(Invariants.violations(List.of(draft(1, full.formatted(entry.repeat(201), "")))))
                .containsExactly("a draft without bound: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(draft(1, full.formatted("", "n".repeat(16_385))))))
                .containsExactly("a draft without bound: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(List.of(draft(1, "{state: Review}"))))
                .containsExactly("a postmortem is its author's: PATCH of ml/app at 1 by a");
        assertThat(Invariants.violations(
                        List.of(write("postmortems/app", "{}", object("p", 1, "{state: Draft}", "{}")))))
                .containsExactly("a postmortem is its author's: PATCH of ml/app at 1 by a");
    }

    private static Write draft(long version, String spec) {
        ObjectNode stored = object("p", version, spec, "{}");
        stored.withObject("/metadata/labels").put("launchgate.dev/drafted-for", "c");
        return write("postmortems/app", "{}", stored);
    }

    private static Write pause(long version) {
        return deployment(version, "{spec: {paused: true}}");
    }

    private static Write approved(long version, String hash, String uid) {
        return status(version, "{gate: {approved: {templateHash: '%s', uid: %s}}}".formatted(hash, uid));
    }

    private static Write status(long version, String status) {
        return write("launchchecklists/app/status", "{}", object("c", version, "{}", status));
    }

    private static Write release(long version, String patch) {
        return deployment(version, patch);
    }

    private static Write deployment(long version, String body) {
        return write(
                "deployments/app", body, object("d", version, "{replicas: 2}", "{replicas: 2, updatedReplicas: 2}"));
    }

    private static Write lease(long version, String holder) {
        return write("leases/launchgate", "{}", object("l", version, "{holderIdentity: '%s'}".formatted(holder), "{}"));
    }

    private static Write write(String path, String body, JsonNode stored) {
        return new Write("a", new Asked("PATCH", URI.create("/apis/x/v1/namespaces/ml/" + path)), tree(body), stored);
    }

    private static ObjectNode object(String uid, long version, String spec, String status) {
        return (ObjectNode)
                tree("{metadata: {namespace: ml, name: app, uid: %s, resourceVersion: '%d'}, spec: %s, status: %s}"
                        .formatted(uid, version, spec, status));
    }

    private static JsonNode tree(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
