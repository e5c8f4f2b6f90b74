package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A resilience item follows autoscalers, budgets, claims and nodes of a real cluster, which does what the item says. */
@ClusterTest
class ResilienceTest {
    /** The operator looks every 20 seconds whether a kind is there. */
    private static final Duration WITHIN_A_MINUTE = Duration.ofSeconds(60);

    private static final String SOFT = "ScheduleAnyway";
    private static final String HARD = "DoNotSchedule";

    private static OperatorProcess operator;
    private final ControlPlane cluster;

    ResilienceTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        operator = Operators.start(cluster);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void whatTheItemSaysIsWhatEvictionsAndDrainsMeetWith() {
        Launch launch = Launch.in(cluster, "resilience");
        launch.apply(deployment(launch, SOFT, ""));
        checklist(launch, "mode: Audit", "spread: Zone");
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/BudgetMissing");

        launch.apply(autoscaler(launch, 1));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/AutoscalerFloorTooLow");
        assertThat(launch.message("resilience"))
                .startsWith("autoscaler app may go down to 1, expected 2; raise its minReplicas");
        launch.apply(autoscaler(launch, 3));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/BudgetMissing");

        launch.apply(budget(launch, "app", "minAvailable: 100%"));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/BudgetBlocksDrains");
        awaitPods(launch, 3);
        assertThat(evict(launch)).contains("would violate the pod's disruption budget");

        launch.apply(budget(launch, "more", "maxUnavailable: 1"));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/BudgetConflict");
        assertThat(evict(launch)).contains("more than one PodDisruptionBudget");

        launch.kubectl("delete", "pdb", "app").orThrow();
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/SpreadMissing");
        assertThat(launch.message("resilience"))
                .startsWith("Deployment app: expected a rule that keeps its pods on different zones, saw"
                        + " topologySpreadConstraints[0] that is only soft;");

        launch.apply(deployment(launch, HARD, ""));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Pass/AsExpected");
        awaitPods(launch, 3);
        try {
            launch.user()
                    .kubectl(
                            "drain",
                            "node-1",
                            "--force",
                            "--ignore-daemonsets",
                            "--delete-emptydir-data",
                            "--pod-selector",
                            "app=app",
                            "--timeout=30s")
                    .orThrow();
            launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Pass/AsExpected");
            assertThat(launch.kubectl(
                                    "get",
                                    "pods",
                                    "-l",
                                    "app=app",
                                    "--field-selector",
                                    "spec.nodeName=node-1",
                                    "-o",
                                    "name")
                            .orThrow())
                    .isEmpty();
        } finally {
            launch.user().kubectl("uncordon", "node-1").orThrow();
        }
    }

    @Test
    void podsThatTheSchedulerPutTogetherAreSeenWhereTheyAre() {
        Launch launch = Launch.in(cluster, "together");
        launch.apply(deployment(launch, HARD, "nodeSelector: {kubernetes.io/hostname: node-2}"));
        launch.apply(budget(launch, "app", "maxUnavailable: 1"));
        checklist(launch, "mode: Audit", "spread: Host");
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/PodsTogether");
        assertThat(launch.message("resilience"))
                .isEqualTo("Deployment app: 3 pods on 1 node, node-2; make room elsewhere, then delete one");
    }

    @Test
    void aClaimForOneNodeHoldsTheFirstLaunchUntilItIsShared() {
        Launch launch = Launch.in(cluster, "claim");
        launch.apply(deployment(launch, HARD, "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]")
                .replace("replicas: 3", "replicas: 3\n  paused: true"));
        launch.apply(budget(launch, "app", "maxUnavailable: 1"));
        checklist(launch, "", "spread: Host");
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/ObjectMissing");
        launch.apply(claim(launch, "ReadWriteOnce"));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/SingleAttachVolume");
        assertThat(launch.everStarted()).isEmpty();

        launch.kubectl("delete", "pvc", "data").orThrow();
        launch.apply(claim(launch, "ReadWriteMany"));
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Pass/AsExpected");
        await().atMost(Launch.PATIENCE).until(() -> launch.everStarted().size() == 1);
    }

