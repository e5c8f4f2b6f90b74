package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.check.AlertsCheck;
import dev.launchgate.check.Check;
import dev.launchgate.check.FakeFacts;
import dev.launchgate.check.GoldenSignalsCheck;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.MetricsCheck;
import dev.launchgate.check.Needs;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items of the monitoring kinds against a real Prometheus, Alertmanager, node exporter and nginx. */
@Tag("services")
@Timeout(180)
class MonitoringServersTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static MonitoringWorld world;

    private final AdapterFixture net = new AdapterFixture();

    @BeforeAll
    static void start() {
        world = new MonitoringWorld();
        MonitoringServersTest first = new MonitoringServersTest();
        first.eventually(first::scraped, Judgement.pass("query"));
    }

    @AfterAll
    static void end() throws IOException {
        world.close();
    }

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    private Judgement scraped() {
        return metrics("count(http_requests_total offset 3s) + on() count(node_exporter_build_info)", "");
    }

    private <P extends CheckParams> Judgement judged(Check<P> check, String yaml, Duration timeout) {
        P params = Serialization.unmarshal("---\n" + yaml, check.params());
        FakeFacts facts = new FakeFacts()
                .with(
                        ResourceKind.CONFIG_MAP,
                        "metadata: {name: ca, namespace: ml}\ndata:\n  ca.pem: |\n"
                                + TestCertificate.pem(MonitoringWorld.ROOT).indent(4));
        Needs needs = new Needs();
        check.plan(params, facts, needs);
        assertThat(needs.probes()).isNotEmpty();
        for (ProbeRequest probe : needs.probes()) {
            switch (net.probes.ask("ml", probe, timeout)) {
                case Measurement.Answered(var answer) -> facts.answer(probe, answer);
                case Measurement.Failed(ProbeFailure(var cause, var phase, String detail)) ->
                    facts.failure(probe, cause, phase, detail);
                case Measurement other -> throw new AssertionError(other);
            }
        }
        return check.judge(params, facts);
    }

    private Judgement metrics(String query, String more) {
        return at("http://prom.example.com:" + world.prometheus, "", query, more);
    }

    private Judgement at(String url, String server, String query, String more) {
        String yaml = """
                prometheus: {url: '%s'%s}
                query: '%s'
                %s
                """.formatted(url, server, query, more);
        return judged(new MetricsCheck(), yaml, AdapterFixture.AMPLE);
    }

    private Judgement behind(String path, String server) {
        return at(
                "https://prom.example.com:" + world.front + path,
                ", ca: {configMap: {name: ca, key: ca.pem}}" + server,
                "up{job=\"node\"}",
                "min: \"1\"");
    }

    private void eventually(Supplier<Judgement> judged, Judgement expected) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(judged.get()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        node_exporter_build_info                        |
        up{job="app"}                                   | min: "1"
        app_fixed                                       | {min: "500", max: "500"}
        vector(0.25)                                    | max: "0.25"
        0.1 + 0.2                                       | max: "0.30000001"
        count(up)                                       | min: "3"
        sum by (i) (app_many)                           | {minSeries: 1000, max: "6"}
        """)
    void numbersWithinBoundsPass(String query, String more) {
        assertThat(metrics(
                        query,
                        more == null ? "" : more.replaceAll("^\\{|}$", "").replace(", ", "\n")))
                .isEqualTo(Judgement.pass("query"));
    }

    @Test
    void whatIsNotThereOrNoNumberFails() {
        assertThat(metrics("app_unknown", ""))
                .isEqualTo(Judgement.fail(
                        Reason.NoData, "query returned no series; is it scraped, are the labels right?"));
        Judgement nan = Judgement.fail(
                        Reason.NoData, "query returned NaN for 1 of 1 series; did anything happen in its time range?")
                .asLive();
        assertThat(metrics("app_nan", "")).isEqualTo(nan);
        assertThat(metrics("vector(0) / 0", "")).isEqualTo(nan);
        assertThat(metrics("up{job=\"node\"}", "minSeries: 2"))
                .isEqualTo(Judgement.fail(
                                Reason.TooFewSeries, "expected at least 2 series, saw 1; is every instance scraped?")
                        .asLive());
    }

    @Test
    void numbersOutsideFail() {
        assertThat(metrics("sum by (i) (app_many)", "max: \"5\""))
                .isEqualTo(Judgement.fail(
                                Reason.OutOfBounds,
                                "expected at most 5, saw 6 (1 of 10000 series); mend it, or correct the bound")
                        .asLive());
        assertThat(metrics("app_fixed", "max: \"499.999999999\"").message())
                .startsWith("expected at most 499.999999999, saw 500 (1 of 1 series)");
        assertThat(metrics("1 / vector(0)", "max: \"5\"").message()).contains("saw +Inf");
    }

    @Test
    void moreThanAMebibyteIsTooLarge() {
        assertThat(metrics("app_many", "").reason()).isEqualTo(Reason.DataTooLarge);
    }

    @Test
    void wrongQueriesFail() {
        Judgement rejected = Judgement.fail(
                Reason.QueryInvalid, "the server rejects the query; its own page says where the mistake is");
        assertThat(metrics("sum(", "")).isEqualTo(rejected);
        assertThat(metrics("rate(up)", "")).isEqualTo(rejected);
        assertThat(metrics("up[5m]", ""))
                .isEqualTo(Judgement.fail(
                        Reason.QueryInvalid, "expected a scalar or vector, saw a matrix; correct the query"));
        assertThat(metrics("\"text\"", "").message())
                .isEqualTo("expected a scalar or vector, saw a string; correct the query");
    }

    @Test
    void aQueryThatCannotBeRunIsUnknown() {
        assertThat(metrics("app_twin + on(job) app_twin", ""))
                .isEqualTo(Judgement.unknown(
                        Reason.QueryFailed,
                        "the server could not run the query (execution); make it cheaper, or have its limits raised"));
    }

    @Test
    void seriesThatVanishAreNoData() {
        String gone = "vanishing";
        eventually(() -> metrics(gone, ""), Judgement.pass("query"));
        world.vanishing.stop(0);
        eventually(
                () -> metrics(gone, ""),
                Judgement.fail(Reason.NoData, "query returned no series; is it scraped, are the labels right?"));
    }

    @Test
    void credentialsOfASecretOpenTheServer() {
        net.secrets.put(
                "ml/reader",
                new SecretContent(
                        Map.of(Authorizer.SEND_TO, "prom.example.com"),
                        Map.of("username", "dana", "password", "hunter2", "token", "hunter2")));
        assertThat(behind("/basic/", ", auth: {basic: {secret: {name: reader}}}"))
                .isEqualTo(Judgement.pass("query"));
        assertThat(behind("/bearer/", ", auth: {bearer: {secret: {name: reader, key: token}}}"))
                .isEqualTo(Judgement.pass("query"));
        assertThat(behind("/bearer/", ", auth: {bearer: {secret: {name: reader, key: username}}}")
                        .reason())
                .isEqualTo(Reason.AuthenticationRequired);
    }

    @Test
    void aSecretThatIsNotSharedStaysHere() {
        net.secrets.put("ml/reader", new SecretContent(Map.of(), Map.of("username", "dana", "password", "hunter2")));
        Judgement judgement = behind("/basic/", ", auth: {basic: {secret: {name: reader}}}");
        assertThat(judgement.reason()).isEqualTo(Reason.SecretNotShared);
        assertThat(judgement.message()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "/basic/, AuthenticationRequired",
        "/bearer/, AuthenticationRequired",
        "/forbidden/, AuthenticationRequired",
        "/broken/, ServerError",
        "/moved/, RedirectRefused",
        "/login/, DataMalformed",
        "/nowhere/, ServerError"
    })
    void whatIsInTheWayIsNamed(String path, Reason reason) {
        assertThat(behind(path, "").reason()).isEqualTo(reason);
    }

    @Test
    void aServerThatIsDownOrSlow() throws IOException {
        try (SilentPort port = SilentPort.reserve()) {
            assertThat(at("http://prom.example.com:" + port.number(), "", "up", "")
                            .reason())
                    .isEqualTo(Reason.ConnectionRefused);
        }
        LoopbackServer slow = net.plain(LoopbackServer.Script::silent);
        assertThat(judged(
                                new MetricsCheck(),
                                "{prometheus: {url: 'http://prom.example.com:%d'}, query: up}".formatted(slow.port()),
                                AdapterFixture.SHORT)
                        .reason())
                .isEqualTo(Reason.Timeout);
    }

    @Test
    void theTenantIsNamedAndWarningsAreHeard() throws InterruptedException {
        // as Thanos answers while a store is away
        HttpScript script = HttpScript.answering(
                "HTTP/1.1 200 OK",
                "Content-Type: application/json",
                "",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"1\"]}]},"
                        + "\"warnings\":[\"No StoreAPIs matched for this query\"]}");
        LoopbackServer server = net.plain(script);

        assertThat(at("http://prom.example.com:" + server.port(), ", tenant: ml", "up", "")
                        .reason())
                .isEqualTo(Reason.DataPartial);
        assertThat(script.requests.take()).contains("GET /api/v1/query?query=up HTTP/1.1", "X-Scope-OrgID: ml");
    }

    private Judgement signals(String name, String replacement) {
        String yaml = """
                prometheus: {url: 'http://prom.example.com:%d'}
                latency: {query: 'histogram_quantile(0.95, sum by (le) (rate(http_server_duration_seconds_bucket{app="${name}"}[30s])))', max: "0.35"}
                traffic: {query: 'sum(rate(http_requests_total{app="${name}"}[30s]))', min: "0.1"}
                errors: {query: 'sum(rate(http_requests_total{app="${name}",code=~"5.."}[30s])) or on() 0 * sum(rate(http_requests_total{app="${name}"}[30s]))', max: "0.5"}
                saturation: {query: 'worker_queue_length{app="${name}"}', max: "10"}
                """.formatted(world.prometheus);
        String changed = replacement.isEmpty()
                ? yaml
                : yaml.lines()
                        .map(line -> line.startsWith(name) ? name + ": " + replacement : line)
                        .reduce("", (all, line) -> all + line + "\n");
        return judged(new GoldenSignalsCheck(), changed, AdapterFixture.AMPLE);
    }

    @Test
    void theGoldenFourAreSeenOfRealHistograms() {
        assertThat(signals("", "")).isEqualTo(Judgement.pass("latency, traffic, errors, saturation"));
        assertThat(signals("saturation", "{exempt: scales to zero}"))
                .isEqualTo(Judgement.pass(
                        Reason.DeclaredOnly,
                        "latency, traffic, errors: as expected; saturation exempt (scales to zero)"));
    }

    @ParameterizedTest
    @CsvSource({"latency", "traffic", "saturation"})
    void eachSignalMayBeEmptyAlone(String name) {
        assertThat(signals(name, "{query: nothing_of_the_kind}"))
                .isEqualTo(
                        Judgement.fail(Reason.SignalEmpty, name + ": no data; is it scraped, are the labels right?"));
    }

    @Test
    void withoutTheZeroTermNoErrorsAreNoData() {
        assertThat(signals("errors", "{query: 'sum(rate(http_requests_total{code=~\"5..\"}[30s]))'}"))
                .isEqualTo(Judgement.fail(
                        Reason.SignalEmpty,
                        "errors: no data; a counter without errors has no series, add a zero term as in the example"));
    }

    @Test
    void withoutTrafficLatencyIsNoNumber() {
        assertThat(
                        signals(
                                "latency",
                                "{query: 'histogram_quantile(0.95, sum by (le) (rate(http_server_duration_seconds_bucket{app=\"idle\"}[30s])))'}"))
                .isEqualTo(Judgement.fail(
                                Reason.SignalEmpty, "latency: no number but NaN for 1 of 1 series; is there traffic?")
                        .asLive());
    }

    @Test
    void aSlowServiceIsSeen() {
        assertThat(signals(
                                "latency",
                                "{query: 'histogram_quantile(0.95, sum by (le) (rate(http_server_duration_seconds_bucket{app=\"ml-scoring\"}[30s])))', max: \"0.25\"}")
                        .message())
                .matches("latency: expected at most 0.25, saw 0\\.[23][0-9]* \\(1 of 1 series\\); .*");
    }

    private Judgement alerts(String names, String more) {
        String yaml = """
                rules: {names: [%s]}
                prometheus: {url: 'http://prom.example.com:%d'}
                alertmanager: {url: 'http://am.example.com:%d'}
                %s
                """.formatted(names, world.prometheus, world.alertmanager, more);
        return judged(new AlertsCheck(), yaml, AdapterFixture.AMPLE);
    }

    @Test
    void rulesThatReachPeoplePass() {
        eventually(() -> alerts("MlDown, MlBusy", ""), Judgement.pass("MlDown, MlBusy"));
        eventually(() -> alerts("MlDown", "{receivers: [pager]}".replaceAll("[{}]", "")), Judgement.pass("MlDown"));
        eventually(
                () -> alerts("MlShaped", "labels: {severity: page, team: web}\nreceivers: [chat]"),
                Judgement.pass("MlShaped"));
    }

    @Test
    void rulesThatAreNotThereBrokenOrFreshAreToldApart() {
        assertThat(alerts("MlDown, MlAbsent", "").message())
                .startsWith("MlAbsent not loaded; does the Prometheus select the rule object?");
        assertThat(alerts("'ml:up'", "").reason()).as("a recording rule").isEqualTo(Reason.AlertRuleMissing);
        eventually(
                () -> alerts("MlBroken", ""),
                Judgement.fail(
                        Reason.AlertRuleUnhealthy, "MlBroken: evaluation fails; the server's own page says why"));
        assertThat(alerts("MlFresh", ""))
                .isEqualTo(Judgement.unknown(
                        Reason.AlertRuleNotEvaluated,
                        "MlFresh: loaded, not evaluated yet; judged after the first evaluation"));
    }

    @Test
    void firingIsSeenWhereItMatters() {
        eventually(
                () -> alerts("MlDown, MlBusy", "whileFiring: Fail"),
                Judgement.fail(
                        Reason.AlertFiring, "MlBusy: expected not to fire, saw it firing; mend what it tells of"));
    }

    @Test
    void alertsThatReachNobodyFail() {
        eventually(
                () -> alerts("MlNoise", ""),
                Judgement.fail(
                        Reason.AlertNotRouted,
                        "MlNoise ends at 'null', which notifies nobody; route it elsewhere, or give that receiver an"
                                + " integration"));
        eventually(
                () -> alerts("MlErrors", ""),
                Judgement.fail(
                        Reason.AlertNotRouted,
                        "MlErrors ends at 'log', which notifies nobody; route it elsewhere, or give that receiver an"
                                + " integration"));
        eventually(
                () -> alerts("MlBusy", "receivers: [pager]"),
                Judgement.fail(
                        Reason.ReceiverMismatch,
                        "MlBusy arrives at chat, log, expected pager; correct its labels or the routes"));
    }

    @Test
    void aServerOfAnotherKindIsNoAlertmanager() {
        String yaml = """
                rules: {names: [MlDown]}
                prometheus: {url: 'http://prom.example.com:%d'}
                alertmanager: {url: 'https://prom.example.com:%d/login', ca: {configMap: {name: ca, key: ca.pem}}}
                """.formatted(world.prometheus, world.front);
        eventually(
                () -> judged(new AlertsCheck(), yaml, AdapterFixture.AMPLE),
                Judgement.unknown(
                        Reason.DataMalformed,
                        "https://prom.example.com:%d/login: not the state of an Alertmanager (line 1, column 1)"
                                .formatted(world.front)));
    }
}
