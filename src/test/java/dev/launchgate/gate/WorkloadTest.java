package dev.launchgate.gate;

import static dev.launchgate.gate.WorkloadBuilder.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Deployment and its ReplicaSets, read and understood. */
class WorkloadTest {
    private static final PodTemplate V2 = Templates.template("v2");
    private static final PodTemplate RESTARTED = Templates.restarted("v2", "2026-11-20T10:00:00Z");

    // ---- reading ----

    private static Resource deployment(String yaml) {
        ObjectNode json = (ObjectNode) Serialization.unmarshal("---\n" + yaml, JsonNode.class);
        json.withObject("/spec").set("template", Templates.json("v2"));
        return new Resource(ResourceKind.DEPLOYMENT, json);
    }

    private static Resource set(String name, String owner, boolean controller) {
        ObjectNode json = (ObjectNode) Serialization.unmarshal("""
                metadata: {name: %s, creationTimestamp: "2026-11-01T00:00:00Z", ownerReferences: [{uid: %s, controller: %s}]}
                spec: {replicas: 2}
                status: {replicas: 2, availableReplicas: 1}
                """.formatted(name, owner, controller), JsonNode.class);
        ((ObjectNode) json.get("spec")).set("template", Templates.json("v1"));
        return new Resource(ResourceKind.REPLICA_SET, json);
    }

    @Test
    void readsADeploymentWithEveryDefault() {
        Workload read = Workload.of(deployment("metadata: {name: web, namespace: ml, uid: u1}"), List.of());

        assertThat(read.namespace()).isEqualTo("ml");
        assertThat(read.name()).isEqualTo("web");
        assertThat(read.uid()).isEqualTo("u1");
        assertThat(read.paused()).isFalse();
        assertThat(read.replicas()).isEqualTo(1);
        assertThat(read.progressDeadlineSeconds()).isEqualTo(600);
        assertThat(read.progressDeadlineExceeded()).isFalse();
        assertThat(read.template().identity()).isEqualTo(V2.identity());
    }

    @Test
    void readsWhatIsSet() {
        Workload read = Workload.of(deployment("""
                metadata: {name: web, uid: u1, labels: {a: b}, annotations: {c: d}}
                spec: {paused: true, replicas: 0, progressDeadlineSeconds: 30}
                status: {conditions: [{type: Available, reason: X}, {type: Progressing, reason: ProgressDeadlineExceeded}]}
                """), List.of());

        assertThat(read.paused()).isTrue();
        assertThat(read.replicas()).isZero();
        assertThat(read.progressDeadlineSeconds()).isEqualTo(30);
        assertThat(read.progressDeadlineExceeded()).isTrue();
        assertThat(read.labels()).containsEntry("a", "b");
        assertThat(read.annotations()).containsEntry("c", "d");
    }

    @Test
    void ownsReplicaSetsByUidOfTheController() {
        Workload read = Workload.of(
                deployment("metadata: {name: web, uid: u1}"),
                List.of(set("mine", "u1", true), set("another", "u2", true), set("adopted-not", "u1", false)));

        assertThat(read.sets()).singleElement().satisfies(mine -> {
            assertThat(mine.name()).isEqualTo("mine");
            assertThat(mine.desired()).isEqualTo(2);
            assertThat(mine.replicas()).isEqualTo(2);
            assertThat(mine.available()).isEqualTo(1);
            assertThat(mine.template().identity())
                    .isEqualTo(Templates.template("v1").identity());
        });
    }

    @Test
    void aReplicaSetIsActiveWhenItHasPodsOrIsAboutToHaveThem() {
        assertThat(new OwnedReplicaSet("s", "u", V2, "", 0, 0, 0).active()).isFalse();
        assertThat(new OwnedReplicaSet("s", "u", V2, "", 1, 0, 0).active()).isTrue();
        assertThat(new OwnedReplicaSet("s", "u", V2, "", 0, 1, 0).active()).isTrue();
    }

    // ---- understanding ----

