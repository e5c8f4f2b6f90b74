package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.launchgate.probe.ContentReader;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FetchProbeTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final String CA = TestCertificate.pem(ROOT);

    private final List<AdapterFixture> fixtures = new ArrayList<>();
    private final AdapterFixture net = fixture(Map.of());

    @AfterEach
    void stop() throws IOException {
        for (AdapterFixture fixture : fixtures) {
            fixture.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK, 200",
        "HTTP/1.1 404 Not Found, 404",
        "HTTP/1.1 500 Broken, 500",
        "HTTP/1.1 302 Found, 302"
    })
    void theReaderSeesCodeAndBodyOfEveryAnswer(String statusLine, int status) throws InterruptedException {
        HttpScript script = HttpScript.answering(statusLine, "Location: http://127.0.0.1:1/", "", "content");

        assertThat(net.answer(stated("http", net.plain(script))))
                .isEqualTo(new Fetched(status, seen(status, "content")));
        assertThat(script.requests.take().getFirst()).isEqualTo("GET /report?run=1 HTTP/1.1");
        assertThat(script.requests).as("redirects are not followed").isEmpty();
    }

    @Test
    void anAnswerWithoutBodyIsReadAsEmpty() {
        HttpScript script = HttpScript.answering("HTTP/1.1 204 No Content", "", "");

        assertThat(net.answer(stated("http", net.plain(script)))).isEqualTo(new Fetched(204, seen(204, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "X-Without-Length"})
    void aMebibyteIsReadAndAByteMoreIsRefused(String header) {
        assertThat(net.answer(stated("http", net.plain(body(header, MEBIBYTE)))))
                .isEqualTo(new Fetched(200, seen(200, "x".repeat(MEBIBYTE))));
        assertThat(net.failure(stated("http", net.plain(body(header, MEBIBYTE + 1)))))
                .isEqualTo(new ProbeFailure(
                        Cause.DataTooLarge, Phase.Exchange, "expected at most 1 MiB; make it smaller"));
    }

    @Test
    void ofABodyCutShortNothingIsRead() {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "Content-Length: 100", "", "half");

        assertThat(net.failure(stated("http", net.plain(script))).cause()).isEqualTo(Cause.NetworkError);
    }

    @Test
    void compressedContentIsRefused() {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "Content-Encoding: gzip", "", "zipped");

        assertThat(net.failure(stated("http", net.plain(script))))
                .isEqualTo(new ProbeFailure(
                        Cause.DataMalformed, Phase.Exchange, "compressed content, although none was accepted"));
    }

    @Test
    void aDripOfContentEndsAtTheDeadline() {
        LoopbackServer server = net.plain(socket -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            TlsProbeTest.drip(socket);
        });

        net.assertTimeout(stated("http", server), Phase.Exchange);
    }

    /** A reader is our code; that one fails must not be taken for something that the server said. */
    @Test
    void aReaderThatThrowsIsADefect() {
        LoopbackServer server = net.plain(HttpScript.answering("HTTP/1.1 200 OK", "", "content"));
        Fetch broken = new Fetch(
                new FetchFrom.Stated("http://ml.example.com:" + server.port() + "/", null, null),
                Map.of(),
                (status, body) -> {
                    throw new IllegalStateException("CANARY");
                },
                Duration.ZERO);

        assertThat(net.failure(broken).cause()).isEqualTo(Cause.InternalError);
        assertThat(net.failure(broken).detail()).doesNotContain("CANARY");
    }

    @Test
    void aCredentialGoesToTheHostThatItsSecretLists() throws InterruptedException {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "content");
        TestCertificate leaf = TestCertificate.server("ml.example.com").by(ROOT);
        LoopbackServer server = net.started(LoopbackServer.tls(leaf.serverContext(), script));
        Fetch fetch = fetch(new FetchFrom.Stated(
                "https://ml.example.com:" + server.port() + "/", new CredentialRef("docs", "token"), CA));

        net.secrets.put("ml/docs", secret("other.example.com"));
        assertThat(net.failure(fetch).cause()).isEqualTo(Cause.SecretNotShared);
        assertThat(script.requests).isEmpty();

        net.secrets.put("ml/docs", secret("ml.example.com"));
        assertThat(net.answer(fetch)).isEqualTo(new Fetched(200, seen(200, "content")));
        assertThat(script.requests.take()).contains("Authorization: Bearer CANARY");
    }

    @Test
    void theAdministratorsServerIsAskedAsTheAdministratorSays(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path token = Files.writeString(directory.resolve("token"), "first\n");
        Path authorities = Files.writeString(directory.resolve("ca.pem"), CA);
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "content");
        TestCertificate leaf = TestCertificate.server("prometheus.monitoring").by(ROOT);
        LoopbackServer server = net.started(LoopbackServer.tls(leaf.serverContext(), script));
        AdapterFixture administered = fixture(Map.of(
                MonitoringSystem.Prometheus,
                new AdministeredServer(
                        "https://prometheus.monitoring:" + server.port() + "/base/",
                        Optional.of(token),
                        Optional.of(authorities),
                        Optional.of("all"))));
        Fetch query = fetch(new FetchFrom.Administered(MonitoringSystem.Prometheus, "/api/v1/query?query=up"));

        assertThat(administered.answer(query)).isEqualTo(new Fetched(200, seen(200, "content")));
        assertThat(script.requests.take())
                .startsWith("GET /base/api/v1/query?query=up HTTP/1.1")
                .contains("Authorization: Bearer first", "X-Scope-OrgID: all");
        assertThat(administered.egress.hosts).containsExactly("administered prometheus.monitoring");

        Files.writeString(token, "second");
        administered.answer(query);
        assertThat(script.requests.take()).contains("Authorization: Bearer second");
    }

    @Test
    void withoutAnAdministratorsServerNobodyIsAsked() {
        assertThat(net.failure(fetch(new FetchFrom.Administered(MonitoringSystem.Grafana, "/"))))
                .isEqualTo(new ProbeFailure(Cause.EgressDenied, Phase.Resolve, ""));
        assertThat(net.egress.hosts).isEmpty();
    }

    @Test
    void aTokenFileThatCannotBeReadIsTheAdministratorsToMend(@TempDir Path directory) {
        AdapterFixture administered = fixture(Map.of(
                MonitoringSystem.Prometheus,
                new AdministeredServer(
                        "http://prometheus:9090",
                        Optional.of(directory.resolve("absent")),
                        Optional.empty(),
                        Optional.empty())));

        assertThat(administered.failure(fetch(new FetchFrom.Administered(MonitoringSystem.Prometheus, "/"))))
                .isEqualTo(new ProbeFailure(
                        Cause.SecretMissing,
                        Phase.Resolve,
                        "a file that the administrator's settings name cannot be read; tell the platform team"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prometheus:9090", "ftp://prometheus", "http://user:CANARY@host", "http://host/?a=b"})
    void anAdministratorsUrlThatIsNoneIsRefusedAtStart(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdministeredServer(url, Optional.empty(), Optional.empty(), Optional.empty()))
                .withMessageNotContaining("CANARY");
    }

    private AdapterFixture fixture(Map<MonitoringSystem, AdministeredServer> administered) {
        AdapterFixture fixture = new AdapterFixture(administered);
        fixtures.add(fixture);
        return fixture;
    }

    private static HttpScript body(String header, int length) {
        return HttpScript.answering("HTTP/1.1 200 OK", header + ": " + length, "", "x".repeat(length));
    }

    private static SecretContent secret(String sendTo) {
        return new SecretContent(Map.of(Authorizer.SEND_TO, sendTo), Map.of("token", "CANARY"));
    }

    private static Fetch stated(String scheme, LoopbackServer server) {
        return fetch(new FetchFrom.Stated(
                scheme + "://ml.example.com:" + server.port() + "/report?run=1", (@Nullable CredentialRef) null, null));
    }

    private static Fetch fetch(FetchFrom from) {
        return new Fetch(from, Map.of(), new All(), Duration.ZERO);
    }

    private static Seen seen(int status, String text) {
        return new Seen(status, text);
    }

    private record Seen(int status, String text) implements ContentReader.Content {}

    private record All() implements ContentReader {
        @Override
        public Content read(int status, byte[] body) {
            return new Seen(status, new String(body, StandardCharsets.UTF_8));
        }
    }
}
