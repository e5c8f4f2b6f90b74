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

class CanaryIngressTest {
    private static final String NGINX = "nginx.ingress.kubernetes.io/";
    private static final String PATHS = "[{path: /, backend: {service: {name: canary}}}]";

    @Test
    void aSmallShareBesideAStableIngressPasses() {
        assertThat(judge("canary: 'true', canary-weight: '10'")).isEqualTo(pass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # annotations                                                           | verdict | reason | message
            canary: 'true', canary-weight: '20'                                     | Pass | AsExpected        | Ingress public-canary: as expected
            canary: 'True', canary-weight: '20'                                     | Pass | AsExpected        | Ingress public-canary: as expected
            canary: '1', canary-weight: '20'                                        | Pass | AsExpected        | Ingress public-canary: as expected
            canary: 'true', canary-weight: '200', canary-weight-total: '1000'       | Pass | AsExpected        | Ingress public-canary: as expected
            canary: 'true', canary-weight: '21'                                     | Fail | FirstStepTooLarge | Ingress public-canary ml.example.com/: first step 21%, at most 20%; lower the weight of the canary
            canary: 'true', canary-weight: '201', canary-weight-total: '1000'       | Fail | FirstStepTooLarge | Ingress public-canary ml.example.com/: first step 20.1%, at most 20%; lower the weight of the canary
            canary: 'true', canary-weight: '20', canary-weight-total: '20'          | Fail | WeightsInvalid    | Ingress public-canary ml.example.com/: the canary has weight 20 of 20; give the stable backend a weight
            canary: 'true', canary-weight: '100'                                    | Fail | WeightsInvalid    | Ingress public-canary ml.example.com/: the canary has weight 100 of 100; give the stable backend a weight
            canary: 'true', canary-weight: '500'                                    | Fail | WeightsInvalid    | Ingress public-canary ml.example.com/: the canary has weight 100 of 100; give the stable backend a weight
            canary: 'true', canary-weight: '0'                                      | Fail | WeightsInvalid    | Ingress public-canary ml.example.com/: the canary has weight 0 of 100; give it a share of the users
            canary: 'true'                                                          | Fail | WeightsInvalid    | Ingress public-canary ml.example.com/: the canary has weight 0 of 100; give it a share of the users
            canary: 'true', canary-by-header: X-Canary                              | Pass | AsExpected        | Ingress public-canary: as expected
            canary: 'true', canary-by-cookie: insider                               | Pass | AsExpected        | Ingress public-canary: as expected
            canary: 'true', canary-by-header: X-Canary, canary-weight: '10'         | Pass | AsExpected        | Ingress public-canary: as expected
            canary: 'true', canary-by-header: X-Canary, canary-weight: '30'         | Fail | FirstStepTooLarge | Ingress public-canary ml.example.com/: first step 30%, at most 20%; lower the weight of the canary
            canary: 'true', canary-by-header-value: always                          | Fail | WeightsInvalid    | Ingress public-canary ml.example.com/: the canary has weight 0 of 100; give it a share of the users
            canary: 'false', canary-weight: '10'                                    | Fail | WeightsInvalid    | Ingress public-canary: annotation nginx.ingress.kubernetes.io/canary: expected true, saw another word; set it, or name the Ingress that has it
            canary: 'yes', canary-weight: '10'                                      | Fail | WeightsInvalid    | Ingress public-canary: annotation nginx.ingress.kubernetes.io/canary: expected true, saw another word; set it, or name the Ingress that has it
            canary-weight: '10'                                                     | Fail | WeightsInvalid    | Ingress public-canary: annotation nginx.ingress.kubernetes.io/canary: expected true, saw none; set it, or name the Ingress that has it
            canary: 'true', canary-weight: '10%'                                    | Fail | WeightsInvalid    | Ingress public-canary: canary-weight and canary-weight-total: expected whole numbers up to 1000000; correct them
            canary: 'true', canary-weight: '-1'                                     | Fail | WeightsInvalid    | Ingress public-canary: canary-weight and canary-weight-total: expected whole numbers up to 1000000; correct them
            canary: 'true', canary-weight: '99999999999'                            | Fail | WeightsInvalid    | Ingress public-canary: canary-weight and canary-weight-total: expected whole numbers up to 1000000; correct them
            canary: 'true', canary-weight: '1', canary-weight-total: '1000001'      | Fail | WeightsInvalid    | Ingress public-canary: canary-weight and canary-weight-total: expected whole numbers up to 1000000; correct them
            canary: 'true', canary-weight: '1', canary-weight-total: '0'            | Fail | WeightsInvalid    | Ingress public-canary: canary-weight and canary-weight-total: expected whole numbers up to 1000000; correct them
            """)
    void annotations(String annotations, Verdict verdict, Reason reason, String message) {
        assertThat(judge(annotations)).isEqualTo(new Judgement(verdict, reason, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            # host         | path  | why nothing stable is there
            ml.example.com | /     | -
            other.example.com | /  | another host
            ml.example.com | /beta | another path
            ''             | /     | every host
            """)
    void theStableIngressHasTheSameHostAndPath(String host, String path, String why) {
        FakeFacts facts = world("canary: 'true', canary-weight: '10'", PATHS, null)
                .with(
                        ResourceKind.INGRESS,
                        stable(host, "[{path: %s, backend: {service: {name: stable}}}]".formatted(path)));

        assertThat(judge(facts))
                .as(why)
                .isEqualTo(
                        why == null
                                ? pass()
                                : new Judgement(
                                        Verdict.Fail,
                                        Reason.NoWayBack,
                                        "Ingress public-canary ml.example.com/: has no backend but the canary; keep the stable one beside it, with a weight (and 1 more)"));
    }

    @Test
    void anotherCanaryIsNoStableIngress() {
        FakeFacts facts = world("canary: 'true', canary-by-header: X", PATHS, null)
                .with(
                        ResourceKind.INGRESS,
                        stable("ml.example.com", PATHS.replace("canary", "stable"))
                                .replace(
                                        "name: public",
                                        "name: second, annotations: {nginx.ingress.kubernetes.io/canary: 'true'}"));

        assertThat(judge(facts).reason()).isEqualTo(Reason.NoWayBack);
    }

    @Test
    void aPathLeftOutIsEveryPath() {
        assertThat(judge(world(
                        "canary: 'true', canary-weight: '10'",
                        "[{backend: {service: {name: canary}}}]",
                        "[{path: /, backend: {service: {name: stable}}}]")))
                .isEqualTo(pass());
    }

    @Test
    void everyPathIsJudged() {
        assertThat(judge(world(
                        "canary: 'true', canary-weight: '10'",
                        "[{path: /, backend: {service: {name: canary}}}, {path: /v2, backend: {service: {name: canary}}}]",
                        "[{path: /, backend: {service: {name: stable}}}]")))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.NoWayBack,
                                "Ingress public-canary ml.example.com/v2: has no backend but the canary; keep the stable one beside it, with a weight"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{path: /, backend: {resource: {kind: StorageBucket, name: static}}}]", "7"})
    void anIngressWithoutServicesTakesNoShare(String paths) {
        assertThat(judge(world("canary: 'true', canary-weight: '10'", paths, PATHS)))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.WeightsInvalid,
                                "Ingress public-canary: has no path with a Service; a canary takes over the paths of another Ingress"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary: 'true', canary-weight: '10'", "canary: 'true', canary-by-header: X-Canary"})
    void whoGetsTheCanaryMustBeAnswered(String annotations) {
        FakeFacts facts = world(
                annotations,
                "[{path: /, backend: {service: {name: empty}}}]",
                "[{path: /, backend: {service: {name: stable}}}]");

        assertThat(judge(facts))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.CanaryBackendEmpty,
                                "Service empty: has a share of the traffic and no ready endpoint; start its pods, or set its weight to 0"));
        assertThat(judge(facts.asFirstLaunch())).isEqualTo(pass());
    }

