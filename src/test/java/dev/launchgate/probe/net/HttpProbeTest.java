package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpProbeTest {
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final TestCertificate LEAF =
            TestCertificate.server("ml.example.com").by(ROOT);
    private static final String CA = TestCertificate.pem(ROOT);

    private final AdapterFixture net = new AdapterFixture();

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @Test
    void theRequestIsWhatTheChecklistWroteAndNothingOfTheProcess() throws InterruptedException {
        HttpScript script = HttpScript.answering("HTTP/1.1 204 No Content", "", "");
        int port = net.plain(script).port();
        Map<String, String> headers = Map.of("Accept", "application/json", "X-Tenant", "ml\u00fc");

        assertThat(net.answer(new HttpExchange(
                        HttpMethod.GET,
                        "http://ML.example.com:" + port + "//healthz/a?x=%20y",
                        null,
                        headers,
                        null,
                        null,
                        null)))
                .isEqualTo(new HttpAnswer(204, false));

        List<String> request = script.requests.take();
        assertThat(request.getFirst()).isEqualTo("GET //healthz/a?x=%20y HTTP/1.1");
        assertThat(request.subList(1, request.size()))
                .containsExactlyInAnyOrder(
                        "Host: ml.example.com:" + port,
                        "User-Agent: launchgate",
                        "Accept: application/json",
                        "X-Tenant: ml\u00c3\u00bc",
                        "Accept-Encoding: identity",
                        "Connection: close");
        assertThat(net.egress.hosts).containsExactly("ml.example.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 401, 404, 500, 503, 599, 101})
    void everyStatusIsAnAnswer(int status) {
        HttpScript script = HttpScript.answering("HTTP/1.1 %d Whatever".formatted(status), "", "");

        assertThat(net.answer(get(net.plain(script), "found"))).isEqualTo(new HttpAnswer(status, false));
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        LoopbackServer metadata = net.plain(LoopbackServer.Script::silent);
        for (String location : List.of(
                "http://127.0.0.1:" + metadata.port() + "/latest/meta-data",
                "https://127.0.0.1:" + metadata.port() + "/",
                "file:///etc/passwd")) {
            HttpScript script = HttpScript.answering(
                    "HTTP/1.1 302 Found", "Location: " + location, "Refresh: 0; url=" + location, "", "");

            assertThat(net.answer(get(net.plain(script), null))).isEqualTo(new HttpAnswer(302, false));
        }
        assertThat(metadata.accepted()).isZero();
        assertThat(net.egress.hosts).hasSize(3).containsOnly("ml.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"status\":\\s*\"ok\"', true",
        "'status.*down', false",
        "'^\\{', true",
        "'\\}$', true",
        "'\u00fc', true",
    })
    void theExpressionIsSearchedInTheBody(String find, boolean found) {
        String body = new String(
                "{\"status\": \"ok\", \"u\": \"\u00fc\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        HttpScript counted =
                HttpScript.answering("HTTP/1.1 200 OK", "Content-Length: " + body.length(), "", body + "beyond");
        HttpScript chunked = HttpScript.answering(
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "1;ext=1",
                body.substring(0, 1),
                Integer.toHexString(body.length() - 1),
                body.substring(1),
                "0",
                "Trailer: x",
                "",
                "");
        HttpScript unbounded = HttpScript.answering("HTTP/1.0 200 OK", "Content-Type: text/plain", "", body);

        for (HttpScript script : List.of(counted, chunked, unbounded)) {
            assertThat(net.answer(get(net.plain(script), find))).isEqualTo(new HttpAnswer(200, found));
        }
    }

    @Test
    void theExpressionIsSearchedInTheFirst64KiB() {
        String filler = "x".repeat(64 * 1024 - 4);
        HttpScript within = HttpScript.answering("HTTP/1.1 200 OK", "", filler + "word" + "y".repeat(1000));
        HttpScript beyond = HttpScript.answering("HTTP/1.1 200 OK", "", filler + "yword");

        assertThat(net.answer(get(net.plain(within), "word"))).isEqualTo(new HttpAnswer(200, true));
        assertThat(net.answer(get(net.plain(beyond), "word"))).isEqualTo(new HttpAnswer(200, false));
    }

    @Test
    void aHeadRequestHasNoBody() throws InterruptedException {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "Content-Length: 1000", "", "");
        HttpExchange request =
                new HttpExchange(HttpMethod.HEAD, url("http", net.plain(script)), null, Map.of(), null, null, "found");

        assertThat(net.answer(request)).isEqualTo(new HttpAnswer(200, false));
        assertThat(script.requests.take().getFirst()).startsWith("HEAD /healthz ");
    }

    @Test
    void informationalAnswersAreSkipped() {
        HttpScript script = HttpScript.answering(
                "HTTP/1.1 100 Continue", "", "HTTP/1.1 103 Early Hints", "Link: </x>", "", "HTTP/1.1 200 OK", "", "ok");

        assertThat(net.answer(get(net.plain(script), "ok"))).isEqualTo(new HttpAnswer(200, true));
    }

    @Test
    void connectingElsewhereKeepsHostPortAndServerName() throws InterruptedException {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "");
        LoopbackServer server = net.started(LoopbackServer.tls(LEAF.serverContext(), script));
        HttpExchange request =
                new HttpExchange(HttpMethod.GET, url("https", server), "edge.internal", Map.of(), null, CA, null);

        assertThat(net.answer(request)).isEqualTo(new HttpAnswer(200, false));
        assertThat(net.egress.hosts).containsExactly("edge.internal");
        assertThat(script.requests.take()).contains("Host: ml.example.com:" + server.port());
    }

    @Test
    void aCertificateThatDoesNotVerifyFailsInWords() {
        TestCertificate other = TestCertificate.server("other.example.com").by(ROOT);
        TestCertificate alone = TestCertificate.server("ml.example.com").selfSigned();
        TestCertificate expired = TestCertificate.server("ml.example.com")
                .valid(Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofHours(1)))
                .by(ROOT);
        TestCertificate early = TestCertificate.server("ml.example.com")
                .valid(Instant.now().plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofDays(2)))
                .by(ROOT);
        TestCertificate intermediate =
                TestCertificate.named("intermediate").authority().by(ROOT);
        TestCertificate below = TestCertificate.server("ml.example.com").by(intermediate);
        TestCertificate stranger = TestCertificate.root("stranger");
        TestCertificate strange = TestCertificate.server("ml.example.com").by(stranger);

        assertThat(verified(other)).isEqualTo("certificate does not cover the host");
        assertThat(verified(alone)).isEqualTo("self-signed certificate");
        assertThat(verified(expired)).isEqualTo("certificate expired");
        assertThat(verified(early)).isEqualTo("certificate not valid yet");
        assertThat(verified(below)).isEqualTo("intermediate certificate missing");
        assertThat(verified(strange, stranger)).isEqualTo("certificate of an unknown authority");
    }

    @Test
    void anAddressIsVerifiedAsOne() throws IOException {
        TestCertificate certificate = TestCertificate.server("ml.example.com")
                .address(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}))
                .by(ROOT);
        LoopbackServer server = net.started(
                LoopbackServer.tls(certificate.serverContext(), HttpScript.answering("HTTP/1.1 200 OK", "", "")));

        assertThat(net.answer(new HttpExchange(
                        HttpMethod.GET, "https://192.0.2.7:" + server.port() + "/", null, Map.of(), null, CA, null)))
                .isEqualTo(new HttpAnswer(200, false));
        assertThat(net.failure(new HttpExchange(
                                HttpMethod.GET,
                                "https://192.0.2.8:" + server.port() + "/",
                                null,
                                Map.of(),
                                null,
                                CA,
                                null))
                        .detail())
                .isEqualTo("certificate does not cover the host");
    }

    @Test
    void theRuntimesTrustStoreIsAskedWhereNoCaIsNamed() {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "");
        LoopbackServer server = net.started(LoopbackServer.tls(LEAF.serverContext(), script));
        HttpExchange request = new HttpExchange(HttpMethod.GET, url("https", server), null, Map.of(), null, null, null);

        assertThat(net.failure(request))
                .isEqualTo(new ProbeFailure(Cause.TlsFailed, Phase.Handshake, "certificate of an unknown authority"));
        assertThat(script.requests).isEmpty();
    }

    @Test
    void plainHttpOnATlsPortIsNoHandshake() {
        LoopbackServer server = net.plain(HttpScript.answering("HTTP/1.1 400 Bad Request", "X: CANARY", "", ""));
        HttpExchange request = new HttpExchange(
                HttpMethod.GET, "https://ml.example.com:" + server.port() + "/", null, Map.of(), null, CA, null);
        LoopbackServer chatty = net.plain(socket -> {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
            LoopbackServer.Script.silent(socket);
        });
        HttpExchange toChatty = new HttpExchange(
                HttpMethod.GET, "https://ml.example.com:" + chatty.port() + "/", null, Map.of(), null, CA, null);

        assertThat(net.failure(toChatty)).isEqualTo(new ProbeFailure(Cause.TlsFailed, Phase.Handshake, "no handshake"));
        assertThat(net.failure(request, AdapterFixture.SHORT).cause()).isIn(Cause.TlsFailed, Cause.Timeout);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host             | a",
                "authorization    | a",
                "Cookie           | a",
                "Proxy-Connection | a",
                "Content-Length   | 5",
                "Accept-Encoding  | gzip",
                "Connection       | upgrade",
                "TE               | trailers",
                "'X Y'            | a",
                "X:               | a",
                "''               | a",
                "X                | 'a\r\nHost: evil'",
                "X                | 'a\nb'",
                "X                | 'a\u0000b'",
                "X                | 'a\u007fb'",
            })
    void aHeaderThatMayNotBeSentIsRefusedBeforeConnecting(String name, String value) {
        LoopbackServer server = net.plain(LoopbackServer.Script::silent);
        HttpExchange request =
                new HttpExchange(HttpMethod.GET, url("http", server), null, Map.of(name, value), null, null, null);

        assertThat(net.failure(request))
                .isEqualTo(new ProbeFailure(Cause.DataMalformed, Phase.Resolve, "a header that may not be sent"));
        assertThat(server.accepted()).isZero();
    }

    @Test
    void charactersThatOnlyLookHarmlessDoNotBecomeLineEnds() throws InterruptedException {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "");
        // their low bytes are CR and LF
        Map<String, String> headers = Map.of("X", "a\u010d\u010aHost: evil");
        HttpExchange request =
                new HttpExchange(HttpMethod.GET, url("http", net.plain(script)), null, headers, null, null, null);

        net.answer(request);

        assertThat(script.requests.take()).doesNotContain("Host: evil");
    }

    @Test
    void whatCannotBeReadIsRefusedBeforeConnecting() {
        assertThat(net.failure(request("http://user@ml.example.com/", null)))
                .isEqualTo(new ProbeFailure(Cause.DataMalformed, Phase.Resolve, "the URL cannot be read"));
        assertThat(net.failure(request("http://ml.example.com/", "(")))
                .isEqualTo(new ProbeFailure(Cause.DataMalformed, Phase.Resolve, "the expression cannot be read"));
        assertThat(net.egress.hosts).isEmpty();
    }

    @Test
    void whereNobodyListensIsRefused() throws IOException {
        // bound, so that nobody else takes the port meanwhile, but not listening
        try (Socket holder = new Socket()) {
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(net.failure(request("http://ml.example.com:" + holder.getLocalPort() + "/", null)))
                    .isEqualTo(new ProbeFailure(Cause.ConnectionRefused, Phase.Connect, ""));
        }
    }

    @Test
    void aCredentialGoesOverHttpsOnly() {
        HttpExchange request = new HttpExchange(
                HttpMethod.GET,
                "http://ml.example.com/",
                null,
                Map.of(),
                new CredentialRef("probe", "token"),
                null,
                null);

        assertThat(net.failure(request).cause()).isEqualTo(Cause.SecretNotShared);
        assertThat(net.secretReads).isEmpty();
        assertThat(net.egress.hosts).isEmpty();
    }

    private String verified(TestCertificate certificate, TestCertificate... others) {
        HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "");
        LoopbackServer server = net.started(LoopbackServer.tls(certificate.serverContext(others), script));
        ProbeFailure failure =
                net.failure(new HttpExchange(HttpMethod.GET, url("https", server), null, Map.of(), null, CA, null));
        assertThat(failure.cause()).isEqualTo(Cause.TlsFailed);
        assertThat(script.requests).isEmpty();
        return failure.detail();
    }

    private static HttpExchange request(String url, @Nullable String find) {
        return new HttpExchange(HttpMethod.GET, url, null, Map.of(), null, null, find);
    }

    static HttpExchange get(LoopbackServer server, @Nullable String find) {
        return request(url("http", server), find);
    }

    private static String url(String scheme, LoopbackServer server) {
        return scheme + "://ml.example.com:" + server.port() + "/healthz";
    }
}
