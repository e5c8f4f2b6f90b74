package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies inside the cluster, and what their number means. */
class DependencyCheckTest {
    private static final DependencyCheck CHECK = new DependencyCheck();
    private static final String RISK = ", acceptedRisk: {reason: beta users only, by: dana, until: '%s'}";

    private static String on(String target, String onFailure, String members) {
        return "{target: {%s}, onFailure: %s%s}".formatted(target, onFailure, members);
    }

    private static String db(String onFailure, String members) {
        return on("statefulSet: {name: ml-db}", onFailure, members);
    }

    private static FakeFacts set(int ready) {
        return workload(ResourceKind.STATEFUL_SET, "readyReplicas: " + ready);
    }

    private static FakeFacts workload(ResourceKind kind, String status) {
        return new FakeFacts()
                .with(
                        kind,
                        "metadata: {name: ml-db, namespace: ml, generation: 4}\nstatus: {observedGeneration: 4, %s}"
                                .formatted(status));
    }

    private static Judgement judge(String params, FakeFacts facts) {
        return Spec.judge(CHECK, params, facts);
    }

    @Test
    void isShownUnderFailureModesAndJudgedBeforeTheRelease() {
        assertThat(CHECK.section()).isEqualTo(Section.FailureModes);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
        assertThat(Spec.plan(CHECK, db("Fails", ""), set(2)).probes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Fails", "Retries", "Degrades", "Queues"})
    void enoughReadyReplicasPassWhateverTheAppDoes(String onFailure) {
        assertPass(judge(db(onFailure, ""), set(2)), "StatefulSet ml-db: as expected");
        assertPass(judge(db(onFailure, ", minReady: 1"), set(1)), "StatefulSet ml-db: as expected");
    }

    @Test
    void aDeploymentIsReadAlike() {
        assertPass(
                judge(
                        on("deployment: {name: ml-db}", "Fails", ""),
                        workload(ResourceKind.DEPLOYMENT, "readyReplicas: 3")),
                "Deployment ml-db: as expected");
        assertFail(
                judge(on("deployment: {name: ml-db}", "Fails", ""), workload(ResourceKind.DEPLOYMENT, "replicas: 3")),
                Reason.DependencyNotReady,
                "Deployment ml-db: 0 ready, expected 2; see why its pods are not");
    }

    @Test
    void tooFewWithoutWhichTheAppFailsAreASingleFailurePoint() {
        assertFail(
                judge(db("Fails", ""), set(1)),
                Reason.SingleFailurePoint,
                "StatefulSet ml-db: 1 ready, expected 2, and the app fails without it; add a replica, add retries or"
                        + " fallback, or record acceptedRisk");
    }

    @ParameterizedTest
    @CsvSource({"Retries, retries", "Degrades, degrades", "Queues, queues"})
    void tooFewThatTheAppLivesWithoutAreADeclaration(String onFailure, String shown) {
        assertThat(judge(db(onFailure, ""), set(1)))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "StatefulSet ml-db: 1 ready, expected 2; that the app %s is declared, not measured; add testedAt to prove it"
                                .formatted(shown)));
        assertThat(judge(db(onFailure, ", testedAt: '2026-11-10T00:00:00Z'"), set(1)))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "StatefulSet ml-db: 1 ready, expected 2; that the app %s is declared, last seen on 2026-11-10"
                                .formatted(shown)));
    }

    @ParameterizedTest
    @CsvSource({"Fails", "Retries", "Degrades", "Queues"})
    void nothingReadyFailsWhateverTheAppDoesAndWhoeverAcceptsIt(String onFailure) {
        assertFail(
                judge(db(onFailure, RISK.formatted("2027-03-01T00:00:00Z")), set(0)),
                Reason.DependencyNotReady,
                "StatefulSet ml-db: 0 ready, expected 2; see why its pods are not");
    }

    @Test
    void anAcceptedRiskCoversTooFewUntilItEnds() {
        assertThat(judge(db("Fails", RISK.formatted("2027-03-01T00:00:00Z")), set(1)))
                .isEqualTo(Judgement.pass(Reason.RiskAccepted, "accepted by dana until 2027-03-01: beta users only"));
        assertFail(
                judge(db("Fails", RISK.formatted("2026-11-20T09:59:59Z")), set(1)),
                Reason.AcceptanceExpired,
                "StatefulSet ml-db: 1 ready, expected 2, and the app fails without it; add a replica, add retries or"
                        + " fallback, or record acceptedRisk; accepted by dana until 2026-11-20, which has passed");
        assertFail(
                judge(db("Fails", RISK.formatted("2028-11-20T09:59:59Z")), set(1)),
                Reason.DateInFuture,
                "acceptedRisk.until: expected a date at most a year ahead, saw 2028-11-20; decide again within a year");
        assertPass(
                judge(db("Fails", RISK.formatted("2026-11-20T09:59:59Z")), set(2)), "StatefulSet ml-db: as expected");
    }

    @Test
    void aDrillGetsOldEvenWhenEnoughIsReady() {
        String drill = ", testedAt: '2026-05-01T00:00:00Z', maxAge: 180d";
        assertFail(
                judge(db("Retries", drill), set(2)),
                Reason.BehaviourUntested,
                "last seen on 2026-05-01, at most 180d allowed; do a drill and update testedAt");
        assertPass(judge(db("Retries", drill.replace("180d", "365d")), set(2)), "StatefulSet ml-db: as expected");
        assertPass(
                judge(db("Retries", ", testedAt: '2020-05-01T00:00:00Z'"), set(2)), "StatefulSet ml-db: as expected");
    }

    @Test
    void anAcceptedRiskDoesNotCoverAnOldDrill() {
        assertThat(judge(
                                db(
                                        "Fails",
                                        ", testedAt: '2026-05-01T00:00:00Z', maxAge: 180d"
                                                + RISK.formatted("2027-03-01T00:00:00Z")),
                                set(1))
                        .reason())
                .isEqualTo(Reason.BehaviourUntested);
    }

    @Test
    void aDrillThatIsYetToComeProvesNothing() {
        assertFail(
                judge(db("Retries", ", testedAt: '2026-11-20T10:06:00Z'"), set(2)),
                Reason.DateInFuture,
                "testedAt: expected a time that has passed, saw 2026-11-20T10:06:00Z; correct the date");
        assertPass(
                judge(db("Retries", ", testedAt: '2026-11-20T10:04:00Z'"), set(2)), "StatefulSet ml-db: as expected");
    }

    @Test
    void aStatusOfAnOlderGenerationIsUnknown() {
        FakeFacts facts = new FakeFacts()
                .with(
                        ResourceKind.STATEFUL_SET,
                        "metadata: {name: ml-db, namespace: ml, generation: 4}\nstatus: {observedGeneration: 3, readyReplicas: 3}");
        assertUnknown(
                judge(db("Fails", ""), facts),
                Reason.StatusOutdated,
                "StatefulSet ml-db: status is for generation 3, spec is 4; its controller has not looked yet");
        assertUnknown(
                judge(
                        db("Retries", ""),
                        new FakeFacts()
                                .with(
                                        ResourceKind.STATEFUL_SET,
                                        "metadata: {name: ml-db, namespace: ml, generation: 1}")),
                Reason.StatusOutdated,
                "StatefulSet ml-db: status is for generation 0, spec is 1; its controller has not looked yet");
    }

    @ParameterizedTest
    @CsvSource({"deployment, Deployment", "statefulSet, StatefulSet", "service, Service"})
    void whatIsNotThereIsMissing(String member, String kind) {
        assertFail(
                judge(on(member + ": {name: ml-db}", "Retries", ""), new FakeFacts()),
                Reason.ObjectMissing,
                "%s ml-db not found in ml; create it or correct the name".formatted(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "deployment, DEPLOYMENT",
        "statefulSet, STATEFUL_SET",
        "service, SERVICE",
        "service, ENDPOINT_SLICE",
    })
    void whatMayNotBeReadIsUnknown(String member, String field) throws ReflectiveOperationException {
        ResourceKind kind = (ResourceKind) ResourceKind.class.getField(field).get(null);
        Obstacle obstacle = Obstacle.forbidden(kind, "ml");
        FakeFacts facts = service("selector: {app: db}", "").obstacle(kind, obstacle);
        assertUnknown(
                judge(on(member + ": {name: ml-db}", "Retries", ""), facts), Reason.Forbidden, obstacle.message());
    }

    private static FakeFacts service(String spec, String endpoints) {
        return new FakeFacts()
                .with(ResourceKind.SERVICE, "metadata: {name: ml-db, namespace: ml}\nspec: {%s}".formatted(spec))
                .with(ResourceKind.ENDPOINT_SLICE, """
                        metadata: {name: ml-db-1, namespace: ml, labels: {kubernetes.io/service-name: ml-db}}
                        addressType: IPv4
                        endpoints: [%s]
                        ports: [{name: sql, port: 5432}]
                        """.formatted(endpoints));
    }

    private static final String SERVICE = on("service: {name: ml-db}", "Fails", "");
    private static final String READY = "{addresses: [10.0.0.4], conditions: {ready: true}}";

    @Test
    void theReadyEndpointsOfAServiceCount() {
        String selector = "selector: {app: db}";
        assertPass(
                judge(SERVICE, service(selector, READY + ", {addresses: [10.0.0.5]}")), "Service ml-db: as expected");
        assertFail(
                judge(
                        SERVICE,
                        service(
                                selector,
                                READY
                                        + ", {addresses: [10.0.0.5], conditions: {ready: false}}, {addresses: [10.0.0.6],"
                                        + " conditions: {ready: true, terminating: true}}, " + READY)),
                Reason.SingleFailurePoint,
                "Service ml-db: 1 ready, expected 2, and the app fails without it; add a replica, add retries or"
                        + " fallback, or record acceptedRisk");
        assertFail(
                judge(SERVICE, service(selector, "")),
                Reason.DependencyNotReady,
                "Service ml-db: 0 ready, expected 2; see the pods that it selects");
    }

    @Test
    void whatSomebodyWroteDownIsADeclaration() {
        assertThat(judge(SERVICE, service("ports: []", READY + ", {addresses: [10.0.0.5]}")))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "Service ml-db, whose endpoints somebody wrote down: declared, not measured; add target.hosts to"
                                + " prove it"));
        assertFail(
                judge(SERVICE, service("ports: []", "")),
                Reason.DependencyNotReady,
                "Service ml-db: 0 ready, expected 2; write down its endpoints, or use target.hosts");
        assertThat(judge(SERVICE, service("ports: []", READY)).reason()).isEqualTo(Reason.SingleFailurePoint);
    }

    @Test
    void aPassSaysWhereReadinessMeansNothing() {
        assertPass(
                judge(
                        SERVICE,
                        service(
                                "selector: {app: db}, publishNotReadyAddresses: true",
                                READY + ", {addresses: [10.0.0.5]}")),
                "Service ml-db: as expected; Service ml-db sets publishNotReadyAddresses, so its endpoints count as ready"
                        + " whether they are or not");
    }

    @Test
    void anotherNameForAHostHasNoEndpoints() {
        assertFail(
                judge(SERVICE, service("type: ExternalName, externalName: db.example.com", READY)),
                Reason.DependencyNotReady,
                "Service ml-db: 0 ready, expected 2; it is another name for a host outside; name that in target.hosts");
    }

    @Test
    void aSpecWithEveryFieldIsAcceptedAndJudged() {
        String every = """
                target: {statefulSet: {name: ml-db}}
                minReady: 2
                onFailure: Fails
                testedAt: 2026-11-10T00:00:00Z
                link: https://wiki.example.com/drills/12
                maxAge: 180d
                acceptedRisk: {reason: beta users only, by: dana, until: 2027-03-01T00:00:00Z}
                """;
        assertThat(Spec.refusals(CHECK, every)).isEmpty();
        assertThat(judge(every, set(1)))
                .isEqualTo(Judgement.pass(Reason.RiskAccepted, "accepted by dana until 2027-03-01: beta users only"));
    }
}
