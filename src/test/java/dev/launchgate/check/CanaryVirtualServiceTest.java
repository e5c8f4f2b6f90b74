package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryVirtualServiceTest {
    private static final String STABLE = "{destination: {host: ml-scoring, subset: stable}, weight: 90}";
    private static final String CANARY = "{destination: {host: ml-scoring, subset: canary}, weight: 10}";
    private static final String GOOD = "http: [{route: [%s, %s]}]".formatted(STABLE, CANARY);

    @Test
    void aSmallShareToReadySubsetsPasses() {
        assertThat(judge(GOOD)).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # stable    | canary      | verdict | reason            | message
            weight: 80  | weight: 20  | Pass    | AsExpected        | VirtualService ml: as expected
            weight: 79  | weight: 21  | Fail    | FirstStepTooLarge | VirtualService ml http[0]: first step 21%, at most 20%; lower the weight of the canary
            name: a     | weight: 10  | Fail    | WeightsInvalid    | VirtualService ml http[0]: the canary has weight 10 of 10; give the stable backend a weight
            weight: 90  | name: a     | Fail    | WeightsInvalid    | VirtualService ml http[0]: the canary has weight 0 of 90; give it a share of the users
            weight: 0   | weight: 100 | Fail    | WeightsInvalid    | VirtualService ml http[0]: the canary has weight 100 of 100; give the stable backend a weight
            weight: 100 | weight: 0   | Fail    | WeightsInvalid    | VirtualService ml http[0]: the canary has weight 0 of 100; give it a share of the users
            weight: 0   | weight: 0   | Fail    | WeightsInvalid    | VirtualService ml http[0]: all weights are 0; give the stable backend a weight
            weight: x   | weight: 10  | Fail    | WeightsInvalid    | VirtualService ml http[0]: a weight is no whole number from 0 to 1000000; correct it (and 1 more)
            """)
    void weights(String stable, String canary, Verdict verdict, Reason reason, String message) {
        assertThat(judge(
                        "http: [{route: [{destination: {host: ml-scoring, subset: stable}, %s}, {destination: {host: ml-scoring, subset: canary}, %s}]}]"
                                .formatted(stable, canary)))
                .isEqualTo(new Judgement(verdict, reason, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weight: 100", "name: a"})
    void aLoneCanaryHasNoWayBack(String weight) {
        assertThat(judge("http: [{route: [{destination: {host: ml-scoring, subset: canary}, %s}]}, {route: [%s]}]"
                        .formatted(weight, STABLE)))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.NoWayBack,
                                "VirtualService ml http[0]: has no backend but the canary; keep the stable one beside it, with a weight"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http: []",
                "hosts: [a]",
                "http: [{route: [{destination: {host: ml-scoring, subset: stable}}]}]",
                "http: 7"
            })
    void noRouteLeadsToTheCanary(String spec) {
        assertThat(judge(spec))
                .isEqualTo(new Judgement(
                        Verdict.Fail,
                        Reason.WeightsInvalid,
                        "VirtualService ml: no route leads to subset canary; add a destination with it and a weight"));
    }

    @ParameterizedTest
    @CsvSource({"tcp", "tls"})
    void everyProtocolIsJudged(String protocol) {
        String spec = GOOD
                + ", %s: [{route: [%s]}, {route: [%s, %s]}]"
                        .formatted(protocol, STABLE.replace("90", "all"), STABLE, CANARY.replace("10", "90"));

        assertThat(judge(spec).message())
                .isEqualTo("VirtualService ml %s[1]: first step 50%%, at most 20%%; lower the weight of the canary"
                        .formatted(protocol));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # match of a rule that sends everything to the canary                 | passes
            [{headers: {x-canary: {exact: insider}}}]                             | true
            [{queryParams: {canary: {exact: '1'}}}]                               | true
            [{sourceLabels: {team: ml}}]                                          | true
            [{headers: {a: {exact: b}}, uri: {prefix: /v2}}]                      | true
            [{headers: {a: {exact: b}}}, {uri: {prefix: /v2}}]                    | false
            [{withoutHeaders: {x-stable: {}}}]                                    | false
            [{uri: {prefix: /}}]                                                  | false
            []                                                                    | false
            """)
    void usersWhoAskForTheCanaryGetIt(String match, boolean passes) {
        Judgement judgement =
                judge("http: [{match: %s, route: [{destination: {host: ml-scoring, subset: canary}}]}, {route: [%s]}]"
                        .formatted(match, STABLE));

        assertThat(judgement.reason()).isEqualTo(passes ? Reason.AsExpected : Reason.NoWayBack);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # host of the route                  | host of the rule
            ml-scoring                           | ml-scoring
            ml-scoring.ml.svc.cluster.local      | ml-scoring
            ml-scoring                           | ml-scoring.ml.svc.cluster.local
            ml-scoring.ml.svc                    | ml-scoring.ml.svc.example.org
            """)
    void hostsAreComparedAsTheMeshReadsThem(String routeHost, String ruleHost) {
        FakeFacts facts = world(GOOD.replace("host: ml-scoring", "host: " + routeHost), ruleHost);

        assertThat(judge(facts)).isEqualTo(pass());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.example.com", "ml-scoring.ml", "*.ml.svc.cluster.local", ""})
    void destinationsOutsideTheClusterAreUnknown(String host) {
        String spec = "http: [{route: [{destination: {host: '%s'}, weight: 90}, %s]}]".formatted(host, CANARY);

        assertThat(judge(spec))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.DataMalformed,
                        "VirtualService ml http[0]: destination %s is no Service of this cluster; its endpoints cannot be judged"
                                .formatted(host)));
    }

    @Test
    void theSubsetIsNotDefined() {
        FakeFacts facts = world(GOOD, "another-service");

        assertThat(judge(facts))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.CanaryBackendEmpty,
                                "VirtualService ml http[0]: subset stable of Service ml-scoring is in no DestinationRule, so that its users get errors; define it (and 1 more)"));
        assertThat(judge(facts.asFirstLaunch()).reason()).isEqualTo(Reason.CanaryBackendEmpty);
    }

    @Test
    void theSubsetIsDefinedWhereTheServiceIs() {
        String spec = GOOD.replace("host: ml-scoring", "host: ml-scoring.web.svc.cluster.local");
        FakeFacts facts = bare(spec)
                .with(ResourceKind.SERVICE, service().replace("namespace: ml", "namespace: web"))
                .with(ResourceKind.DESTINATION_RULE, rule("ml-scoring").replace("namespace: ml", "namespace: web"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("true", "true").replace("namespace: ml", "namespace: web"))
                .with(ResourceKind.POD, pod("stable").replace("namespace: ml", "namespace: web"))
                .with(ResourceKind.POD, pod("canary").replace("namespace: ml", "namespace: web"));

        assertThat(judge(facts)).isEqualTo(pass());
        assertThat(judge(facts.unshared("web")))
                .isEqualTo(new Judgement(
                        Verdict.Unknown,
                        Reason.NamespaceNotShared,
                        Obstacle.notShared("web").message()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # stable pod ready | canary pod ready | empty
            true               | true             | -
            true               | false            | canary
            false              | true             | stable
            """)
    void eachSubsetNeedsAReadyEndpointOfItsOwn(String stable, String canary, String empty) {
        FakeFacts facts = bare(GOOD)
                .with(ResourceKind.SERVICE, service())
                .with(ResourceKind.DESTINATION_RULE, rule("ml-scoring"))
                .with(ResourceKind.POD, pod("stable"))
                .with(ResourceKind.POD, pod("canary"))
                .with(ResourceKind.ENDPOINT_SLICE, slice(stable, canary));

        assertThat(judge(facts))
                .isEqualTo(
                        empty.equals("-")
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.CanaryBackendEmpty,
                                        "Service ml-scoring with track=%s: has a share of the traffic and no ready endpoint; start its pods, or set its weight to 0"
                                                .formatted(empty)));
    }

    @Test
    void endpointsAreNotJudgedAtTheFirstLaunch() {
        FakeFacts facts = bare(GOOD)
                .asFirstLaunch()
                .with(ResourceKind.SERVICE, service())
                .with(ResourceKind.DESTINATION_RULE, rule("ml-scoring"));

        assertThat(judge(facts)).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {app: ml-scoring, track: canary} | true
            {app: ml-scoring, track: stable} | true
            {app: ml-scoring, track: beta}   | false
            {app: ml-scoring}                | false
            {app: other, track: canary}      | false
            """)
    void aSubsetSelectsTheTarget(String labels, boolean passes) {
        assertThat(judge(world(GOOD, "ml-scoring").candidate("metadata: {labels: %s}".formatted(labels)))
                        .reason())
                .isEqualTo(passes ? Reason.AsExpected : Reason.TargetMismatch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DestinationRule", "Pod", "EndpointSlice", "Service"})
    void whatCannotBeReadIsUnknown(String kind) {
        ResourceKind unreadable = switch (kind) {
            case "DestinationRule" -> ResourceKind.DESTINATION_RULE;
            case "Pod" -> ResourceKind.POD;
            case "EndpointSlice" -> ResourceKind.ENDPOINT_SLICE;
            default -> ResourceKind.SERVICE;
        };
        Obstacle obstacle = Obstacle.notInstalled(unreadable);

        assertThat(judge(world(GOOD, "ml-scoring").obstacle(unreadable, obstacle)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.KindNotInstalled, obstacle.message()));
    }

    private static Judgement judge(String spec) {
        return judge(world(spec, "ml-scoring"));
    }

    private static Judgement judge(FakeFacts facts) {
        String item = "strategy: {virtualService: {name: ml, canarySubset: canary}}";
        return new CanaryCheck().judge(Serialization.unmarshal(item, CanaryParams.class), facts);
    }

    private static Judgement pass() {
        return new Judgement(Verdict.Pass, Reason.AsExpected, "VirtualService ml: as expected");
    }

    private static FakeFacts world(String spec, String ruleHost) {
        return bare(spec)
                .with(ResourceKind.SERVICE, service())
                .with(ResourceKind.DESTINATION_RULE, rule(ruleHost))
                .with(ResourceKind.POD, pod("stable"))
                .with(ResourceKind.POD, pod("canary"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("true", "true"));
    }

    private static FakeFacts bare(String spec) {
        return new FakeFacts()
                .candidate("metadata: {labels: {app: ml-scoring, track: canary}}")
                .with(
                        ResourceKind.VIRTUAL_SERVICE,
                        "---\n{metadata: {name: ml, namespace: ml}, spec: {%s}}".formatted(spec));
    }

    private static String service() {
        return "---\n{metadata: {name: ml-scoring, namespace: ml}, spec: {selector: {app: ml-scoring}}}";
    }

    private static String rule(String host) {
        return "---\n{metadata: {name: ml, namespace: ml}, spec: {host: %s, subsets: [{name: stable, labels: {track: stable}}, {name: canary, labels: {track: canary}}]}}"
                .formatted(host);
    }

    private static String pod(String track) {
        return "---\n{metadata: {name: pod-%s, namespace: ml, labels: {app: ml-scoring, track: %s}}}"
                .formatted(track, track);
    }

    private static String slice(String stable, String canary) {
        return "---\n{metadata: {name: s, namespace: ml, labels: {kubernetes.io/service-name: ml-scoring}}, endpoints: [%s, %s]}"
                .formatted(endpoint("stable", stable), endpoint("canary", canary));
    }

    private static String endpoint(String track, String ready) {
        return "{targetRef: {kind: Pod, name: pod-%s}, conditions: {ready: %s}}".formatted(track, ready);
    }
}
