package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.BoardFixtures;
import dev.launchgate.check.DashboardCheck;
import dev.launchgate.check.FakeFacts;
import dev.launchgate.check.Judgement;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import dev.launchgate.status.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boards as Grafana of several versions serves them over HTTP. */
@Timeout(120)
class GrafanaAnswersTest {
    private static final DashboardCheck CHECK = new DashboardCheck();
    private static final String OBJECTS = "/apis/dashboard.grafana.app/";
    private static final String SHOWN =
            "Latency in 'Response time', Traffic in 'Requests', Errors in 'Server errors', Saturation in ";

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final LoopbackServer server = LoopbackServer.plain(this::serve);
    private final AdapterFixture net = new AdapterFixture(Map.of(
            MonitoringSystem.Grafana,
            new AdministeredServer(
                    "http://grafana.example.com:" + server.port() + "/sub",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));

    /** What the versions differ in: the paths they know, and what they answer for a board of schema v2. */
    enum Grafana {
        V10,
        V11,
        V12,
        V13;

        void serve(GrafanaAnswersTest stub, String classic, String v2) {
            stub.answers.put("/api/dashboards/uid/classic", new Answer(200, BoardFixtures.legacy(classic)));
            if (ordinal() >= V12.ordinal()) {
                stub.answers.put("/api/dashboards/uid/tabs", new Answer(406, """
                        {"message": "dashboard api version not supported"}
                        """));
                stub.object("v1beta1", "classic", BoardFixtures.object("v1beta1", classic));
                stub.object("v2beta1", "classic", BoardFixtures.unconverted("v2beta1"));
                stub.object("v2beta1", "tabs", v2);
            }
            if (this == V13) {
                stub.object("v2", "classic", BoardFixtures.unconverted("v2"));
                stub.object("v2", "tabs", v2.replace("v2beta1", "v2"));
            }
        }
    }

    record Answer(int status, String body) {}

    @AfterEach
    void stop() throws IOException {
        server.close();
        net.close();
    }

    @ParameterizedTest
    @EnumSource
    void aClassicBoardIsReadOnEveryVersion(Grafana version) {
        version.serve(this, BoardFixtures.text("classic.json"), BoardFixtures.text("v2.json"));

        assertThat(judge("classic", "panels: {Saturation: Worker queue}"))
                .isEqualTo(Judgement.pass(
                        Reason.AsExpected, subject("classic") + ": as expected; " + SHOWN + "'Worker queue'"));
        assertThat(judge("classic", "").reason()).isEqualTo(Reason.SignalNotCovered);
        assertThat(judge("absent", ""))
                .isEqualTo(Judgement.fail(
                        Reason.DashboardMissing,
                        subject("absent") + ": not there (saw 404); import it, or correct uid or url"));
    }

    @ParameterizedTest
    @EnumSource(names = {"V12", "V13"})
    void aBoardOfSchemaV2IsReadWhereThereIsOne(Grafana version) {
        version.serve(this, BoardFixtures.text("classic.json"), BoardFixtures.text("v2.json"));

        assertThat(judge("tabs", ""))
                .isEqualTo(Judgement.pass(Reason.AsExpected, subject("tabs") + ": as expected; " + SHOWN + "'Memory'"));
    }

    @Test
    void theAdministratorsServerIsAskedBelowItsPath() {
        answers.put(
                "/sub/api/dashboards/uid/classic",
                new Answer(200, BoardFixtures.legacy(BoardFixtures.text("classic.json"))));

        assertThat(AskedFacts.judge(
                        CHECK,
                        "{source: {grafana: {uid: classic}}, covers: [Traffic]}",
                        net,
                        new FakeFacts().administered(MonitoringSystem.Grafana),
                        AdapterFixture.AMPLE))
                .isEqualTo(Judgement.pass(
                        Reason.AsExpected,
                        "the administrator's Grafana, dashboard classic: as expected; Traffic in 'Requests'"));
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "/sub" + OBJECTS + "v2/namespaces/default/dashboards/classic",
                        "/sub" + OBJECTS + "v2beta1/namespaces/default/dashboards/classic",
                        "/sub/api/dashboards/uid/classic");
    }

    @Test
    void aLoginPageIsNoBoard() {
        answers.put("/api/dashboards/uid/classic", new Answer(200, "<!DOCTYPE html><html><body>Sign in</body></html>"));

        assertThat(judge("classic", ""))
                .isEqualTo(Judgement.unknown(
                        Reason.DataMalformed,
                        subject("classic") + ": not a dashboard (an HTML page); is it a login page?"));
    }

    @Test
    void nineHundredKibibytesAreReadAndMoreThanAMebibyteIsNot() {
        answers.put("/api/dashboards/uid/large", new Answer(200, BoardFixtures.legacy(padded(900))));
        answers.put("/api/dashboards/uid/huge", new Answer(200, BoardFixtures.legacy(padded(1_100))));

        assertThat(judge("large", "covers: [Traffic]").verdict()).isEqualTo(Verdict.Pass);
        assertThat(judge("huge", "covers: [Traffic]"))
                .isEqualTo(Judgement.unknown(
                        Reason.DataTooLarge, subject("huge") + ": expected at most 1 MiB; make it smaller"));
    }

    @Test
    void aTokenIsSentToWhomItIsMeantForOnly() {
        net.secrets.put(
                "ml/grafana",
                new SecretContent(Map.of(Authorizer.SEND_TO, "grafana.example.com"), Map.of("token", "CANARY")));
        String elsewhere = """
                source:
                  grafana:
                    server: {url: 'https://other.example.com:%d', auth: {bearer: {secret: {name: grafana, key: token}}}}
                    uid: classic
                """.formatted(server.port());

        Judgement judgement = AskedFacts.judge(CHECK, elsewhere, net);

        assertThat(judgement.reason()).isEqualTo(Reason.SecretNotShared);
        assertThat(judgement.message()).doesNotContain("CANARY");
        assertThat(asked).isEmpty();
    }

    private void object(String version, String uid, String body) {
        answers.put(OBJECTS + version + "/namespaces/default/dashboards/" + uid, new Answer(200, body));
    }

    private Judgement judge(String uid, String params) {
        return AskedFacts.judge(
                CHECK,
                "source: {grafana: {server: {url: 'http://grafana.example.com:%d'}, uid: %s}}\n%s"
                        .formatted(server.port(), uid, params),
                net);
    }

    private String subject(String uid) {
        return "http://grafana.example.com:%d, dashboard %s".formatted(server.port(), uid);
    }

    private static String padded(int kibibytes) {
        String classic = BoardFixtures.text("classic.json");
        return classic.replace("latency, errors, memory", "x".repeat(kibibytes * 1024 - classic.length()));
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String path = request.readLine().split(" ")[1];
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            continue;
        }
        asked.add(path);
        Answer answer = answers.getOrDefault(path, new Answer(404, "{\"message\": \"Not found\"}"));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write("HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(answer.status(), body.length)
                        .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
    }
}
