package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryHttpRouteTest {
    private static final String RULE = "HTTPRoute public rules[0]: ";
    private static final String GOOD = "[{backendRefs: [{name: stable, weight: 90}, {name: canary, weight: 10}]}]";

    @Test
    void aSmallShareToReadyBackendsPasses() {
        assertThat(judge(GOOD)).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # backends                                                     | verdict | reason            | message
            {name: stable, weight: 80}, {name: canary, weight: 20}         | Pass | AsExpected        | HTTPRoute public: as expected
            {name: stable, weight: 4}, {name: canary}                      | Pass | AsExpected        | HTTPRoute public: as expected
            {name: stable, weight: 4}, {name: canary, weight: null}        | Pass | AsExpected        | HTTPRoute public: as expected
            {name: stable, weight: 79}, {name: canary, weight: 21}         | Fail | FirstStepTooLarge | HTTPRoute public rules[0]: first step 21%, at most 20%; lower the weight of the canary
            {name: stable}, {name: canary}                                 | Fail | FirstStepTooLarge | HTTPRoute public rules[0]: first step 50%, at most 20%; lower the weight of the canary
            {name: stable, weight: 2}, {name: canary}                      | Fail | FirstStepTooLarge | HTTPRoute public rules[0]: first step 33.33%, at most 20%; lower the weight of the canary
            {name: canary, weight: 10}, {name: canary, weight: 20}, {name: stable, weight: 70} | Fail | FirstStepTooLarge | HTTPRoute public rules[0]: first step 30%, at most 20%; lower the weight of the canary
            {name: stable, weight: 0}, {name: canary, weight: 0}           | Fail | WeightsInvalid    | HTTPRoute public rules[0]: all weights are 0; give the stable backend a weight
            {name: stable, weight: 100}, {name: canary, weight: 0}         | Fail | WeightsInvalid    | HTTPRoute public rules[0]: the canary has weight 0 of 100; give it a share of the users
            {name: stable, weight: 0}, {name: canary, weight: 100}         | Fail | WeightsInvalid    | HTTPRoute public rules[0]: the canary has weight 100 of 100; give the stable backend a weight
            {name: stable, weight: 0}, {name: canary}                      | Fail | WeightsInvalid    | HTTPRoute public rules[0]: the canary has weight 1 of 1; give the stable backend a weight
            {name: canary, weight: 10}                                     | Fail | NoWayBack         | HTTPRoute public rules[0]: has no backend but the canary; keep the stable one beside it, with a weight
            {name: canary}                                                 | Fail | NoWayBack         | HTTPRoute public rules[0]: has no backend but the canary; keep the stable one beside it, with a weight
            {name: stable, weight: many}, {name: canary, weight: 10}, {name: other, weight: 90} | Fail | WeightsInvalid | HTTPRoute public rules[0]: a weight is no whole number from 0 to 1000000; correct it
            {name: stable, weight: -1}, {name: canary, weight: 10}, {name: other, weight: 90} | Fail | WeightsInvalid | HTTPRoute public rules[0]: a weight is no whole number from 0 to 1000000; correct it
            {name: stable, weight: 10.5}, {name: canary, weight: 10}, {name: other, weight: 90} | Fail | WeightsInvalid | HTTPRoute public rules[0]: a weight is no whole number from 0 to 1000000; correct it
            {name: stable, weight: 1000001}, {name: canary, weight: 10}, {name: other, weight: 90} | Fail | WeightsInvalid | HTTPRoute public rules[0]: a weight is no whole number from 0 to 1000000; correct it
            """)
    void weights(String backends, Verdict verdict, Reason reason, String message) {
        assertThat(judge("[{backendRefs: [%s]}]".formatted(backends)))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{backendRefs: [{name: stable}]}]",
                "[{backendRefs: [{name: stable}, {name: canary, namespace: elsewhere}]}]",
                "[{backendRefs: [{name: stable}, {name: canary, group: example.com, kind: Service}]}]",
                "[{backendRefs: [{name: stable}, {name: canary, kind: ServiceImport, group: multicluster.x-k8s.io}]}]",
                "7"
            })
    void noRuleLeadsToTheCanary(String rules) {
        assertThat(judge(rules))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.WeightsInvalid,
                        "HTTPRoute public: no rule leads to Service canary; add it to backendRefs with a weight"));
    }

    @Test
    void everyRuleWithTheCanaryIsJudged() {
        assertThat(judge("""
                [{backendRefs: [{name: stable, weight: 90}, {name: canary, weight: 10}]},
                 {backendRefs: [{name: other, weight: all}]},
                 {backendRefs: [{name: stable, weight: 40}, {name: canary, weight: 60, namespace: ml}]}]
                """))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.FirstStepTooLarge,
                        "HTTPRoute public rules[2]: first step 60%, at most 20%; lower the weight of the canary"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # matches of a rule that sends everything to the canary                  | passes
            [{headers: [{name: x-canary, value: insider}]}]                          | true
            [{queryParams: [{name: canary, value: insider}]}]                        | true
            [{headers: [{name: a, value: b}]}, {queryParams: [{name: c, value: d}]}] | true
            [{path: {value: /beta}}]                                                 | false
            [{headers: [{name: a, value: b}]}, {path: {value: /beta}}]               | false
            [{headers: []}]                                                          | false
            []                                                                       | false
            """)
    void usersWhoAskForTheCanaryGetIt(String matches, boolean passes) {
        Judgement judgement = judge(
                "[{matches: %s, backendRefs: [{name: canary}]}, {backendRefs: [{name: stable}]}]".formatted(matches));

        assertThat(judgement.reason()).isEqualTo(passes ? Reason.AsExpected : Reason.NoWayBack);
    }

    @Test
    void usersWhoAskMustBeAnsweredToo() {
        FakeFacts facts = world("[{matches: [{headers: [{name: a, value: b}]}], backendRefs: [{name: empty}]},"
                + " {backendRefs: [{name: stable}]}]");

        assertThat(judge("canaryService: empty", "", facts).reason()).isEqualTo(Reason.CanaryBackendEmpty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # slices of the canary                                                       | passes
            [{conditions: {ready: true}}]                                                | true
            [{conditions: {}}]                                                           | true
            [{}]                                                                         | true
            [{conditions: {ready: false}}, {conditions: {ready: true}}]                  | true
            [{conditions: {ready: false}}]                                               | false
            []                                                                           | false
            """)
    void weightedBackendsNeedAReadyEndpoint(String endpoints, boolean passes) {
        FakeFacts facts = withoutSlices(GOOD)
                .with(ResourceKind.ENDPOINT_SLICE, slice("stable", "[{}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("canary", endpoints));

        assertThat(judge("", facts))
                .isEqualTo(
                        passes
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.CanaryBackendEmpty,
                                        "Service canary: has a share of the traffic and no ready endpoint; start its pods, or set its weight to 0"));
    }

    @Test
    void endpointsMayBeSpreadOverSlices() {
        FakeFacts facts = withoutSlices(GOOD)
                .with(ResourceKind.ENDPOINT_SLICE, slice("stable", "[{}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("canary", "[{conditions: {ready: false}}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("canary", "[{conditions: {ready: true}}]"));

        assertThat(judge("", facts)).isEqualTo(pass());
    }

    @Test
    void theStableBackendNeedsEndpointsToo() {
        FakeFacts facts = withoutSlices(GOOD).with(ResourceKind.ENDPOINT_SLICE, slice("canary", "[{}]"));

        assertThat(judge("", facts).message()).startsWith("Service stable: has a share of the traffic");
    }

    @Test
    void aBackendWithoutWeightNeedsNone() {
        assertThat(
                        judge(
                                "[{backendRefs: [{name: stable, weight: 9}, {name: canary, weight: 1}, {name: empty, weight: 0}]}]"))
                .isEqualTo(pass());
    }

    @Test
    void endpointsAreNotJudgedAtTheFirstLaunch() {
        assertThat(judge("", withoutSlices(GOOD).asFirstLaunch())).isEqualTo(pass());
        assertThat(judge("", withoutSlices(GOOD.replace("10", "900")).asFirstLaunch())
                        .reason())
                .isEqualTo(Reason.FirstStepTooLarge);
    }

    @Test
    void aServiceIsMissing() {
        Judgement missing = new Judgement(
                Verdict.Fail, Reason.ObjectMissing, "Service gone not found in ml; create it or correct the name");

        assertThat(judge(GOOD.replace("stable", "gone"))).isEqualTo(missing);
        assertThat(judge("", world(GOOD.replace("stable", "gone")).asFirstLaunch()))
                .isEqualTo(missing);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        Obstacle services = Obstacle.forbidden(ResourceKind.SERVICE, "ml");
        Obstacle slices = Obstacle.forbidden(ResourceKind.ENDPOINT_SLICE, "ml");
        Obstacle filling = Obstacle.notSynced(ResourceKind.ENDPOINT_SLICE);

        assertThat(judge("", world(GOOD).obstacle(ResourceKind.SERVICE, services)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.Forbidden, services.message()));
        assertThat(judge("", world(GOOD).obstacle(ResourceKind.ENDPOINT_SLICE, slices)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.Forbidden, slices.message()));
        assertThat(judge("", world(GOOD).obstacle(ResourceKind.ENDPOINT_SLICE, filling)))
                .isEqualTo(new Judgement(Verdict.Pending, Reason.NotMeasuredYet, filling.message()));
    }

    @Test
    void backendsOfAnotherNamespaceMustBeShared() {
        String rules = "[{backendRefs: [{name: stable, namespace: web, weight: 90}, {name: canary, weight: 10}]}]";
        FakeFacts shared = world(rules)
                .with(ResourceKind.SERVICE, "metadata: {name: stable, namespace: web}")
                .with(ResourceKind.ENDPOINT_SLICE, slice("stable", "[{}]").replace("namespace: ml", "namespace: web"));

        assertThat(judge("", world(rules).unshared("web")))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.NamespaceNotShared,
                        Obstacle.notShared("web").message()));
        assertThat(judge("", shared)).isEqualTo(pass());
    }

    @Test
    void otherKindsOfBackendsAreUnknown() {
        assertThat(
                        judge(
                                "[{backendRefs: [{name: s, kind: ServiceImport, group: multicluster.x-k8s.io, weight: 9}, {name: canary}]}]"))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.DataMalformed,
                        RULE + "expected Services as backends, saw a ServiceImport; its endpoints cannot be judged"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # labels of the candidate                              | passes
            {app: ml-scoring}                                      | true
            {app: ml-scoring, version: v2}                         | true
            {track: canary}                                        | true
            {app: other}                                           | false
            {}                                                     | false
            """)
    void aBackendSelectsTheTarget(String labels, boolean passes) {
        assertThat(judge("", world(GOOD).candidate("metadata: {labels: %s}".formatted(labels))))
                .isEqualTo(
                        passes
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.TargetMismatch,
                                        "HTTPRoute public: expected a backend whose Service selects Deployment ml-scoring, saw none; correct the selector or the item"));
    }

    @Test
    void aServiceWithoutSelectorSelectsNothing() {
        String rules = "[{backendRefs: [{name: bare, weight: 90}, {name: bare2, weight: 10}]}]";
        FakeFacts facts = world(rules)
                .with(ResourceKind.SERVICE, "metadata: {name: bare, namespace: ml}")
                .with(ResourceKind.SERVICE, "metadata: {name: bare2, namespace: ml}")
                .with(ResourceKind.ENDPOINT_SLICE, slice("bare", "[{}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("bare2", "[{}]"));

        assertThat(judge("canaryService: bare2", "", facts).reason()).isEqualTo(Reason.TargetMismatch);
    }

    @Test
    void theHashThatARolloutAddsToItsServicesIsLeftOut() {
        String rules = "[{backendRefs: [{name: stable, weight: 90}, {name: hashed, weight: 10}]}]";
        FakeFacts facts = world(rules)
                .candidate("metadata: {labels: {app: ml-rollout}}")
                .with(ResourceKind.SERVICE, service("hashed", "{app: ml-rollout, rollouts-pod-template-hash: 5f4d}"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("hashed", "[{}]"));

        assertThat(judge("canaryService: hashed", "", facts).reason()).isEqualTo(Reason.TargetMismatch);
        assertThat(judge("canaryService: hashed", "", facts.target(TargetKind.Rollout, "ml-rollout")))
                .isEqualTo(pass());
    }

    @Test
    void withoutATargetNothingPasses() {
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.HTTP_ROUTE, route(GOOD))
                .with(ResourceKind.SERVICE, service("stable", "{app: ml-scoring}"))
                .with(ResourceKind.SERVICE, service("canary", "{track: canary}"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("stable", "[{}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("canary", "[{}]"));

        assertThat(judge("", facts))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.ObjectMissing,
                        "Deployment ml-scoring not found in ml; create it or correct the name"));
        assertThat(judge("", facts.target(TargetKind.Rollout, "ml-rollout")).message())
                .isEqualTo("Rollout ml-rollout not found in ml; create it or correct the name");
        assertThat(judge("", facts.target(TargetKind.Canary, "ml-flagger")).message())
                .isEqualTo("Canary ml-flagger not found in ml; create it or correct the name");
        assertThat(judge("", facts.with(ResourceKind.FLAGGER_CANARY, "metadata: {name: ml-flagger, namespace: ml}")))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.ObjectMissing,
                        "Canary ml-flagger: names a workload that was not found; create it or correct the name"));
        Obstacle forbidden = Obstacle.forbidden(ResourceKind.FLAGGER_CANARY, "ml");
        assertThat(judge("", facts.obstacle(ResourceKind.FLAGGER_CANARY, forbidden)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.Forbidden, forbidden.message()));
    }

    @Test
    void weightsThatPeopleShiftAreNotJudgedByThemselves() {
        assertThat(judge("analysis: Required", world(GOOD)))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.AnalysisMissing,
                                "HTTPRoute public: nothing judges the canary by itself; let Argo Rollouts or Flagger shift the weights, or set analysis: Optional"));
        assertThat(judge("analysis: Optional, minObservation: 7d", world(GOOD))).isEqualTo(pass());
    }

    private static Judgement judge(String rules) {
        return judge("", world(rules));
    }

    private static Judgement judge(String fields, FakeFacts facts) {
        return judge("canaryService: canary", fields, facts);
    }

    private static Judgement judge(String canaryService, String fields, FakeFacts facts) {
        String item = "---\n{strategy: {httpRoute: {name: public, %s}}, %s}".formatted(canaryService, fields);
        return new CanaryCheck().judge(Serialization.unmarshal(item, CanaryParams.class), facts);
    }

    private static Judgement pass() {
        return new Judgement(Verdict.Pass, Reason.AsExpected, "HTTPRoute public: as expected");
    }

    private static FakeFacts world(String rules) {
        return withoutSlices(rules)
                .with(ResourceKind.ENDPOINT_SLICE, slice("stable", "[{conditions: {ready: true}}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("other", "[{conditions: {ready: true}}]"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("canary", "[{conditions: {ready: true}}]"));
    }

    private static FakeFacts withoutSlices(String rules) {
        return new FakeFacts()
                .candidate("metadata: {labels: {app: ml-scoring, track: canary}}")
                .with(ResourceKind.HTTP_ROUTE, route(rules))
                .with(ResourceKind.SERVICE, service("stable", "{app: ml-scoring}"))
                .with(ResourceKind.SERVICE, service("other", "{app: ml-scoring}"))
                .with(ResourceKind.SERVICE, service("empty", "{app: ml-scoring}"))
                .with(ResourceKind.SERVICE, service("canary", "{track: canary}"));
    }

    private static String route(String rules) {
        return "---\n{metadata: {name: public, namespace: ml}, spec: {rules: %s}}".formatted(rules);
    }

    private static String service(String name, String selector) {
        return "---\n{metadata: {name: %s, namespace: ml}, spec: {selector: %s}}".formatted(name, selector);
    }

    private static String slice(String service, String endpoints) {
        return "---\n{metadata: {name: %s-x, namespace: ml, labels: {kubernetes.io/service-name: %s}}, endpoints: %s}"
                .formatted(service, service, endpoints);
    }
}
