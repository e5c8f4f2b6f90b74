package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.e2e.FaultProxy.Asked;
import dev.launchgate.e2e.FaultProxy.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong between the operator and the API server, and what people do meanwhile. */
@ClusterTest
class FaultTest {
    private static final Duration MINUTE_AND_A_HALF = Duration.ofSeconds(90);

    private final ControlPlane cluster;
    private FaultProxy proxy;
    private OperatorProcess operator;

    FaultTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() {
        ClusterUser account = Operators.install(cluster);
        proxy = FaultProxy.before(account, cluster.directory());
        operator = OperatorProcess.start(proxy.kubeconfig(), Operators.settings());
        operator.awaitReady();
    }

    @AfterEach
    void stop() {
        operator.close();
        proxy.close();
        Invariants.verify(proxy.writes());
    }

    @Test
    @Tag("F06")
    @Tag("F08")
    void aTemplateThatChangesBetweenDecisionAndReleaseIsHeld() {
        Launch launch = Launch.in(cluster, "overtaken").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        AtomicBoolean changed = new AtomicBoolean();
        proxy.with(Fault.beforeForward(
                asked -> asked.method().equals("PATCH")
                        && asked.uri().getPath().endsWith("/" + launch.namespace() + "/deployments/app")
                        && "launchgate".equals(asked.parameter("fieldManager"))
                        && !asked.uri().getQuery().contains("dryRun"),
                () -> {
                    if (!changed.getAndSet(true)) {
                        // as if the operator had read a server that lags behind: what it tests is no longer there
                        launch.deploy("v3");
                        launch.shut();
                    }
                }));

        launch.open();

        launch.awaitGate("Held/v3/v1");
        assertThat(changed).isTrue();
        assertThat(launch.everStarted()).containsExactly("v1");
        assertThat(launch.history()).doesNotContain("UngatedChange", "Bypassed");
    }

    @Test
    @Tag("F11")
    void aMissedEventIsHealedWithinAMinute() {
        Launch launch = Launch.in(cluster, "missed").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        proxy.with(Fault.swallow(
                asked -> asked.watch() && asked.about("services"),
                event -> event.contains("\"namespace\":\"" + launch.namespace() + "\"")));

        launch.open();

        await().atMost(MINUTE_AND_A_HALF).until(() -> launch.gate().equals("Armed/-/v2"));
    }

    /** Of the checklist itself: nothing of it would ever be evaluated. */
    @Test
    @Tag("F11")
    void aMissedChecklistIsHealedWithinAMinute() {
        Launch launch = Launch.in(cluster, "unseen").deploy("v1");
        Fault swallowed = Fault.swallow(
                asked -> asked.watch() && asked.about("launchchecklists"),
                event -> event.contains("\"namespace\":\"" + launch.namespace() + "\""));
        proxy.with(swallowed);

        launch.checklist();

        await().atMost(MINUTE_AND_A_HALF).until(() -> launch.gate().startsWith("Held/v1"));
        proxy.without(swallowed);
        launch.open();
        launch.awaitGate("Armed/-/v1");
    }

    @Test
    @Tag("F18")
    void aSilentServerOpensNothingAndIsRecoveredFrom() {
        Launch launch = Launch.in(cluster, "silent").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        Fault silence = Fault.silence(proxy, asked -> true);
        proxy.with(silence);
        proxy.cut();

        launch.open();
        await().during(Duration.ofSeconds(12))
                .atMost(Duration.ofSeconds(20))
                .until(() -> launch.running().equals(List.of("v1")));
        assertThat(operator.status("/q/health/live")).isEqualTo(200);

        proxy.without(silence);
        await().atMost(MINUTE_AND_A_HALF).until(() -> launch.gate().equals("Armed/-/v2"));
    }

    @Test
    void aServerThatIsSilentAtStartIsWaitedFor() {
        Launch launch = Launch.in(cluster, "late").deploy("v1").checklist();
        launch.open();
        Fault silence = Fault.silence(proxy, asked -> true);
        proxy.with(silence);
        operator.close();
        operator = OperatorProcess.start(proxy.kubeconfig(), Operators.settings());
        await().atMost(Launch.PATIENCE).until(() -> operator.status("/q/health/live") == 200);
        await().during(Duration.ofSeconds(15))
                .atMost(Duration.ofSeconds(25))
                .until(() -> operator.alive() && operator.status("/q/health/ready") == 503);

        proxy.without(silence);

        await().atMost(MINUTE_AND_A_HALF).until(() -> launch.gate().equals("Armed/-/v1"));
    }

