package dev.launchgate.check;

import static dev.launchgate.check.OddObjectsTest.oddities;
import static dev.launchgate.check.OddObjectsTest.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in the objects that resilience and dependency items look at, they answer. */
class OddFailureModesTest {
    private static final long SEED = Long.getLong("launchgate.seed", 20261120);

    private static final String TEMPLATE = tree(ResilienceWorld.template("""
            volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
            topologySpreadConstraints:
              - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: ml-scoring}}}
            affinity:
              podAntiAffinity:
                requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, namespaces: [ml], labelSelector: {matchExpressions: [{key: app, operator: In, values: [ml-scoring]}]}}]
            """)).toString();

    private static Map<ResourceKind, String> objects() {
        Map<ResourceKind, String> objects = new LinkedHashMap<>();
        objects.put(ResourceKind.DEPLOYMENT, """
                metadata: {name: ml-scoring, namespace: ml, uid: d-1, generation: 2}
                spec: {replicas: 3, selector: {matchLabels: {app: ml-scoring}}, strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 25%}}}
                status: {observedGeneration: 2, readyReplicas: 3}
                """);
        objects.put(ResourceKind.POD_DISRUPTION_BUDGET, ResilienceWorld.budget("web", "maxUnavailable: 34%"));
        objects.put(
                ResourceKind.HORIZONTAL_POD_AUTOSCALER,
                ResilienceWorld.hpa(
                        "web", "apiVersion: apps/v1, kind: Deployment, name: ml-scoring", "minReplicas: 3"));
        objects.put(ResourceKind.SCALED_OBJECT, """
                metadata: {name: queue, namespace: ml}
                spec: {scaleTargetRef: {name: ml-scoring}, minReplicaCount: 3, idleReplicaCount: 2}
                """);
        objects.put(ResourceKind.PERSISTENT_VOLUME_CLAIM, """
                metadata: {name: data, namespace: ml}
                spec: {accessModes: [ReadWriteMany]}
                status: {accessModes: [ReadWriteMany]}
                """);
        objects.put(ResourceKind.NODE, "metadata: {name: node-1, labels: {topology.kubernetes.io/zone: a}}");
        objects.put(
                ResourceKind.SERVICE,
                "metadata: {name: ml-scoring, namespace: ml}\nspec: {type: ClusterIP, selector: {app: a}}");
        objects.put(ResourceKind.ENDPOINT_SLICE, LoadBalancerWorld.SLICE);
        objects.replaceAll((kind, yaml) -> tree(yaml).toString());
        return objects;
    }

    private static FakeFacts facts(Map<ResourceKind, String> objects, String template) {
        FakeFacts facts = new FakeFacts()
                .candidate(template)
                .with(ResourceKind.REPLICA_SET, MonitoringAgentWorld.replicaSet("rs", "rs-1", "d-1", template));
        objects.forEach(facts::with);
        return facts;
    }

    private static Judgement judge(String item, FakeFacts facts) {
        return item.startsWith("{target")
                ? Spec.judge(new DependencyCheck(), item, facts)
                : Spec.judge(ResilienceWorld.CHECK, item, facts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{spread: Zone}",
                "{spread: Host, disruptionBudget: Optional}",
                "{target: {deployment: {name: ml-scoring}}, onFailure: Fails}",
                "{target: {service: {name: ml-scoring}}, onFailure: Retries}",
            })
    void whateverStandsThereIsAnswered(String item) {
        Map<ResourceKind, String> sound = objects();
        assertThat(judge(item, facts(sound, TEMPLATE)).verdict()).isEqualTo(Verdict.Pass);
        sound.forEach((kind, json) -> {
            for (String odd : oddities(json)) {
                Map<ResourceKind, String> changed = new LinkedHashMap<>(sound);
                changed.put(kind, odd);
                assertThatCode(() -> judge(item, facts(changed, TEMPLATE)))
                        .as(odd)
                        .doesNotThrowAnyException();
            }
        });
        for (String odd : oddities(TEMPLATE)) {
            assertThatCode(() -> judge(item, facts(sound, odd))).as(odd).doesNotThrowAnyException();
        }
    }

    /** A limit that a real server would not store is never one that passes. */
    @Test
    void aLimitThatIsNoneNeverPasses() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(1, 12);
            for (int j = 0; j < length; j++) {
                text.append("0123456789%-+.eE xX\u0660\u200b".charAt(random.nextInt(20)));
            }
            String limit = text.toString();
            boolean valid = limit.matches("[0-9]{1,3}%");
            int allowed = DisruptionBudgets.allowed(tree("{\"maxUnavailable\": \"%s\"}".formatted(limit)), 3);
            assertThat(allowed).as("seed %d: %s", SEED, limit).isBetween(0, 3);
            if (!valid && !limit.matches("[0-9]+%")) {
                assertThat(allowed).as("seed %d: %s", SEED, limit).isZero();
            }
        }
        for (String limit : List.of("true", "null", "[]", "{}", "1e3", "99999999999", "\"5\"", "\"%\"", "\"-1%\"")) {
            assertThat(DisruptionBudgets.allowed(tree("{\"maxUnavailable\": %s}".formatted(limit)), 3))
                    .as(limit)
                    .isZero();
        }
    }
}
