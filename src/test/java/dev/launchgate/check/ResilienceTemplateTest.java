package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.ResilienceWorld.PASS;
import static dev.launchgate.check.ResilienceWorld.SPREAD;
import static dev.launchgate.check.ResilienceWorld.STRATEGY;
import static dev.launchgate.check.ResilienceWorld.judge;
import static dev.launchgate.check.ResilienceWorld.template;
import static dev.launchgate.check.ResilienceWorld.world;

import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes and probes of the candidate's template. */
class ResilienceTemplateTest {
    private static final String BARE = "{disruptionBudget: Optional, spread: None}";
    private static final String VOLUMES = """
            volumes:
              - {name: data, persistentVolumeClaim: {claimName: data}}
              - {name: scratch, emptyDir: {}}
              - {name: own, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}}
            """;

    private static FakeFacts claim(String members) {
        return world(template(VOLUMES), "replicas: 2, " + STRATEGY)
                .with(ResourceKind.PERSISTENT_VOLUME_CLAIM, "metadata: {name: data, namespace: ml}\n" + members);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec: {accessModes: [ReadWriteOnce]}                                              | ReadWriteOnce
            spec: {accessModes: [ReadWriteOncePod]}                                           | ReadWriteOncePod
            {spec: {accessModes: [ReadWriteMany]}, status: {accessModes: [ReadWriteOnce]}}    | ReadWriteOnce
            spec: {}                                                                          | none
            """)
    void aClaimForOneNodeCannotBeShared(String members, String saw) {
        String flat = members.startsWith("{")
                ? members.substring(1, members.length() - 1).replace("}, status", "}\nstatus")
                : members;
        assertFail(
                judge(BARE, claim(flat)),
                Reason.SingleAttachVolume,
                "PersistentVolumeClaim data: expected access mode ReadWriteMany or ReadOnlyMany, since several replicas"
                        + " mount it, saw %s; share it, or give each replica its own".formatted(saw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {accessModes: [ReadWriteMany]}",
                "spec: {accessModes: [ReadOnlyMany]}",
                "spec: {accessModes: [ReadWriteOnce, ReadWriteMany]}",
                "spec: {accessModes: [ReadWriteOnce]}\nstatus: {accessModes: [ReadWriteOnce, ReadOnlyMany]}",
            })
    void aClaimForManyCan(String members) {
        assertPass(judge(BARE, claim(members)), PASS);
    }

    @Test
    void oneReplicaMayHaveAClaimForOneNode() {
        FakeFacts facts = world(template(VOLUMES), "replicas: 1, " + STRATEGY)
                .with(
                        ResourceKind.PERSISTENT_VOLUME_CLAIM,
                        "metadata: {name: data, namespace: ml}\nspec: {accessModes: [ReadWriteOnce]}");
        assertPass(judge("{minReplicas: 1, disruptionBudget: Optional, spread: None}", facts), PASS);
    }

    @Test
    void aClaimThatIsNotThereIsMissing() {
        assertFail(
                judge(BARE, world(template(VOLUMES), "replicas: 2, " + STRATEGY)),
                Reason.ObjectMissing,
                "PersistentVolumeClaim data not found in ml; create it or correct the name");
    }

    @Test
    void claimsThatMayNotBeReadAreUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.PERSISTENT_VOLUME_CLAIM, "ml");
        assertUnknown(
                judge(BARE, claim("spec: {}").obstacle(ResourceKind.PERSISTENT_VOLUME_CLAIM, obstacle)),
                Reason.Forbidden,
                obstacle.message());
    }

    @Test
    void aTemplateWithoutClaimsReadsNone() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.PERSISTENT_VOLUME_CLAIM, "ml");
        assertPass(
                judge(
                        BARE,
                        world(template(SPREAD), "replicas: 2, " + STRATEGY)
                                .obstacle(ResourceKind.PERSISTENT_VOLUME_CLAIM, obstacle)),
                PASS);
    }

    private static FakeFacts containers(String containers) {
        return world(
                "metadata: {labels: {app: ml-scoring}}\nspec: {%s}\n".formatted(containers),
                "replicas: 2, " + STRATEGY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            containers: [{name: app, ports: [{containerPort: 1}]}]                                        | app
            containers: [{name: app, ports: [{containerPort: 1}], livenessProbe: {tcpSocket: {port: 1}}}] | app
            containers: [{name: a, ports: [{containerPort: 1}]}, {name: b, ports: [{containerPort: 2}]}]  | a, b
            containers: [{name: a}], initContainers: [{name: s, restartPolicy: Always, ports: [{containerPort: 1}]}] | s
            """)
    void aContainerWithAPortNeedsAReadinessProbe(String containers, String named) {
        assertFail(
                judge(BARE, containers(containers)),
                Reason.ReadinessProbeMissing,
                "container %s: a port and no readinessProbe; add one".formatted(named));
        assertPass(
                judge("{disruptionBudget: Optional, spread: None, readinessProbe: Optional}", containers(containers)),
                PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containers: [{name: app}]",
                "containers: [{name: app, ports: []}]",
                "containers: [{name: app, ports: [{containerPort: 1}], readinessProbe: {exec: {command: [a]}}}]",
                "containers: [{name: app}], initContainers: [{name: init, ports: [{containerPort: 1}]}]",
            })
    void aContainerWithoutPortDoesNot(String containers) {
        assertPass(judge(BARE, containers(containers)), PASS);
    }
}
