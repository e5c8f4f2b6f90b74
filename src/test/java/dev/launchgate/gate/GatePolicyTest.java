package dev.launchgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateState;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy says beside opening: its words, its orphans, its bounds. */
class GatePolicyTest {
    private final GatePolicy policy = new GatePolicy();

    @Test
    void namesAtMostFiveBlockers() {
        assertThat(GatePolicy.heldBy(blocked(1))).isEqualTo("held by 1 item: item-1 (RecordMissing)");
        assertThat(GatePolicy.heldBy(blocked(2)))
                .isEqualTo("held by 2 items: item-1 (RecordMissing), item-2 (RecordMissing)");
        assertThat(GatePolicy.heldBy(blocked(7)))
                .isEqualTo("held by 7 items: item-1 (RecordMissing), item-2 (RecordMissing), item-3 (RecordMissing),"
                        + " item-4 (RecordMissing), item-5 (RecordMissing) and 2 more");
    }

    @Test
    void saysWhyItHoldsWithoutBlockers() {
        assertThat(GatePolicy.heldBy(Readiness.refused(List.of())))
                .isEqualTo("held: the checklist's spec cannot be acted on, see condition Accepted");
        assertThat(GatePolicy.heldBy(Items.readiness(Items.remembered(Items.item("name", Verdict.Pass)))))
                .isEqualTo("held until the items are measured again");
    }

    private static Readiness blocked(int count) {
        return new Readiness(
                IntStream.rangeClosed(1, count)
                        .<ItemResult>mapToObj(i -> Items.item("item-" + i, Verdict.Fail))
                        .toList(),
                true);
    }

    static Stream<Arguments> orphans() {
        PodTemplate v2 = Templates.template("v2");
        PodTemplate restarted = Templates.restarted("v2", "2026-11-20T10:00:00Z");
        WorkloadBuilder asleep =
                WorkloadBuilder.wanting("v2").replicas(0).set(v2, 0).paused();
        return Stream.of(
                orphan("idle", WorkloadBuilder.wanting("v2").set("v2", 3).paused(), true),
                orphan("not paused", WorkloadBuilder.wanting("v2").set("v1", 3), true),
                orphan("held", WorkloadBuilder.wanting("v2").set("v1", 3).paused(), false),
                orphan(
                        "held midway",
                        WorkloadBuilder.wanting("v2").set("v1", 2).set("v2", 1).paused(),
                        false),
                orphan(
                        "held before its first launch",
                        WorkloadBuilder.wanting("v2").paused(),
                        false),
                orphan(
                        "a restart waits",
                        WorkloadBuilder.wanting(restarted).set(v2, 3).paused(),
                        false),
                orphan(
                        "its pods exist and do not serve",
                        WorkloadBuilder.wanting("v2").set(v2, 3, 0).paused(),
                        true),
                orphan(
                        "some of its pods are missing",
                        WorkloadBuilder.wanting("v2").set(v2, 2).paused(),
                        false),
                orphan(
                        "none of its pods are there",
                        WorkloadBuilder.wanting("v2").set(v2, 0).paused(),
                        false),
                orphan("asleep", asleep, false),
                orphan(
                        "asleep, whatever the notes say",
                        asleep.annotation("launchgate.dev/gate-state", "Armed"),
                        false));
    }

    private static Arguments orphan(String name, WorkloadBuilder deployment, boolean letGo) {
        return Arguments.of(name, deployment.build(), letGo);
    }

    @ParameterizedTest(name = "{0}: let go {2}")
    @MethodSource("orphans")
    void letsGoOfOrphansOnlyWhereNothingWouldStart(String name, Workload orphan, boolean letGo) {
        GateMove move = policy.orphaned(orphan);
        if (letGo) {
            assertThat(move).isInstanceOfSatisfying(GateMove.Disarm.class, disarm -> {
                assertThat(disarm.uid()).isEqualTo(orphan.uid());
                assertThat(disarm.templateIdentity())
                        .isEqualTo(orphan.template().identity());
            });
        } else {
            assertThat(move).isEqualTo(GateMove.NONE);
        }
    }

    @Test
    void whatATemplateSaysOfItselfIsBounded() {
        var template = Templates.json("v2");
        var containers = ((com.fasterxml.jackson.databind.node.ObjectNode) template.get("spec")).putArray("containers");
        IntStream.range(0, 50).forEach(i -> containers.addObject().put("image", "i".repeat(2000)));
        Workload workload = WorkloadBuilder.wanting(PodTemplate.of(template))
                .set("v1", 3)
                .paused()
                .annotation("launchgate.dev/retry", "r".repeat(2000))
                .build();
        GateDecision decision = policy.decide(new GateInput(
                GateSpec.DEFAULT,
                1,
                null,
                workload,
                Items.FAILING,
                Arming.AutoHold,
                Instant.parse("2026-11-20T10:00:00Z")));

        assertThat(decision.next().state()).isEqualTo(GateState.Held.name());
        assertThat(decision.next().candidate().images()).hasSize(20).allMatch(image -> image.length() == 512);
    }
}
