package dev.launchgate.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.endpoint.Callers.Standing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no engine sends, as bytes: each is refused or cut off, and none names an object to the API server. */
class HostileRequestTest {
    private static final String GATE = "/gate/v1/namespaces/ml/launchchecklists/scoring";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final GateServer server = new GateServer(
            vertx,
            (token, namespace, name) -> {
                lookedUp.add(namespace + "/" + name);
                return Standing.Allowed;
            },
            new Sight() {
                @Override
                public Optional<LaunchChecklist> checklist(String namespace, String name) {
                    return Optional.empty();
                }

                @Override
                public LiveTarget target(LaunchChecklist checklist) {
                    return new LiveTarget.Missing();
                }

                @Override
                public boolean led() {
                    return true;
                }
            },
            new HttpServerOptions().setHost("127.0.0.1").setPort(0),
            Duration.ofMillis(500));
    private final int port = server.start();

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
    }

    /** Everything that is answered until the connection is closed. */
    private String send(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "/gate/v1/namespaces/ml/launchchecklists/%73coring/verdict, 403",
        "/gate/v1/namespaces/ml/launchchecklists/scoring%2fstatus/verdict, 403",
        "/gate/v1/namespaces/ml/launchchecklists/..%2f..%2fsecrets/verdict, 403",
        "/gate/v1/namespaces/ml/launchchecklists/../scoring/verdict, 403",
        "/gate/v1/namespaces/ml%00/launchchecklists/scoring/verdict, 403",
        "/gate/v1/namespaces/ml/launchchecklists/sc\u00f6ring/verdict, 403",
        "/gate/v1/namespaces/ml/launchchecklists/Scoring/verdict, 403",
        "//gate/v1/namespaces/ml/launchchecklists/scoring/verdict, 403",
        "/gate/v1/namespaces/ml/launchchecklists/scoring/verdict/, 404",
        "/gate/v1/namespaces/ml/launchchecklists/scoring/%76erdict, 404"
    })
    void nothingIsDecoded(String path, int status) throws IOException {
        assertThat(send(get(path))).startsWith("HTTP/1.1 " + status + " ");
        assertThat(lookedUp).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void otherMethodsAreRefused(String method) throws IOException {
        assertThat(send(get(GATE + "/verdict").replaceFirst("GET", method))).startsWith("HTTP/1.1 405 ");
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aBodyThatComesSlowlyIsCutOff() throws IOException {
        assertThat(send("POST " + GATE
                        + "/flagger/confirm-rollout HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer t\r\n"
                        + "Content-Length: 100\r\n\r\n{"))
                .isEmpty();
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void headersAreBounded() throws IOException {
        assertThat(send(get(GATE + "/verdict").replace("Bearer t", "Bearer " + "t".repeat(20_000))))
                .startsWith("HTTP/1.1 431 ");
        assertThat(send(get("/" + "g".repeat(4_000)))).contains(" 414 ");
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void whoAsksTooOftenIsTold() throws IOException {
        assertThat(send(get(GATE + "/verdict"))).startsWith("HTTP/1.1 403 ");
        boolean told = false;
        for (int question = 0; question < 1_000 && !told; question++) {
            told = send(get(GATE + "/verdict")).startsWith("HTTP/1.1 429 ");
        }
        assertThat(told).isTrue();
    }
}
