package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an item saw once is kept in its row, and told to its check in later passes. */
class EvidenceTest {
    private static final String SPEC = """
            target: {name: web}
            %s
            items:
            - name: init
              job: {workload: {job: {name: init}}, bind: %s}
            - name: shut
              manual: {steps: [never done]}
            """;
    private static final String JOB = """
            metadata: {name: init}
            spec: {template: {spec: {containers: [{name: web, image: 'registry.example.com/init:7'}]}}}
            status: {conditions: [{type: %s, status: 'True', lastTransitionTime: '%s'}]}
            """;
    private static final Evidence SEEN =
            new Evidence("Job", "init", "registry.example.com/init:7", "2026-11-20T09:00:00Z");

    private final PassWorld world = new PassWorld(SPEC.formatted("", "None")).running();

    private void job(String condition, String at) {
        world.cluster.without(ResourceKind.JOB, "init").with(ResourceKind.JOB, JOB.formatted(condition, at));
    }

    private void succeeded() {
        job("Complete", "2026-11-20T09:00:00Z");
        world.settle();
        assertThat(answer()).isEqualTo("Pass/AsExpected");
        assertThat(world.item("init").evidence()).containsExactly(SEEN);
    }

    private String answer() {
        return world.item("init").verdict() + "/" + world.item("init").reason();
    }

    @Test
    void aJobThatIsDeletedAfterwardsStillCounts() {
        succeeded();
        world.cluster.without(ResourceKind.JOB, "init");
        world.settle();
        assertThat(answer()).isEqualTo("Pass/AsExpected");
        world.restart().tick(Duration.ofMinutes(5)).settle();
        assertThat(answer()).isEqualTo("Pass/AsExpected");
        assertThat(world.item("init").evidence()).containsExactly(SEEN);
    }

    @Test
    void oneThatWasDeletedBeforeDoesNot() {
        world.settle();
        assertThat(answer()).isEqualTo("Unknown/JobGone");
        assertThat(world.item("init").evidence()).isEmpty();
    }

    @Test
    void whatCannotBeReadForAWhileForgetsNothing() {
        succeeded();
        world.cluster.obstacle(ResourceKind.JOB, Obstacle.forbidden(ResourceKind.JOB, "ml"));
        world.settle();
        assertThat(answer()).isEqualTo("Unknown/Forbidden");
        world.cluster.noObstacles().without(ResourceKind.JOB, "init");
        world.settle();
        assertThat(answer()).isEqualTo("Pass/AsExpected");
    }

    @Test
    void neitherDoesASuspension() {
        succeeded();
        world.cluster.without(ResourceKind.JOB, "init");
        world.edit(SPEC.formatted("suspend: true", "None")).settle();
        assertThat(answer()).isEqualTo("Pending/Suspended");
        world.edit(SPEC.formatted("", "None")).settle();
        assertThat(answer()).isEqualTo("Pass/AsExpected");
    }

    @Test
    void neitherDoesAnItemThatIsRefusedForAWhile() {
        succeeded();
        world.cluster.without(ResourceKind.JOB, "init");
        world.edit(SPEC.formatted("", "None").replace("bind: None", "maxAge: never"))
                .settle();
        assertThat(answer()).isEqualTo("Unknown/InvalidItem");
        world.edit(SPEC.formatted("", "None")).settle();
        assertThat(answer()).isEqualTo("Pass/AsExpected");
    }

    @Test
    void aLaterFailureTakesItBack() {
        succeeded();
        job("Failed", "2026-11-20T09:30:00Z");
        world.settle();
        assertThat(answer()).isEqualTo("Fail/JobFailed");
        world.cluster.without(ResourceKind.JOB, "init");
        world.settle();
        assertThat(answer()).isEqualTo("Unknown/JobGone");
    }

    @Test
    void anotherItemDoesNotInheritIt() {
        succeeded();
        world.cluster.without(ResourceKind.JOB, "init");
        world.edit(SPEC.formatted("", "None").replace("- name: init", "- name: other"))
                .settle();
        assertThat(world.item("other").reason()).isEqualTo("JobGone");
    }

    @Test
    void boundToAnImageItSaysNothingOfAnother() {
        succeeded();
        world.cluster.without(ResourceKind.JOB, "init");
        world.edit(SPEC.formatted("", "Image")).settle();
        assertThat(answer()).isEqualTo("Unknown/JobGone");
        assertThat(world.item("init").evidence()).containsExactly(SEEN);
    }
}
