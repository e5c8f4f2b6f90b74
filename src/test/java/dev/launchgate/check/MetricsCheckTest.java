package dev.launchgate.check;

import static dev.launchgate.check.Fetches.assertLive;
import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.QueryReaderTest.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.MetricsParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsCheckTest {
    private static final String UP = "{prometheus: {url: 'https://prom.example.com/base/'}, query: up, max: '500'}";
    private static final String HASH =
            "{prometheus: {url: 'https://prom.example.com'}, query: 'up{h=\"${podTemplateHash}\"}'}";
    private static final String TEMPLATE =
            "metadata: {labels: {app: web}}\nspec: {containers: [{name: app, image: 'web:2'}]}";
    private static final MetricsCheck CHECK = new MetricsCheck();

    private static Fetch fetch(String yaml) {
        return Fetches.one(CHECK, yaml, new FakeFacts());
    }

    private static Judgement judged(String yaml, int status, String body) {
        Fetch fetch = fetch(yaml);
        return Spec.judge(CHECK, yaml, new FakeFacts().answer(fetch, Fetches.answer(fetch, status, body)));
    }

    @Test
    void itIsJudgedAfterTheReleaseUnlessSaidOtherwise() {
        assertThat(CHECK.phase()).isEqualTo(Phase.AfterRelease);
        assertThat(CHECK.section()).isEqualTo(Section.Monitoring);
        assertThat(CHECK.params()).isEqualTo(MetricsParams.class);
    }

    @Test
    void theServerOfTheItemIsAsked() {
        Fetch fetch = fetch("""
                {prometheus: {url: 'https://prom.example.com/base/', auth: {basic: {secret: {name: prom}}}, tenant: ml},
                 query: "sum by (job) (rate(x{namespace=\\"${namespace}\\", app='${name}'}[5m])) + 1"}""");

        assertThat(fetch.from())
                .isEqualTo(new FetchFrom.Stated(
                        "https://prom.example.com/base/api/v1/query?query=sum%20by%20%28job%29%20%28rate%28x%7B"
                                + "namespace%3D%22ml%22%2C%20app%3D%27ml-scoring%27%7D%5B5m%5D%29%29%20%2B%201",
                        new CredentialRef("prom", null), null));
        assertThat(fetch.headers()).isEqualTo(Map.of("X-Scope-OrgID", "ml"));
    }

    @Test
    void leftOutTheAdministratorsServerIsAsked() {
        FakeFacts facts = new FakeFacts().administered(MonitoringSystem.Prometheus);
        assertThat(Fetches.one(CHECK, "{query: up}", facts).from())
                .isEqualTo(new FetchFrom.Administered(MonitoringSystem.Prometheus, "/api/v1/query?query=up"));
        assertThat(Spec.judge(
                        CHECK,
                        "{query: up}",
                        facts.failure(
                                Fetches.one(CHECK, "{query: up}", facts),
                                Cause.ConnectionRefused,
                                dev.launchgate.probe.ProbeFailure.Phase.Connect,
                                "")))
                .isEqualTo(Judgement.fail(
                        Reason.ConnectionRefused, "the administrator's Prometheus: refused; nothing listens there"));
    }

    @Test
    void withoutAnyServerNothingIsAsked() {
        assertThat(Fetches.of(CHECK, "{query: up}", new FakeFacts())).isEmpty();
        assertThat(Spec.judge(CHECK, "{query: up}", new FakeFacts()))
                .isEqualTo(Judgement.unknown(
                        Reason.ServerNotConfigured,
                        "no Prometheus to ask; name one in the item, or let the administrator set"
                                + " launchgate.prometheus.url"));
    }

    @Test
    void numbersWithinBoundsPass() {
        assertThat(judged(UP, 200, vector("1", "500"))).isEqualTo(Judgement.pass("query"));
        assertThat(Judgement.pass("query").message()).isEqualTo("query: as expected");
    }

    @Test
    void nothingAndNanAreNoData() {
        assertFail(
                judged(UP, 200, vector()),
                Reason.NoData,
                "query returned no series; is it scraped, are the labels right?");
        assertLive(
                judged(UP, 200, vector("1", "NaN")),
                Reason.NoData,
                "query returned NaN for 1 of 2 series; did anything happen in its time range?");
    }

    @Test
    void tooFewSeriesFail() {
        assertLive(
                judged("{prometheus: {url: 'https://p.example.com'}, query: up, minSeries: 3}", 200, vector("1", "1")),
                Reason.TooFewSeries,
                "expected at least 3 series, saw 2; is every instance scraped?");
    }

    @Test
    void numbersOutsideFail() {
        assertLive(
                judged(UP, 200, vector("1", "731", "600")),
                Reason.OutOfBounds,
                "expected at most 500, saw 731 (2 of 3 series); mend it, or correct the bound");
        assertLive(
                judged(UP.replace("max:", "min: '0', max:"), 200, vector("1", "731", "-2")),
                Reason.OutOfBounds,
                "expected at most 500, saw 731 (1 of 3 series); mend it, or correct the bound (and 1 more)");
        Fetch fetch = fetch(UP);
        assertLive(
                Spec.judge(
                        CHECK,
                        UP,
                        new FakeFacts()
                                .runbook("https://wiki.example.com/ml")
                                .answer(fetch, Fetches.answer(fetch, 200, vector("501")))),
                Reason.OutOfBounds,
                "expected at most 500, saw 501 (1 of 1 series); see https://wiki.example.com/ml");
    }

    @Test
    void aLongNumberIsCut() {
        assertThat(judged(UP, 200, vector("9".repeat(400))).message())
                .isEqualTo("expected at most 500, saw %s... (1 of 1 series); mend it, or correct the bound"
                        .formatted("9".repeat(100)));
    }

    @Test
    void aWrongQueryFails() {
        assertFail(
                judged(
                        UP,
                        400,
                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error at hunter2\"}"),
                Reason.QueryInvalid,
                "the server rejects the query; its own page says where the mistake is");
        assertFail(
                judged(UP, 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"),
                Reason.QueryInvalid,
                "expected a scalar or vector, saw a matrix; correct the query");
        assertFail(
                judged(UP, 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"a\"]}}"),
                Reason.QueryInvalid,
                "expected a scalar or vector, saw a string; correct the query");
    }

    @ParameterizedTest
    @CsvSource({
        "422, execution",
        "503, timeout",
        "503, unavailable",
        "429, too_many_requests",
        "500, internal",
        "200, execution"
    })
    void aQueryThatCannotBeRunIsUnknown(int status, String kind) {
        assertThat(judged(
                        UP, status, "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"limit\"}".formatted(kind)))
                .isEqualTo(Judgement.unknown(
                        Reason.QueryFailed,
                        "the server could not run the query (%s); make it cheaper, or have its limits raised"
                                .formatted(kind)));
    }

    @Test
    void anAnswerWithWarningsIsUnknownWhateverItSays() {
        for (String value : List.of("1", "731", "NaN")) {
            assertThat(judged(UP, 200, vector(value).replace("{\"status\"", "{\"warnings\":[\"x\"],\"status\"")))
                    .isEqualTo(Judgement.unknown(
                            Reason.DataPartial,
                            "the answer carries warnings, so data may be missing; run the query in the server's own"
                                    + " page to see them"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        401 | AuthenticationRequired | answers 401; set auth, or let this client in
        403 | AuthenticationRequired | answers 403; set auth, or let this client in
        407 | AuthenticationRequired | answers 407; set auth, or let this client in
        301 | RedirectRefused        | answers 301; name the final address
        302 | RedirectRefused        | answers 302; name the final address
        404 | ServerError            | expected 2xx, saw 404; check the server
        500 | ServerError            | expected 2xx, saw 500; check the server
        502 | ServerError            | expected 2xx, saw 502; check the server
        400 | ServerError            | expected 2xx, saw 400; check the server
        """)
    void codesWithoutAnAnswerAreUnknown(int status, Reason reason, String message) {
        assertThat(judged(UP, status, "<html>hunter2</html>"))
                .isEqualTo(Judgement.unknown(reason, "https://prom.example.com/base/: " + message));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 302})
    void aRefusalIsOneEvenInTheWordsOfTheApi(int status) {
        assertThat(judged(UP, status, "{\"status\":\"error\",\"errorType\":\"bad_data\"}")
                        .verdict())
                .isEqualTo(Verdict.Unknown);
    }

    @Test
    void dataBehindAnErrorCodeIsNoData() {
        assertThat(judged(UP, 500, vector("1")).reason()).isEqualTo(Reason.ServerError);
    }

    @Test
    void whatIsNoAnswerIsMalformed() {
        assertThat(judged(UP, 200, "<html>hunter2</html>"))
                .isEqualTo(Judgement.unknown(
                        Reason.DataMalformed,
                        "https://prom.example.com/base/: not an answer to a query (line 1, column 1)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Timeout           | Unknown | Timeout            | no complete answer within 5s
        ConnectionRefused | Fail    | ConnectionRefused  | refused; nothing listens there
        NetworkError      | Unknown | NetworkError       | connection failed (reset)
        NameNotFound      | Fail    | NameNotFound       | the name does not exist; create the record or correct the name
        EgressDenied      | Unknown | EgressDenied       | not an allowed destination; ask the platform team
        TlsFailed         | Unknown | CertificateInvalid | TLS failed (reset)
        DataTooLarge      | Unknown | DataTooLarge       | reset
        """)
    void probesWithoutAnswerAreToldApart(Cause cause, Verdict verdict, Reason reason, String message) {
        FakeFacts facts =
                new FakeFacts().failure(fetch(UP), cause, dev.launchgate.probe.ProbeFailure.Phase.Exchange, "reset");
        assertThat(Spec.judge(CHECK, UP, facts))
                .isEqualTo(new Judgement(verdict, reason, "https://prom.example.com/base/: " + message));
    }

    @Test
    void beforeTheFirstAnswerAndAfterTheLastFreshOne() {
        assertThat(Spec.judge(CHECK, UP, new FakeFacts()))
                .isEqualTo(Judgement.pending(Reason.NotMeasuredYet, "not measured yet"));
        assertThat(Spec.judge(CHECK, UP, new FakeFacts().tooOld(fetch(UP))).reason())
                .isEqualTo(Reason.ResultTooOld);
    }

    @Test
    void aCertificateAuthorityThatIsNotThereFails() {
        String yaml =
                "{prometheus: {url: 'https://p.example.com', ca: {configMap: {name: corp-ca, key: ca.pem}}}, query: up}";
        assertThat(Fetches.of(CHECK, yaml, new FakeFacts())).isEmpty();
        assertFail(
                Spec.judge(CHECK, yaml, new FakeFacts()),
                Reason.ObjectMissing,
                "ConfigMap corp-ca not found in ml; create it or correct the name");
    }

    @Test
    void thePodTemplateHashIsThatOfTheCandidatesOwnReplicaSet() {
        FakeFacts facts = deployed()
                .with(ResourceKind.REPLICA_SET, replicaSet("old", "web:1", "uid-1", "aaa"))
                .with(ResourceKind.REPLICA_SET, replicaSet("other", "web:2", "uid-2", "bbb"))
                .with(ResourceKind.REPLICA_SET, replicaSet("new", "web:2", "uid-1", "ccc"));
        assertThat(Fetches.address(Fetches.one(CHECK, HASH, facts)))
                .isEqualTo("https://prom.example.com/api/v1/query?query=up%7Bh%3D%22ccc%22%7D");
    }

    @Test
    void aRestartIsAnotherReplicaSet() {
        String restarted =
                TEMPLATE.replace("{labels:", "{annotations: {kubectl.kubernetes.io/restartedAt: now}, labels:");
        FakeFacts facts = deployed()
                .candidate(restarted)
                .with(ResourceKind.REPLICA_SET, replicaSet("before", "web:2", "uid-1", "aaa"));
        assertThat(Fetches.of(CHECK, HASH, facts)).isEmpty();
        assertThat(Spec.judge(CHECK, HASH, facts))
                .isEqualTo(
                        Judgement.pending(Reason.NotMeasuredYet, "ml-scoring has no ReplicaSet of the candidate yet"));
    }

    /** Its template has no defaults of the API server and that of its ReplicaSet has, so its status tells which is present. */
    @Test
    void aRolloutTellsItsReplicaSetInItsStatus() {
        assertThat(Fetches.address(Fetches.one(CHECK, HASH, rollout(3)))).endsWith("%22ccc%22%7D");
        assertThat(Fetches.of(CHECK, HASH, rollout(2))).isEmpty();
        assertThat(Spec.judge(CHECK, HASH, rollout(2)))
                .isEqualTo(
                        Judgement.unknown(
                                Reason.StatusOutdated,
                                "Rollout ml-scoring: status is for generation 2, spec is 3; its controller has not looked yet"));
    }

    private static FakeFacts rollout(int observed) {
        FakeFacts facts = new FakeFacts()
                .target(TargetKind.Rollout, "ml-scoring")
                .candidate(TEMPLATE)
                .with(ResourceKind.ROLLOUT, """
                        metadata: {name: ml-scoring, namespace: ml, uid: uid-1, generation: 3}
                        status: {observedGeneration: '%d', currentPodHash: ccc}
                        """.formatted(observed));
        for (String hash : List.of("aaa", "ccc")) {
            facts.with(
                    ResourceKind.REPLICA_SET,
                    replicaSet(hash, "web:2-with-defaults", "uid-1", hash)
                            .replace("pod-template-hash", "rollouts-pod-template-hash")
                            .replace("{uid:", "{kind: Rollout, uid:"));
        }
        return facts;
    }

    @Test
    void withoutTheReplicaSetsNothingIsAsked() {
        FakeFacts facts = deployed()
                .obstacle(
                        ResourceKind.REPLICA_SET,
                        new Obstacle(Reason.Forbidden, "may not list replicasets.apps in ml"));
        assertThat(Fetches.of(CHECK, HASH, facts)).isEmpty();
        assertThat(Spec.judge(CHECK, HASH, facts))
                .isEqualTo(Judgement.unknown(Reason.Forbidden, "may not list replicasets.apps in ml"));
        assertFail(
                Spec.judge(CHECK, HASH, new FakeFacts()),
                Reason.ObjectMissing,
                "Deployment ml-scoring not found in ml; create it or correct the name");
    }

    private static FakeFacts deployed() {
        return new FakeFacts()
                .candidate(TEMPLATE)
                .with(ResourceKind.DEPLOYMENT, "metadata: {name: ml-scoring, namespace: ml, uid: uid-1}");
    }

    private static String replicaSet(String name, String image, String owner, String hash) {
        return """
                metadata:
                  name: %s
                  namespace: ml
                  labels: {app: web, pod-template-hash: %s}
                  ownerReferences: [{uid: %s, controller: true}]
                spec:
                  template:
                    metadata: {labels: {app: web, pod-template-hash: %s}}
                    spec: {containers: [{name: app, image: '%s'}]}
                """.formatted(name, hash, owner, hash, image);
    }
}