    /** @param is the words of c(omplete), s(erves), i(dle), m(ixed), r(estartOnly), p(ausingProtects) that hold */
    private static Arguments shape(String name, WorkloadBuilder builder, String is) {
        return Arguments.of(name, builder.build(), is);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("wanted alone", wanting("v2").set("v1", 0).set("v2", 3), "csi"),
                shape("wanted alone, one pod short", wanting("v2").set(V2, 3, 2), "i"),
                shape("wanted alone, of another size", wanting("v2").replicas(5).set("v2", 3), "i"),
                shape(
                        "wanted alone, not scaled down yet",
                        wanting("v2").replicas(1).set("v2", 3),
                        "i"),
                shape("nothing at all", wanting("v2"), ""),
                shape("no pods, but its ReplicaSet", wanting("v2").set("v2", 0), "i"),
                shape("no pods, another ReplicaSet", wanting("v2").set("v1", 0), ""),
                shape("scaled to zero", wanting("v2").replicas(0).set("v1", 0).set("v2", 0), "ci"),
                shape(
                        "scaled to zero before it ever ran",
                        wanting("v2").replicas(0).set("v1", 0),
                        "i"),
                shape(
                        "scaled to zero, pods still there",
                        wanting("v2").replicas(0).set("v2", 1),
                        "i"),
                shape("old alone", wanting("v2").set("v1", 3), "mp"),
                shape("old alone, not serving", wanting("v2").set(Templates.template("v1"), 3, 0), "m"),
                shape("old beside wanted", wanting("v2").set("v1", 2).set(V2, 2, 1), "mp"),
                shape(
                        "old beside wanted at full size",
                        wanting("v2").set("v1", 1).set("v2", 3),
                        "m"),
                shape("old restarted", wanting(RESTARTED).set(V2, 3), "r"),
                shape("half restarted", wanting(RESTARTED).set(V2, 2).set(RESTARTED, 1), "r"),
                shape("restarted", wanting(RESTARTED).set(V2, 0).set(RESTARTED, 3), "csi"),
                shape("restart of what sleeps", wanting(RESTARTED).set(V2, 0), "r"),
                shape(
                        "restart of what sleeps at zero",
                        wanting(RESTARTED).replicas(0).set(V2, 0),
                        "ir"),
                shape(
                        "restart back, at zero",
                        wanting(V2).replicas(0).set(V2, 0).set(RESTARTED, 0),
                        "ci"),
                shape("restart beside old", wanting(RESTARTED).set("v1", 1).set(V2, 2), "mp"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("shapes")
    void understandsItsShape(String name, Workload workload, String is) {
        String seen = (workload.complete() ? "c" : "")
                + (workload.serves() ? "s" : "")
                + (workload.idle() ? "i" : "")
                + (workload.mixed() ? "m" : "")
                + (workload.restartOnly() ? "r" : "")
                + (workload.pausingProtects() ? "p" : "");
        assertThat(seen).isEqualTo(is);
    }

    @Test
    void whatRunsIsTheLargestAndOfEqualsTheOldest() {
        assertThat(wanting("v3").set("v1", 1).set("v2", 2).build().running()).contains(V2);
        assertThat(wanting("v3").set("v2", 2).set("v1", 2).build().running()).contains(V2);
        assertThat(wanting("v3").set("v2", 0).build().running()).isEmpty();
    }

    @Test
    void whatServesHasAPodThatDoes() {
        PodTemplate v1 = Templates.template("v1");
        Workload mixed = wanting("v2").set(v1, 1).set("v2", 2).build();
        assertThat(mixed.serving()).contains(V2);
        assertThat(mixed.servingBeside(V2)).contains(v1);
        assertThat(mixed.activeIdentities()).isEqualTo(2);
        Workload starting = wanting("v2").set(v1, 3, 0).build();
        assertThat(starting.serving()).isEmpty();
        assertThat(starting.servingBeside(V2)).isEmpty();
    }

    @Test
    void scalingToZeroIsARiskWhereAnotherReplicaSetWouldWake() {
        assertThat(wanting("v2").set("v1", 3).build().wrongReplicaSetRisk()).isFalse();
        assertThat(wanting("v3").set("v1", 0).set("v2", 3).build().wrongReplicaSetRisk())
                .isFalse();
        assertThat(wanting("v3").set("v1", 3).set("v2", 0).build().wrongReplicaSetRisk())
                .isTrue();
        assertThat(wanting("v1").set("v1", 0).set("v2", 3).build().wrongReplicaSetRisk())
                .isTrue();
        assertThat(wanting("v3").set("v1", 2).set("v2", 1).build().wrongReplicaSetRisk())
                .isTrue();
        assertThat(wanting("v3").build().wrongReplicaSetRisk()).isFalse();
    }
}