    @Test
    void aScaledObjectCountsOnceItsKindIsThere() {
        Launch launch = Launch.in(cluster, "keda");
        launch.apply(deployment(launch, HARD, ""));
        launch.apply(budget(launch, "app", "maxUnavailable: 1"));
        checklist(launch, "mode: Audit", "spread: Host");
        launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Pass/AsExpected");

        launch.apply(SCALED_OBJECTS);
        try {
            launch.user()
                    .kubectl("wait", "--for=condition=Established", "crd/scaledobjects.keda.sh", "--timeout=30s")
                    .orThrow();
            launch.apply("""
                    apiVersion: keda.sh/v1alpha1
                    kind: ScaledObject
                    metadata: {name: queue, namespace: %s}
                    spec: {scaleTargetRef: {name: app}}
                    """.formatted(launch.namespace()));
            launch.awaitItem(WITHIN_A_MINUTE, "resilience", "Fail/AutoscalerFloorTooLow");
            assertThat(launch.message("resilience"))
                    .isEqualTo("autoscaler queue may go down to 0, expected 2; raise its minReplicaCount");
        } finally {
            launch.user().kubectl("delete", "crd", "scaledobjects.keda.sh").orThrow();
        }
    }

    private static void checklist(Launch launch, String gate, String members) {
        launch.apply("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: app, namespace: %s}
                spec:
                  target: {name: app}
                  gate: {%s}
                  items: [{name: resilience, resilience: {%s}}]
                """.formatted(launch.namespace(), gate, members));
    }

    private static String deployment(Launch launch, String unsatisfiable, String members) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: %s}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      topologySpreadConstraints:
                        - {topologyKey: topology.kubernetes.io/zone, maxSkew: 1, whenUnsatisfiable: %s, matchLabelKeys: [pod-template-hash], labelSelector: {matchLabels: {app: app}}}
                      containers:
                        - {name: app, image: registry.example.com/app:v1, ports: [{containerPort: 8080}], readinessProbe: {tcpSocket: {port: 8080}}}
                      %s
                """.formatted(launch.namespace(), unsatisfiable, members);
    }

    private static String autoscaler(Launch launch, int least) {
        return """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: app, namespace: %s}
                spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}, minReplicas: %d, maxReplicas: 5}
                """.formatted(launch.namespace(), least);
    }

    private static String budget(Launch launch, String name, String limit) {
        return """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: %s, namespace: %s}
                spec: {selector: {matchLabels: {app: app}}, %s}
                """.formatted(name, launch.namespace(), limit);
    }

    private static String claim(Launch launch, String mode) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: %s}
                spec: {accessModes: [%s], storageClassName: none, resources: {requests: {storage: 1Gi}}}
                """.formatted(launch.namespace(), mode);
    }

    private static final String SCALED_OBJECTS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: scaledobjects.keda.sh}
            spec:
              group: keda.sh
              scope: Namespaced
              names: {kind: ScaledObject, listKind: ScaledObjectList, plural: scaledobjects, singular: scaledobject}
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    /** What the server says to an eviction of one of the pods. */
    private static String evict(Launch launch) {
        String pod = launch.kubectl("get", "pods", "-l", "app=app", "-o", "jsonpath={.items[0].metadata.name}")
                .orThrow();
        return launch.user()
                .kubectlWith(
                        """
                        {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s", "namespace": "%s"}}""".formatted(pod, launch.namespace()),
                        "create",
                        "--raw",
                        "/api/v1/namespaces/%s/pods/%s/eviction".formatted(launch.namespace(), pod),
                        "-f",
                        "-")
                .said();
    }

    /** Exactly so many pods, all ready and none on its way out. */
    private static void awaitPods(Launch launch, int count) {
        await(count + " pods")
                .atMost(Launch.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> launch.deployment().at("/status/readyReplicas").asInt() == count
                        && launch.deployment().at("/status/replicas").asInt() == count
                        && launch.deployment().at("/status/updatedReplicas").asInt() == count);
    }
}
