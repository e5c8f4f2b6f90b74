package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.Templates;
import dev.launchgate.gate.WorkloadBuilder;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The target as a pass sees it. */
class TargetReadingTest {
    private static final String ITEMS = "items: [{name: port, tcp: {targets: [\"vm.example.com:9100\"]}}]\n";

    private final FakeCluster cluster = new FakeCluster();

    private TargetReading read(String spec) {
        LaunchChecklist checklist = Serialization.unmarshal(
                "kind: LaunchChecklist\napiVersion: launchgate.dev/v1alpha1\nspec:\n" + (spec + "\n" + ITEMS).indent(2),
                LaunchChecklist.class);
        checklist.getMetadata().setName("web");
        checklist.getMetadata().setNamespace("ml");
        Plan plan = new ChecklistPlanner(CheckRegistry.standard()).plan(checklist.getSpec());
        return TargetReading.read(checklist, plan, cluster);
    }

    @Test
    void findsADeploymentAndItsReplicaSets() {
        cluster.with(ResourceKind.DEPLOYMENT, "{metadata: {name: web, uid: u1}, spec: {template: {spec: {}}}}")
                .with(ResourceKind.REPLICA_SET, """
                        metadata: {name: web-1, ownerReferences: [{uid: u1, controller: true}]}
                        spec: {replicas: 1, template: {spec: {}}}
                        """);
        TargetReading target = read("target: {name: web}");

        assertThat(target.acceptance()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(target.workload().orElseThrow().sets()).hasSize(1);
        assertThat(target.candidate())
                .map(PodTemplate::identity)
                .contains(target.workload().orElseThrow().template().identity());
    }

    @ParameterizedTest
    @CsvSource({"Deployment,Pause", "Rollout,Signal", "Canary,Audit"})
    void whatIsNotThereIsNotFound(String kind, String mode) {
        TargetReading target = read("target: {kind: %s, name: web}\ngate: {mode: %s}".formatted(kind, mode));
        assertThat(target.acceptance())
                .isEqualTo(new Acceptance(
                        Reason.TargetNotFound,
                        "%s web not found in ml; create it or correct spec.target".formatted(kind)));
        assertThat(target.workload()).isEmpty();
        assertThat(target.firstLaunch(null)).isTrue();
    }

    @Test
    void aCanaryIsFollowedToItsDeployment() {
        cluster.with(ResourceKind.FLAGGER_CANARY, "{metadata: {name: web}, spec: {targetRef: {name: app}}}");
        assertThat(read("target: {kind: Canary, name: web}\ngate: {mode: Signal}")
                        .acceptance()
                        .message())
                .isEqualTo("Deployment app not found in ml; create it or correct spec.target");
        cluster.with(ResourceKind.DEPLOYMENT, "{metadata: {name: app, uid: u1}, spec: {template: {spec: {}}}}");
        assertThat(read("target: {kind: Canary, name: web}\ngate: {mode: Signal}")
                        .acceptance())
                .isEqualTo(Acceptance.ACCEPTED);
    }

    private static final String ROLLOUT = """
            metadata: {name: web, uid: u1, generation: 7}
            spec: {replicas: 1, %s}
            status: {observedGeneration: "%s", currentPodHash: 5f7c9, workloadObservedGeneration: "3"}
            """;
    private static final String TEMPLATE = "template: {metadata: {labels: {app: web}}, spec: {containers: []}}";

    /** The template of a ReplicaSet has the defaults of the API server; that of a Rollout has not. */
    private void rolloutSet() {
        cluster.with(ResourceKind.REPLICA_SET, """
                metadata:
                  name: web-5f7c9
                  labels: {rollouts-pod-template-hash: 5f7c9}
                  ownerReferences: [{kind: Rollout, uid: u1, controller: true}]
                spec:
                  replicas: 1
                  template:
                    metadata: {labels: {app: web, rollouts-pod-template-hash: 5f7c9}}
                    spec: {containers: [], restartPolicy: Always}
                status: {replicas: 1, availableReplicas: 1}
                """);
    }

    private TargetReading rollout() {
        return read("target: {kind: Rollout, name: web}\ngate: {mode: Signal}");
    }

    @ParameterizedTest
    @CsvSource({"7, true", "6, false"})
    void aRolloutIsCompleteWhenItSaysThatItsTemplateRuns(String observed, boolean complete) {
        cluster.with(ResourceKind.ROLLOUT, ROLLOUT.formatted(TEMPLATE, observed));
        rolloutSet();

        assertThat(rollout().acceptance()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(rollout().workload().orElseThrow().complete()).isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource({"3, true", "4, false"})
    void aRolloutThatRefersToADeploymentHasItsTemplate(long generation, boolean complete) {
        cluster.with(ResourceKind.ROLLOUT, ROLLOUT.formatted("workloadRef: {kind: Deployment, name: app}", "7"))
                .with(ResourceKind.DEPLOYMENT, """
                        metadata: {name: app, generation: %d}
                        spec: {replicas: 0, %s}
                        """.formatted(generation, TEMPLATE));
        rolloutSet();

        assertThat(rollout().candidate().orElseThrow().labels()).containsEntry("app", "web");
        assertThat(rollout().workload().orElseThrow().complete()).isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource({
        "'kind: Deployment, name: app', TargetNotFound, 'Deployment app, which Rollout web refers to, not found in ml;"
                + " create it or correct workloadRef'",
        "'kind: PodTemplate, name: app', UnsupportedTarget, 'Rollout web: expected workloadRef to name a Deployment, saw"
                + " PodTemplate; only Deployments are read'",
        "'name: app', UnsupportedTarget, 'Rollout web: expected workloadRef to name a Deployment, saw no kind; only"
                + " Deployments are read'"
    })
    void aRolloutThatRefersToNothingThatCanBeReadIsRefused(String reference, Reason reason, String message) {
        cluster.with(ResourceKind.ROLLOUT, ROLLOUT.formatted("workloadRef: {" + reference + "}", "7"));

        assertThat(rollout().acceptance()).isEqualTo(new Acceptance(reason, message));
        assertThat(rollout().workload()).isEmpty();
    }

    @Test
    void aReferenceThatIsNotReadYetIsNotTakenForNothing() {
        cluster.with(ResourceKind.ROLLOUT, ROLLOUT.formatted("workloadRef: {kind: Deployment, name: app}", "7"))
                .obstacle(ResourceKind.DEPLOYMENT, Obstacle.notSynced(ResourceKind.DEPLOYMENT));

        assertThat(rollout().acceptance().reason()).isEqualTo(Reason.NotMeasuredYet);
    }

    @Test
    void onlyWhatIsPausedMustBeFitForIt() {
        cluster.with(ResourceKind.DEPLOYMENT, """
                metadata: {name: web, uid: u1}
                spec: {revisionHistoryLimit: 0, template: {spec: {}}}
                """);
        assertThat(read("target: {name: web}").acceptance().reason()).isEqualTo(Reason.UnsupportedTarget);
        assertThat(read("target: {name: web}\ngate: {mode: Audit}").acceptance())
                .isEqualTo(Acceptance.ACCEPTED);
    }

    @Test
    void whatCannotBeReadIsNotTakenForNothing() {
        cluster.with(ResourceKind.DEPLOYMENT, "{metadata: {name: web, uid: u1}, spec: {template: {spec: {}}}}");
        Obstacle forbidden = Obstacle.forbidden(ResourceKind.REPLICA_SET, "ml");
        cluster.obstacle(ResourceKind.REPLICA_SET, forbidden);
        assertThat(read("target: {name: web}").acceptance())
                .isEqualTo(new Acceptance(Reason.UnsupportedTarget, forbidden.message()));
        Obstacle unread = Obstacle.notSynced(ResourceKind.DEPLOYMENT);
        cluster.noObstacles().obstacle(ResourceKind.DEPLOYMENT, unread);
        assertThat(read("target: {name: web}").acceptance())
                .isEqualTo(new Acceptance(Reason.NotMeasuredYet, unread.message()));
    }

    private static TargetReading of(WorkloadBuilder deployment) {
        return new TargetReading("ml", Optional.of(deployment.build()), Acceptance.ACCEPTED);
    }

    @Test
    void aFirstLaunchHasNoPastAndNoPods() {
        GateStatus promoted = new GateStatus(
                "Armed",
                null,
                "",
                null,
                null,
                null,
                List.of(new GateStatus.Promotion("h", null, "", null)),
                null,
                "",
                null);
        assertThat(of(WorkloadBuilder.wanting("v1")).firstLaunch(null)).isTrue();
        assertThat(of(WorkloadBuilder.wanting("v1").set("v1", 0)).firstLaunch(null))
                .isTrue();
        assertThat(of(WorkloadBuilder.wanting("v1").set("v1", 1)).firstLaunch(null))
                .isFalse();
        assertThat(of(WorkloadBuilder.wanting("v1")).firstLaunch(promoted)).isFalse();
    }

    @Test
    void inModePauseLaterItemsAwaitAPodThatServes() {
        PodTemplate v2 = Templates.template("v2");
        WorkloadBuilder releasing = WorkloadBuilder.wanting("v2").set("v1", 3);
        assertThat(of(releasing).awaitsRelease(GateMode.Pause)).isTrue();
        assertThat(of(releasing.set(v2, 1, 0)).awaitsRelease(GateMode.Pause)).isTrue();
        assertThat(of(WorkloadBuilder.wanting("v2").set(v2, 2, 1)).awaitsRelease(GateMode.Pause))
                .isFalse();
        assertThat(of(WorkloadBuilder.wanting("v2").replicas(0).set(v2, 0)).awaitsRelease(GateMode.Pause))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Pause")
    void inOtherModesTheyAwaitTheEndOfAPause(GateMode mode) {
        WorkloadBuilder rolling = WorkloadBuilder.wanting("v2").set("v1", 3);
        assertThat(of(rolling).awaitsRelease(mode)).isFalse();
        assertThat(of(rolling.paused()).awaitsRelease(mode)).isTrue();
        assertThat(of(rolling.set("v2", 1)).awaitsRelease(mode)).isFalse();
    }
}
