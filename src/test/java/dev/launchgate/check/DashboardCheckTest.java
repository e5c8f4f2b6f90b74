package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.DashboardParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardCheckTest {
    private static final DashboardCheck CHECK = new DashboardCheck();
    private static final String SERVER = "https://grafana.example.com";
    private static final String LIVE = "source: {grafana: {server: {url: '" + SERVER + "'}, uid: ml-scoring}}";
    private static final String IN_CONFIG_MAP = "source: {configMap: {name: board, key: board.json}}";
    private static final String BY_OPERATOR = "source: {grafanaDashboard: {name: scoring}}";
    private static final String SUBJECT = SERVER + ", dashboard ml-scoring";
    private static final String V2 = "/apis/dashboard.grafana.app/v2/namespaces/default/dashboards/ml-scoring";
    private static final String V2BETA1 =
            "/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards/ml-scoring";
    private static final String LEGACY = "/api/dashboards/uid/ml-scoring";
    private static final String SHOWN_BY_V2 =
            "Latency in 'Response time', Traffic in 'Requests', Errors in 'Server errors', Saturation in 'Memory'";
    private static final String NO_SATURATION =
            "no panel for Saturation; panels found: Latency in 'Response time', Traffic in 'Requests', Errors in 'Server"
                    + " errors'; 2 library panels not looked into; add one or map it in panels";
    private static final String DECLARED =
            "; that Grafana imports it is declared, not measured; use source.grafana to prove it";

    @Test
    void belongsToMonitoringAndIsJudgedBeforeTheRelease() {
        assertThat(CHECK.params()).isEqualTo(DashboardParams.class);
        assertThat(CHECK.section()).isEqualTo(Section.Monitoring);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    static Stream<Arguments> coverage() {
        return Stream.of(
                arguments("all four, by their queries", "v2.json", "", SUBJECT + ": as expected; " + SHOWN_BY_V2),
                arguments("one is not shown", "classic.json", "", NO_SATURATION),
                arguments(
                        "it is not asked for",
                        "classic.json",
                        ", covers: [Errors, Latency]",
                        SUBJECT + ": as expected; Errors in 'Server errors', Latency in 'Response time'"),
                arguments(
                        "it is mapped",
                        "classic.json",
                        ", panels: {Saturation: Worker queue}",
                        SUBJECT + ": as expected; Latency in 'Response time', Traffic in 'Requests', Errors in 'Server"
                                + " errors', Saturation in 'Worker queue'"),
                arguments(
                        "a library panel is mapped",
                        "classic.json",
                        ", covers: [Saturation], panels: {Saturation: Pods}",
                        SUBJECT + ": as expected; Saturation in 'Pods'"),
                arguments(
                        "a map outranks queries",
                        "classic.json",
                        ", covers: [Latency], panels: {Latency: Requests}",
                        SUBJECT + ": as expected; Latency in 'Requests'"),
                arguments(
                        "the mapped panel is absent",
                        "v2.json",
                        ", panels: {Saturation: Worker queue}",
                        "no panel with title 'Worker queue' for Saturation; add it or correct panels"),
                arguments(
                        "a mapped panel and a signal are absent",
                        "classic.json",
                        ", panels: {Errors: Broken}",
                        "no panel with title 'Broken' for Errors; add it or correct panels (and 1 more)"),
                arguments(
                        "two mapped panels are absent",
                        "v2.json",
                        ", panels: {Errors: a, Traffic: b}",
                        "no panel with title 'b' for Traffic; add it or correct panels (and 1 more)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("coverage")
    void tellsWhichPanelShowsWhichSignal(String name, String board, String params, String message) {
        Judgement judgement = live(params, facts(params, "404", "404", BoardFixtures.text(board)));

        assertThat(judgement.message()).isEqualTo(message);
        assertThat(judgement.reason())
                .isEqualTo(
                        message.startsWith(SUBJECT)
                                ? Reason.AsExpected
                                : message.contains("title") ? Reason.PanelMissing : Reason.SignalNotCovered);
        assertThat(judgement.verdict()).isEqualTo(message.startsWith(SUBJECT) ? Verdict.Pass : Verdict.Fail);
    }

    @Test
    void aBoardWithoutPanelsCoversNothing() {
        assertThat(live("", facts("", "404", "404", "{\"panels\": []}")))
                .isEqualTo(fail(
                        Reason.SignalNotCovered,
                        "no panel for Latency, Traffic, Errors, Saturation; panels found: none; add one or map it in"
                                + " panels"));
    }

    /** Answers of the three paths: a code, a board, or a failure. */
    static Stream<Arguments> servers() {
        String v2 = BoardFixtures.text("v2.json");
        String classic = BoardFixtures.text("classic.json");
        String login = "<!doctype html><html><title>Grafana</title></html>";
        Judgement all = pass(Reason.AsExpected, SUBJECT + ": as expected; " + SHOWN_BY_V2);
        Judgement three = fail(Reason.SignalNotCovered, NO_SATURATION);
        return Stream.of(
                arguments("Grafana 10 and 11", "404", "404", BoardFixtures.legacy(classic), three),
                arguments(
                        "Grafana 12, classic board",
                        "404",
                        BoardFixtures.unconverted("v2beta1"),
                        BoardFixtures.legacy(classic),
                        three),
                arguments("Grafana 12, board of schema v2", "404", v2, "406", all),
                arguments("Grafana 13, board of schema v2", v2.replace("v2beta1", "v2"), v2, "406", all),
                arguments(
                        "a newer one that dropped the beta and the older API",
                        v2.replace("v2beta1", "v2"),
                        "404",
                        "404",
                        all),
                arguments(
                        "another organisation, for the older API only",
                        "403",
                        "403",
                        BoardFixtures.legacy(classic),
                        three),
                arguments("one path is slow", "timeout", v2, "406", all),
                arguments("one path is still unanswered", "", v2, "406", all),
                arguments(
                        "no board",
                        "404",
                        "404",
                        "404",
                        fail(
                                Reason.DashboardMissing,
                                SUBJECT + ": not there (saw 404); import it, or correct uid or url")),
                arguments(
                        "it is gone",
                        "404",
                        "404",
                        "410",
                        fail(
                                Reason.DashboardMissing,
                                SUBJECT + ": not there (saw 404); import it, or correct uid or url")),
                arguments(
                        "a login page",
                        "404",
                        "404",
                        login,
                        unknown(
                                Reason.DataMalformed,
                                SUBJECT + ": not a dashboard (an HTML page); is it a login page?")),
                arguments(
                        "a login page everywhere",
                        login,
                        login,
                        login,
                        unknown(
                                Reason.DataMalformed,
                                SUBJECT + ": not a dashboard (an HTML page); is it a login page?")),
                arguments(
                        "no JSON",
                        "404",
                        "404",
                        "ok",
                        unknown(Reason.DataMalformed, SUBJECT + ": not a dashboard (no JSON); publish it again")),
                arguments(
                        "other JSON",
                        "404",
                        "404",
                        "{}",
                        unknown(
                                Reason.DataMalformed,
                                SUBJECT + ": not a dashboard (JSON of another kind); correct the reference")),
                arguments(
                        "it cannot be told",
                        "404",
                        BoardFixtures.unconverted("v2beta1"),
                        "404",
                        unknown(
                                Reason.DataMalformed,
                                SUBJECT + ": not a dashboard (Grafana could not convert it); open and save it there")),
                arguments(
                        "no token",
                        "401",
                        "401",
                        "401",
                        unknown(
                                Reason.AuthenticationRequired,
                                SUBJECT + ": answers 401; set auth, or let this client in")),
                arguments(
                        "may not read it",
                        "403",
                        "403",
                        "403",
                        unknown(
                                Reason.AuthenticationRequired,
                                SUBJECT + ": answers 403; set auth, or let this client in")),
                arguments(
                        "sent to a login page",
                        "302",
                        "302",
                        "302",
                        unknown(Reason.RedirectRefused, SUBJECT + ": answers 302; name the final address")),
                arguments(
                        "schema v2 by an older API alone",
                        "404",
                        "404",
                        "406",
                        unknown(Reason.ServerError, SUBJECT + ": expected 2xx, saw 406; check the server")),
                arguments(
                        "broken",
                        "500",
                        "502",
                        "503",
                        unknown(Reason.ServerError, SUBJECT + ": expected 2xx, saw 500; check the server")),
                arguments(
                        "slow",
                        "timeout",
                        "timeout",
                        "timeout",
                        unknown(Reason.Timeout, SUBJECT + ": no complete answer within 5s")),
                arguments("not asked yet", "", "", "", pending(Reason.NotMeasuredYet, "not measured yet")),
                arguments(
                        "not asked on every path yet",
                        "404",
                        "404",
                        "",
                        pending(Reason.NotMeasuredYet, "not measured yet")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void judgesWhatAServerAnswers(String name, String v2, String v2beta1, String legacy, Judgement expected) {
        assertThat(live("", facts("", v2, v2beta1, legacy))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatCannotBeAskedNeverPasses(Cause cause) {
        FakeFacts facts = new FakeFacts();
        for (String path : List.of(V2, V2BETA1, LEGACY)) {
            facts.failure(fetch(path, ""), cause, ProbeFailure.Phase.Exchange, "detail");
        }

        assertThat(live("", facts).verdict()).isIn(Verdict.Fail, Verdict.Unknown);
    }

    @Test
    void trustsNoOldAnswer() {
        FakeFacts facts = new FakeFacts();
        for (String path : List.of(V2, V2BETA1, LEGACY)) {
            facts.tooOld(fetch(path, ""));
        }

        assertThat(live("", facts))
                .isEqualTo(
                        unknown(
                                Reason.ResultTooOld,
                                SUBJECT
                                        + ": the last answer is too old for a decision; the operator is behind with its probes"));
    }

    @Test
    void anAnswerToAnotherQuestionIsADefect() {
        FakeFacts facts = new FakeFacts();
        for (String path : List.of(V2, V2BETA1, LEGACY)) {
            facts.answer(fetch(path, ""), new TcpAnswer());
        }

        assertThatThrownBy(() -> live("", facts)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void asksEveryPathWithTheCredentialOfTheSpec() {
        String params = """
                source:
                  grafana:
                    server:
                      url: https://grafana.example.com/sub/
                      auth: {bearer: {secret: {name: grafana, key: token}}}
                      tenant: team-a
                    uid: ml-scoring
                panels: {Saturation: Worker queue}
                """;

        assertThat(Spec.plan(CHECK, params, new FakeFacts()).probes())
                .containsExactlyInAnyOrderElementsOf(Stream.of(V2, V2BETA1, LEGACY)
                        .map(path -> new Fetch(
                                new FetchFrom.Stated(
                                        "https://grafana.example.com/sub" + path,
                                        new CredentialRef("grafana", "token"),
                                        null),
                                Map.of("X-Scope-OrgID", "team-a"),
                                new BoardReader(Set.of("Worker queue")),
                                Duration.ZERO))
                        .toList());
    }

    @Test
    void asksTheAdministratorsServerWhereNoneIsNamed() {
        String params = "source: {grafana: {uid: ml-scoring}}";
        FakeFacts facts = new FakeFacts().administered(MonitoringSystem.Grafana);
        Fetch legacy = new Fetch(
                new FetchFrom.Administered(MonitoringSystem.Grafana, LEGACY),
                Map.of(),
                new BoardReader(Set.of()),
                Duration.ZERO);
        assertThat(Spec.plan(CHECK, params, facts).probes()).hasSize(3).contains(legacy);

        facts.answer(legacy, fetched("", 200, BoardFixtures.text("v2.json")));

        assertThat(Spec.judge(CHECK, params, facts))
                .isEqualTo(pass(
                        Reason.AsExpected,
                        "the administrator's Grafana, dashboard ml-scoring: as expected; " + SHOWN_BY_V2));
        assertThat(Spec.plan(CHECK, params, new FakeFacts()).probes()).isEmpty();
        assertThat(Spec.judge(CHECK, params, new FakeFacts()))
                .isEqualTo(
                        unknown(
                                Reason.ServerNotConfigured,
                                "no Grafana to ask; name one in the item, or let the administrator set launchgate.grafana.url"));
    }

    @Test
    void aCertificateAuthorityThatIsAbsentIsToldSo() {
        String params = LIVE.replace("com'}", "com', ca: {configMap: {name: corp-ca, key: ca.pem}}}");

        assertThat(Spec.plan(CHECK, params, new FakeFacts()).probes()).isEmpty();
        assertThat(Spec.judge(CHECK, params, new FakeFacts()))
                .isEqualTo(
                        fail(Reason.ObjectMissing, "ConfigMap corp-ca not found in ml; create it or correct the name"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                          | grafana_dashboard: ''    | Pass | -
            ''                                                          | grafana_dashboard: '1'   | Pass | -
            ''                                                          | other: '1'               | Fail | label grafana_dashboard is not set: the sidecar will not import it; set the label
            ', label: {key: example.com/board}'                         | example.com/board: 'yes' | Pass | -
            ', label: {key: example.com/board}'                         | grafana_dashboard: '1'   | Fail | label example.com/board is not set: the sidecar will not import it; set the label
            ', label: {key: grafana_dashboard, value: "1"}'             | grafana_dashboard: '1'   | Pass | -
            ', label: {key: grafana_dashboard, value: "1"}'             | grafana_dashboard: 'true' | Fail | label grafana_dashboard: expected '1', saw 'true': the sidecar will not import it; correct the label
            ', label: {key: grafana_dashboard, value: ""}'              | grafana_dashboard: '1'   | Fail | label grafana_dashboard: expected '', saw '1': the sidecar will not import it; correct the label
            """)
    void aConfigMapNeedsTheLabelOfTheSidecar(String label, String labels, Verdict verdict, String message) {
        String params = IN_CONFIG_MAP.replace("board.json}", "board.json" + label.replace("'", "") + "}");

        Judgement judgement = Spec.judge(CHECK, params, configMap(labels, BoardFixtures.text("v2.json")));

        assertThat(judgement)
                .isEqualTo(
                        verdict == Verdict.Pass
                                ? pass(
                                        Reason.DeclaredOnly,
                                        "ConfigMap board, key board.json: as expected; " + SHOWN_BY_V2 + DECLARED)
                                : fail(Reason.SidecarLabelMissing, "ConfigMap board: " + message));
    }

    @Test
    void aConfigMapIsJudgedByContentAndLabel() {
        assertThat(Spec.judge(CHECK, IN_CONFIG_MAP, configMap("a: b", BoardFixtures.text("classic.json"))))
                .isEqualTo(fail(Reason.SignalNotCovered, NO_SATURATION + " (and 1 more)"));
        assertThat(Spec.judge(CHECK, IN_CONFIG_MAP, configMap("grafana_dashboard: '1'", "<html></html>")))
                .isEqualTo(unknown(
                        Reason.DataMalformed,
                        "ConfigMap board, key board.json: not a dashboard (an HTML page); is it a login page?"));
        assertThat(Spec.judge(
                        CHECK,
                        IN_CONFIG_MAP.replace("key: board.json", "key: other.json"),
                        configMap("grafana_dashboard: '1'", "{}")))
                .isEqualTo(
                        fail(
                                Reason.DashboardMissing,
                                "ConfigMap board, key other.json: not there (saw no such key); add it or correct the reference"));
        assertThat(Spec.judge(CHECK, IN_CONFIG_MAP, new FakeFacts()))
                .isEqualTo(
                        fail(Reason.ObjectMissing, "ConfigMap board not found in ml; create it or correct the name"));
        assertThat(Spec.judge(
                                CHECK,
                                IN_CONFIG_MAP,
                                new FakeFacts()
                                        .obstacle(
                                                ResourceKind.CONFIG_MAP,
                                                Obstacle.forbidden(ResourceKind.CONFIG_MAP, "ml")))
                        .reason())
                .isEqualTo(Reason.Forbidden);
        assertThat(Spec.plan(CHECK, IN_CONFIG_MAP, new FakeFacts()).probes()).isEmpty();
    }

    @Test
    void aBoardOfTheOperatorMustBeSynchronized() {
        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(json("v2.json"), condition("True", 2))))
                .isEqualTo(pass(Reason.AsExpected, "GrafanaDashboard scoring: as expected; " + SHOWN_BY_V2));
        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(json("v2.json"), condition("False", 2))))
                .isEqualTo(fail(
                        Reason.DashboardNotSynced,
                        "GrafanaDashboard scoring: DashboardSynchronized is False (ApplyFailed); see its conditions"));
        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(json("v2.json"), condition("True", 1))))
                .isEqualTo(unknown(
                        Reason.StatusOutdated,
                        "GrafanaDashboard scoring: status is for generation 1, spec is 2; its controller has not looked"
                                + " yet"));
        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(json("v2.json"), "")))
                .isEqualTo(unknown(
                        Reason.StatusOutdated,
                        "GrafanaDashboard scoring: no DashboardSynchronized condition for generation 2; its controller"
                                + " has not looked yet"));
    }

    @ParameterizedTest
    @CsvSource({"NoMatchingInstance", "NoMatchingFolder", "InvalidSpec", "Suspended"})
    void whatTheOperatorCannotDoIsToldInItsWords(String type) {
        String conditions = "{type: %s, status: 'True', reason: EmptyAPIReply, observedGeneration: 2}".formatted(type);

        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(json("v2.json"), conditions)))
                .isEqualTo(fail(
                        Reason.DashboardNotSynced,
                        "GrafanaDashboard scoring: %s is True (EmptyAPIReply); see its conditions".formatted(type)));
    }

    @Test
    void aBoardOfTheOperatorIsReadWhereItLies() throws IOException {
        String synced = condition("True", 2);
        Judgement expected = fail(Reason.SignalNotCovered, NO_SATURATION);

        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(json("classic.json"), synced)))
                .isEqualTo(expected);
        assertThat(Spec.judge(
                        CHECK, BY_OPERATOR, operated("gzipJson: " + gzip(BoardFixtures.text("classic.json")), synced)))
                .isEqualTo(expected);
        assertThat(Spec.judge(
                        CHECK,
                        BY_OPERATOR,
                        operated("configMapRef: {name: board, key: board.json}", synced)
                                .with(ResourceKind.CONFIG_MAP, boardMap("a: b", BoardFixtures.text("classic.json")))))
                .isEqualTo(expected);
        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated("configMapRef: {name: board, key: board.json}", synced)))
                .isEqualTo(
                        fail(Reason.ObjectMissing, "ConfigMap board not found in ml; create it or correct the name"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json: '{}'                    | JSON of another kind); correct the reference
            json: ''                      | no JSON); publish it again
            gzipJson: '!'                 | gzipJson is not gzip of at most 1 MiB); publish it again
            gzipJson: 'AAAA'              | gzipJson is not gzip of at most 1 MiB); publish it again
            url: https://example.com/b    | it is neither in json, gzipJson nor configMapRef); use source.grafana to ask Grafana for it
            grafanaCom: {id: 1860}        | it is neither in json, gzipJson nor configMapRef); use source.grafana to ask Grafana for it
            jsonnet: 'x'                  | it is neither in json, gzipJson nor configMapRef); use source.grafana to ask Grafana for it
            """)
    void aBoardOfTheOperatorThatCannotBeReadIsUnknown(String spec, String message) {
        assertThat(Spec.judge(CHECK, BY_OPERATOR, operated(spec, condition("True", 2))))
                .isEqualTo(unknown(Reason.DataMalformed, "GrafanaDashboard scoring: not a dashboard (" + message));
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        assertThat(Spec.judge(
                        CHECK,
                        BY_OPERATOR,
                        operated("gzipJson: " + gzip(" ".repeat(64 * 1024 * 1024)), condition("True", 2))))
                .isEqualTo(unknown(
                        Reason.DataMalformed,
                        "GrafanaDashboard scoring: not a dashboard (gzipJson is not gzip of at most 1 MiB); publish it"
                                + " again"));
    }

    @Test
    void anObjectOfTheOperatorThatCannotBeReadIsToldSo() {
        ResourceKind kind = ResourceKind.GRAFANA_DASHBOARD;

        assertThat(Spec.judge(CHECK, BY_OPERATOR, new FakeFacts()))
                .isEqualTo(fail(
                        Reason.ObjectMissing,
                        "GrafanaDashboard scoring not found in ml; create it or correct the name"));
        assertThat(Spec.judge(CHECK, BY_OPERATOR, new FakeFacts().obstacle(kind, Obstacle.notInstalled(kind))))
                .isEqualTo(unknown(
                        Reason.KindNotInstalled,
                        "GrafanaDashboard.grafana.integreatly.org is not installed in this cluster"));
        assertThat(Spec.judge(CHECK, BY_OPERATOR, new FakeFacts().obstacle(kind, Obstacle.forbidden(kind, "ml")))
                        .reason())
                .isEqualTo(Reason.Forbidden);
        assertThat(Spec.judge(CHECK, BY_OPERATOR, new FakeFacts().obstacle(kind, Obstacle.notSynced(kind)))
                        .verdict())
                .isEqualTo(Verdict.Pending);
    }

    @Test
    void isNeverNotApplicable() {
        FakeFacts facts = facts("", "404", "404", BoardFixtures.text("v2.json"))
                .asFirstLaunch()
                .target(TargetKind.Rollout, "ml-scoring");

        assertThat(live("", facts).reason()).isEqualTo(Reason.AsExpected);
    }

    private static Judgement live(String params, FakeFacts facts) {
        return Spec.judge(CHECK, "{" + LIVE + params + "}", facts);
    }

    private static FakeFacts facts(String params, String v2, String v2beta1, String legacy) {
        FakeFacts facts = new FakeFacts();
        Map.of(V2, v2, V2BETA1, v2beta1, LEGACY, legacy).forEach((path, answer) -> {
            if (answer.equals("timeout")) {
                facts.failure(fetch(path, params), Cause.Timeout, ProbeFailure.Phase.Exchange, "");
            } else if (answer.matches("[0-9]{3}")) {
                facts.answer(fetch(path, params), fetched(params, Integer.parseInt(answer), "{}"));
            } else if (!answer.isEmpty()) {
                facts.answer(fetch(path, params), fetched(params, 200, answer));
            }
        });
        return facts;
    }

    private static Fetch fetch(String path, String params) {
        return new Fetch(new FetchFrom.Stated(SERVER + path, null, null), Map.of(), reader(params), Duration.ZERO);
    }

    private static Fetched fetched(String params, int status, String body) {
        return new Fetched(status, reader(params).read(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static BoardReader reader(String params) {
        DashboardParams parsed = Spec.of(DashboardParams.class, "{" + LIVE + params + "}");
        return new BoardReader(Set.copyOf(parsed.panels().values()));
    }

    private static FakeFacts configMap(String labels, String board) {
        return new FakeFacts().with(ResourceKind.CONFIG_MAP, boardMap(labels, board));
    }

    private static String boardMap(String labels, String board) {
        return """
                metadata: {name: board, namespace: ml, labels: {%s}}
                data:
                  board.json: |
                """.formatted(labels) + board.indent(4);
    }

    private static String json(String file) {
        return "json: |\n" + BoardFixtures.text(file).indent(4);
    }

    private static String condition(String status, int generation) {
        return "{type: DashboardSynchronized, status: '%s', reason: %s, observedGeneration: %d}"
                .formatted(status, status.equals("True") ? "ApplySuccessful" : "ApplyFailed", generation);
    }

    private static FakeFacts operated(String spec, String conditions) {
        return new FakeFacts().with(ResourceKind.GRAFANA_DASHBOARD, """
                metadata: {name: scoring, namespace: ml, generation: 2}
                status: {conditions: [%s]}
                spec:
                  instanceSelector: {matchLabels: {dashboards: grafana}}
                  %s
                """.formatted(conditions, spec));
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
