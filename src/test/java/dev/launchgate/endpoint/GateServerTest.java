package dev.launchgate.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.endpoint.Callers.Standing;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateServerTest {
    private static final String GATE = "/gate/v1/namespaces/ml/launchchecklists/scoring";
    private static final String TOKEN = "a-token-of-some-length";

    private final Vertx vertx = Vertx.vertx();
    private LiveTarget target = new LiveTarget.Seen("u1", "h2", true);
    private boolean led = true;
    private String after = "Pass";
    private final GateServer server = new GateServer(
            vertx,
            (token, namespace, name) -> token.equals(TOKEN) ? Standing.Allowed : Standing.Unknown,
            new Sight() {
                @Override
                public Optional<LaunchChecklist> checklist(String namespace, String name) {
                    return name.equals("scoring") ? Optional.of(approved()) : Optional.empty();
                }

                @Override
                public LiveTarget target(LaunchChecklist checklist) {
                    return target;
                }

                @Override
                public boolean led() {
                    return led;
                }
            },
            new HttpServerOptions().setHost("127.0.0.1").setPort(0));
    private final int port = server.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
    }

    private LaunchChecklist approved() {
        return Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: LaunchChecklist
                metadata: {name: scoring, namespace: ml, generation: 3}
                spec: {target: {kind: Canary, name: scoring}, gate: {mode: Signal}}
                status:
                  observedGeneration: 3
                  conditions:
                    - {type: Ready, status: "True", reason: ChecklistPassed, observedGeneration: 3}
                    - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 3}
                  gate:
                    state: Signalling
                    message: may go out
                    candidate: {templateHash: h2}
                    approved: {templateHash: h2, uid: u1, generation: 3, reason: WouldRelease}
                  items:
                    - {name: before, severity: Blocking, phase: BeforeRelease, verdict: Pass}
                    - {name: after, severity: Blocking, phase: AfterRelease, verdict: %s}
                """.formatted(after), LaunchChecklist.class);
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /flagger/confirm-rollout, 200",
        "POST, /flagger/confirm-promotion, 200",
        "POST, /flagger/rollback, 403",
        "GET, /argo-rollouts/rollout, 200",
        "GET, /verdict, 200",
        "GET, /flagger/confirm-rollout, 405",
        "POST, /verdict, 405",
        "GET, /other, 404"
    })
    void whatMayGoOutIsOpenToEveryEngine(String method, String path, int status) throws Exception {
        assertThat(send(method, GATE + path, TOKEN, "").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /flagger/confirm-rollout, 403",
        "POST, /flagger/confirm-promotion, 403",
        "POST, /flagger/rollback, 403",
        "GET, /argo-rollouts/rollout, 200",
        "GET, /verdict, 403"
    })
    void aTemplateThatChangedIsClosedAtOnce(String method, String path, int status) throws Exception {
        target = new LiveTarget.Seen("u1", "h3", true);

        HttpResponse<String> reply = send(method, GATE + path, TOKEN, "");

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains("\"open\":false").contains("\"reason\":\"NotJudgedYet\"");
    }

    @Test
    void aRegressionWithPodsAloneRollsBack() throws Exception {
        after = "Fail";
        assertThat(send("POST", GATE + "/flagger/rollback", TOKEN, "").statusCode())
                .isEqualTo(200);
        assertThat(send("POST", GATE + "/flagger/confirm-promotion", TOKEN, "").statusCode())
                .isEqualTo(403);
        target = new LiveTarget.Seen("u1", "h2", false);
        assertThat(send("POST", GATE + "/flagger/rollback", TOKEN, "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void argoIsAlwaysToldInJson() throws Exception {
        led = false;
        for (String token : new String[] {"", "wrong", TOKEN}) {
            HttpResponse<String> reply = send("GET", GATE + "/argo-rollouts/rollout", token, "");
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(reply.body()).startsWith("{\"open\":false,");
        }
    }

    @Test
    void flaggerSendsItsTokenInTheBody() throws Exception {
        String path = GATE + "/flagger/confirm-rollout";
        assertThat(send("POST", path, "", "{\"metadata\":{\"token\":\"" + TOKEN + "\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", path, "", "{\"metadata\":{\"token\":\"wrong\"}}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("POST", path, "", "{").statusCode()).isEqualTo(401);
        assertThat(send("POST", path, TOKEN, "x".repeat(70_000)).statusCode()).isEqualTo(400);
    }
}
