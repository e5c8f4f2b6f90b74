package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A candidate whose pods run is not promoted as long as an engine still judges it. */
class DeliveryTest {
    private static final GateStatus BEFORE = new GateStatus(
            "Signalling",
            null,
            "2026-11-20T09:00:00Z",
            null,
            null,
            null,
            List.of(new Promotion(Templates.template("v1").identity(), "v1", "2026-11-01T00:00:00Z", null)),
            null,
            "",
            null);

    private static GateStatus after(GateMode mode, WorkloadBuilder target) {
        GateSpec spec = new GateSpec(mode, null, null, null, null, null);
        return new GatePolicy()
                .decide(new GateInput(
                        spec,
                        1,
                        BEFORE,
                        target.build(),
                        Items.FAILING,
                        Arming.AlwaysPaused,
                        Instant.parse("2026-11-20T10:00:00Z")))
                .next();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Pause")
    void whatAnEngineStillJudgesIsTheCandidate(GateMode mode) {
        WorkloadBuilder analysed = WorkloadBuilder.wanting("v2").set("v1", 0).set("v2", 3);

        assertThat(after(mode, analysed.delivery(Delivery.UnderWay)).candidate().revision())
                .isEqualTo("v2");
        assertThat(after(mode, analysed.delivery(Delivery.UnderWay)).promoted())
                .extracting(Promotion::revision)
                .containsExactly("v1");
        assertThat(after(mode, analysed.delivery(Delivery.ByItself)).promoted())
                .extracting(Promotion::revision)
                .containsExactly("v1", "v2");
    }

    @Test
    void whatItHasTakenOverIsPromotedThoughItHasNoPodsLeft() {
        GateStatus done = after(
                GateMode.Signal,
                WorkloadBuilder.wanting("v2").replicas(0).set("v2", 0).delivery(Delivery.Finished));

        assertThat(done.candidate()).isNull();
        assertThat(done.promoted()).extracting(Promotion::revision).containsExactly("v1", "v2");
    }

    @ParameterizedTest
    @CsvSource({"5f7c9, 5f7c9, ByItself", "5f7c9, 6a8d0, UnderWay", "5f7c9, '', UnderWay", "'', '', UnderWay"})
    void aRolloutIsDoneWhenItsTemplateIsTheStableOne(String current, String stable, Delivery delivery) {
        assertThat(Delivery.of(read(ResourceKind.ROLLOUT, """
                        metadata: {name: web}
                        status: {currentPodHash: "%s", stableRS: "%s"}
                        """.formatted(current, stable))))
                .isEqualTo(delivery);
    }

    @ParameterizedTest
    @CsvSource({
        "Succeeded, v2, 4, Finished",
        "Initialized, v2, 4, Finished",
        "Progressing, v2, 4, UnderWay",
        "Finalising, v2, 4, UnderWay",
        "'', v2, 4, UnderWay",
        "Succeeded, v1, 4, UnderWay",
        "Succeeded, v2, 3, UnderWay"
    })
    void aCanaryIsDoneWhenItsPrimaryRunsTheTemplate(String phase, String primary, long observed, Delivery delivery) {
        Resource canary = read(ResourceKind.FLAGGER_CANARY, "status: {phase: '" + phase + "'}");
        Resource target = deployment("", "v2", "", 1);
        assertThat(Delivery.of(canary, target, Optional.of(deployment("-primary", primary, ID, observed))))
                .isEqualTo(delivery);
        assertThat(Delivery.of(canary, target, Optional.empty())).isEqualTo(Delivery.UnderWay);
    }

    private static final String ID = "annotations: {flagger-id: 0a1b},";

    /** Flagger gives the copy names of its own, and an annotation. */
    private static Resource deployment(String suffix, String version, String annotations, long observed) {
        return read(ResourceKind.DEPLOYMENT, """
                metadata: {name: web%1$s, generation: 4}
                spec:
                  template:
                    metadata: {%3$s labels: {app: web%1$s}}
                    spec:
                      containers: [{name: app, image: "registry.example.com/web:%2$s", ports: [{containerPort: 80}]}]
                      volumes: [{name: config, configMap: {name: web%1$s}}]
                status: {observedGeneration: %4$d}
                """.formatted(suffix, version, annotations, observed));
    }

    private static Resource read(ResourceKind kind, String yaml) {
        return new Resource(kind, Serialization.unmarshal(yaml, JsonNode.class));
    }
}