    @Test
    void neitherBackendSelectsTheTarget() {
        FakeFacts facts = world(
                        "canary: 'true', canary-weight: '10'", PATHS, "[{path: /, backend: {service: {name: stable}}}]")
                .candidate("metadata: {labels: {app: other}}");

        assertThat(judge(facts))
                .isEqualTo(
                        new Judgement(
                                Verdict.Fail,
                                Reason.TargetMismatch,
                                "Ingress public-canary: expected a backend whose Service selects Deployment ml-scoring, saw none; correct the selector or the item"));
    }

    @Test
    void ingressesThatCannotBeReadAreUnknown() {
        Obstacle obstacle = Obstacle.forbidden(ResourceKind.INGRESS, "ml");

        assertThat(judge(new FakeFacts().obstacle(ResourceKind.INGRESS, obstacle)))
                .isEqualTo(new Judgement(Verdict.Unknown, Reason.Forbidden, obstacle.message()));
    }

    private static Judgement judge(String annotations) {
        return judge(world(annotations, PATHS, "[{path: /, backend: {service: {name: stable}}}]"));
    }

    private static Judgement judge(FakeFacts facts) {
        String item = "strategy: {ingress: {name: public-canary}}";
        return new CanaryCheck().judge(Serialization.unmarshal(item, CanaryParams.class), facts);
    }

    private static Judgement pass() {
        return new Judgement(Verdict.Pass, Reason.AsExpected, "Ingress public-canary: as expected");
    }

    private static FakeFacts world(String annotations, String canaryPaths, String stablePaths) {
        FakeFacts facts = new FakeFacts()
                .candidate("metadata: {labels: {app: ml-scoring}}")
                .with(ResourceKind.INGRESS, canary(annotations, canaryPaths))
                .with(ResourceKind.SERVICE, service("stable", "ml-scoring"))
                .with(ResourceKind.SERVICE, service("canary", "ml-canary"))
                .with(ResourceKind.SERVICE, service("empty", "ml-canary"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("stable"))
                .with(ResourceKind.ENDPOINT_SLICE, slice("canary"));
        return stablePaths == null ? facts : facts.with(ResourceKind.INGRESS, stable("ml.example.com", stablePaths));
    }

    private static String canary(String annotations, String paths) {
        return "---\n{metadata: {name: public-canary, namespace: ml, annotations: {%s}}, spec: {rules: [{host: ml.example.com, http: {paths: %s}}]}}"
                .formatted(
                        annotations.replace("canary:", NGINX + "canary:").replace("canary-", NGINX + "canary-"), paths);
    }

    private static String stable(String host, String paths) {
        return "---\n{metadata: {name: public, namespace: ml}, spec: {rules: [{host: %s, http: {paths: %s}}]}}"
                .formatted(host, paths);
    }

    private static String service(String name, String app) {
        return "---\n{metadata: {name: %s, namespace: ml}, spec: {selector: {app: %s}}}".formatted(name, app);
    }

    private static String slice(String service) {
        return "---\n{metadata: {name: %s-x, namespace: ml, labels: {kubernetes.io/service-name: %s}}, endpoints: [{conditions: {ready: true}}]}"
                .formatted(service, service);
    }
}