    @Test
    @Tag("F25")
    void anObjectThatCannotBeDecodedDisturbsNoOther() {
        Launch broken = Launch.in(cluster, "undecodable").deploy("v1");
        Installation.looseCrd(cluster);
        try {
            broken.apply("""
                    apiVersion: launchgate.dev/v1alpha1
                    kind: LaunchChecklist
                    metadata: {name: app, namespace: %s}
                    spec:
                      target: {name: app}
                      gate: {mode: Sometimes}
                      items: [{name: x, dns: {names: 7}}, {name: y, severity: Fatal, manual: {steps: [a]}}]
                    """.formatted(broken.namespace()));
            await().atMost(Launch.PATIENCE)
                    .until(() -> broken.condition("Accepted").equals("False/InvalidSpec"));

            Launch other = Launch.in(cluster, "undisturbed").launched();
            assertThat(other.gate()).isEqualTo("Armed/-/v1");
            assertThat(broken.everStarted()).isEmpty();
            assertThat(operator.alive()).isTrue();
        } finally {
            broken.kubectl("delete", "launchchecklist", "app").orThrow();
            Installation.crds(cluster);
        }
    }

    @Test
    @Tag("N14")
    void anApprovalWrittenByHandOpensNothing() {
        Launch launch = Launch.in(cluster, "forged").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        String hash = launch.status().at("/gate/candidate/templateHash").asText();
        String uid = launch.deployment().at("/metadata/uid").asText();
        String forged = """
                {"status":{"gate":{"state":"Approved","approved":{"templateHash":"%s","uid":"%s","generation":%d,
                "at":"2026-11-20T10:00:00Z","reason":"ChecklistPassed","digest":"%s"}},
                "items":[{"name":"rule","kind":"loadBalancer","verdict":"Pass","reason":"AsExpected"}]}}""".formatted(
                hash, uid, launch.checklistObject().at("/metadata/generation").asLong(), "0".repeat(64));

        for (int i = 0; i < 5; i++) {
            launch.kubectl("patch", "launchchecklist", "app", "--subresource=status", "--type=merge", "-p", forged)
                    .orThrow();
            // any change of the Deployment makes a pass over the forged status
            launch.kubectl("annotate", "deployment", "app", "touched=" + i, "--overwrite")
                    .orThrow();
            await().atMost(Launch.PATIENCE)
                    .until(() -> launch.gate().equals("Held/v2/v1")
                            && launch.status().at("/gate/approved").isMissingNode());
        }

        assertThat(launch.everStarted()).containsExactly("v1");
        assertThat(launch.condition("Ready")).isEqualTo("False/ObjectMissing");
    }

    @Test
    void garbageOnTheWayIsNoAnswer() {
        Launch launch = Launch.in(cluster, "errors").launched().deploy("v2");
        launch.awaitGate("Held/v2/v1");
        Fault conflict =
                Fault.refuse(everyNth(2, asked -> asked.mutates() && asked.about("deployments")), 409, "Conflict");
        Fault broken = Fault.refuse(everyNth(3, Asked::mutates), 500, "InternalError");
        proxy.with(conflict).with(broken);

        launch.open();

        await().atMost(MINUTE_AND_A_HALF).until(() -> launch.gate().equals("Armed/-/v2"));
        assertThat(launch.history()).doesNotContain("Bypassed", "UngatedChange");
    }

    /** By turns and not by chance: after an unlucky row of failures the operator waits for longer than a test does. */
    private static Predicate<Asked> everyNth(int n, Predicate<Asked> which) {
        AtomicInteger seen = new AtomicInteger();
        // a fault is asked about the same request more than once
        Map<Asked, Boolean> decided = Collections.synchronizedMap(new IdentityHashMap<>());
        return asked -> which.test(asked) && decided.computeIfAbsent(asked, first -> seen.incrementAndGet() % n == 0);
    }
}
