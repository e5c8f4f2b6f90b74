package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two checklists on one target: the older decides. */
@Tag("N10")
class SiblingsTest {
    private static final Target TARGET = new Target(TargetKind.Deployment, "web");

    private static Optional<Acceptance> taken(FakeCluster cluster) {
        LaunchChecklist checklist = new LaunchChecklist();
        checklist.getMetadata().setNamespace("ml");
        checklist.getMetadata().setName("mine");
        return Siblings.taken(checklist, TARGET, cluster);
    }

    private static FakeCluster withMine() {
        return new FakeCluster().with(ResourceKind.LAUNCH_CHECKLIST, """
                metadata: {name: mine, creationTimestamp: "2026-11-02T00:00:00Z"}
                spec: {target: {kind: Deployment, name: web}}
                """);
    }

    private static FakeCluster withOther(String name, String created, String target) {
        return withMine().with(ResourceKind.LAUNCH_CHECKLIST, """
                        metadata: {name: %s, creationTimestamp: "%s"}
                        spec: {target: %s}
                        """.formatted(name, created, target));
    }

    @ParameterizedTest(name = "other {0} of {1} on {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    other | 2026-11-01T00:00:00Z | {kind: Deployment, name: web} | true
                    other | 2026-11-01T00:00:00Z | {name: web}                   | true
                    other | 2026-11-03T00:00:00Z | {kind: Deployment, name: web} | false
                    other | 2026-11-01T00:00:00Z | {kind: Deployment, name: api} | false
                    other | 2026-11-01T00:00:00Z | {kind: Rollout, name: web}    | false
                    able  | 2026-11-02T00:00:00Z | {kind: Deployment, name: web} | true
                    zeta  | 2026-11-02T00:00:00Z | {kind: Deployment, name: web} | false
                    """)
    void theOlderDecidesAndOfTwoTheFirstByName(String name, String created, String target, boolean taken) {
        Optional<Acceptance> acceptance = taken(withOther(name, created, target));

        assertThat(acceptance)
                .isEqualTo(
                        taken
                                ? Optional.of(new Acceptance(
                                        Reason.TargetTaken,
                                        "LaunchChecklist %s gates Deployment web already; delete one of the two"
                                                .formatted(name)))
                                : Optional.empty());
    }

    @Test
    void oneThatIsBeingDeletedDecidesNothing() {
        assertThat(taken(withMine().with(ResourceKind.LAUNCH_CHECKLIST, """
                                metadata: {name: other, creationTimestamp: "2026-11-01T00:00:00Z", deletionTimestamp: "2026-11-05T00:00:00Z"}
                                spec: {target: {kind: Deployment, name: web}}
                                """))).isEmpty();
    }

    @Test
    void anotherNamespaceIsAnotherTarget() {
        FakeCluster cluster = withOther("other", "2026-11-01T00:00:00Z", "{name: web}");
        cluster.json(ResourceKind.LAUNCH_CHECKLIST, "other")
                .withObject("/metadata")
                .put("namespace", "web");
        assertThat(taken(cluster)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotTakenForNothing() {
        Obstacle forbidden = Obstacle.forbidden(ResourceKind.LAUNCH_CHECKLIST, "ml");
        assertThat(taken(withMine().obstacle(ResourceKind.LAUNCH_CHECKLIST, forbidden)))
                .contains(new Acceptance(Reason.UnsupportedTarget, forbidden.message()));
        Obstacle unread = Obstacle.notSynced(ResourceKind.LAUNCH_CHECKLIST);
        assertThat(taken(withMine().obstacle(ResourceKind.LAUNCH_CHECKLIST, unread)))
                .contains(new Acceptance(Reason.NotMeasuredYet, unread.message()));
    }
}
