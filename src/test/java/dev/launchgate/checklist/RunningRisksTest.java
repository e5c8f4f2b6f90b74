package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.check.Risks;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.GateDecision.Transition;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningRisksTest {
    private final RunningRisks risks = new RunningRisks();

    @Test
    void eachIsToldOnceUntilItIsMended() {
        assertThat(news(true, "a")).containsExactly(transition("a"));
        assertThat(news(true, "a")).isEmpty();
        assertThat(news(true, "a", "b")).containsExactly(transition("b"));
        assertThat(news(true)).isEmpty();
        assertThat(news(true, "b", "a")).containsExactly(transition("a"), transition("b"));
    }

    @Test
    void whatCannotBeSeenForAMomentIsNotMended() {
        assertThat(news(true, "a")).hasSize(1);
        assertThat(news(false)).isEmpty();
        assertThat(news(true, "a")).isEmpty();
    }

    @Test
    void aForgottenChecklistStartsAnew() {
        assertThat(news(true, "a")).hasSize(1);
        risks.forget("ml/web");
        assertThat(news(true, "a")).hasSize(1);
    }

    /** The candidate waits; what serves needs a ConfigMap that somebody deletes. */
    @Test
    void whatTheRunningRevisionNeedsIsWatchedWhileAnotherWaits() {
        PassWorld world = new PassWorld("""
                target: {name: web}
                items:
                - name: settings
                  config: {settings: [{name: MODE}]}
                """).running();
        ObjectNode template = yaml("""
                metadata: {labels: {app: web, app.kubernetes.io/version: v1}}
                spec: {containers: [{name: app, image: "web:v1", envFrom: [{configMapRef: {name: old}}]}]}
                """);
        world.deployment().withObject("/spec").set("template", template);
        ObjectNode set = yaml("""
                metadata: {name: web-v1, namespace: ml, creationTimestamp: "2026-11-01T08:00:00Z", ownerReferences: [{uid: deployment-uid, controller: true}]}
                spec: {replicas: 3}
                status: {replicas: 3, availableReplicas: 3}
                """);
        set.withObject("/spec").set("template", template.deepCopy());
        PodTemplate.keepDigest(set);
        world.cluster
                .without(ResourceKind.REPLICA_SET, "web-v1")
                .with(new Resource(ResourceKind.REPLICA_SET, set))
                .with(ResourceKind.CONFIG_MAP, "metadata: {name: old}");
        world.settle();
        world.apply("v2").settle();
        assertThat(world.state()).isEqualTo("Held");

        world.cluster.without(ResourceKind.CONFIG_MAP, "old");
        assertThat(world.pass().orElseThrow().transitions())
                .containsExactly(
                        transition(
                                "v1, which runs, needs ConfigMap old, which is gone: a pod that restarts will not start; put it back"));
        assertThat(world.item("settings").reason()).isEqualTo("SettingMissing");
        assertThat(world.settle()).isEmpty();
        assertThat(world.status().history()).noneMatch(entry -> entry.reason().equals("RunningRevisionAtRisk"));
    }

    private List<Transition> news(boolean whole, String... messages) {
        return risks.news("ml/web", List.of(Risks.NONE, new Risks(Set.of(messages), whole)));
    }

    private static Transition transition(String message) {
        return new Transition(Reason.RunningRevisionAtRisk, message);
    }

    private static ObjectNode yaml(String text) {
        return (ObjectNode) Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
