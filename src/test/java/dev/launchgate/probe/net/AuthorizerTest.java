package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AuthorizerTest {
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final String CA = TestCertificate.pem(ROOT);

    private final AdapterFixture net = new AdapterFixture();
    private final HttpScript script = HttpScript.answering("HTTP/1.1 200 OK", "", "");
    private LoopbackServer server;

    @BeforeEach
    void serve() {
        server = net.started(LoopbackServer.tls(
                TestCertificate.server("ml.example.com").by(ROOT).serverContext(), script));
    }

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @Test
    void aBearerTokenGoesToAHostThatTheSecretLists() throws InterruptedException {
        secret("other.example.com, ML.example.com.", Map.of("token", "CANARY-token\n"));

        assertThat(net.answer(request("token", null))).isEqualTo(new HttpAnswer(200, false));

        assertThat(script.requests.take()).contains("Authorization: Bearer CANARY-token");
        assertThat(net.secretReads).containsExactly("ml/probe");
    }

    @Test
    void basicAuthenticationUsesUsernameAndPassword() throws InterruptedException {
        secret("ml.example.com", Map.of("username", "dana", "password", "p\u00e4ss word"));

        net.answer(request(null, null));

        assertThat(script.requests.take()).contains("Authorization: Basic ZGFuYTpww6RzcyB3b3Jk");
    }

    @Test
    void everyProbeReadsTheSecretAnew() {
        secret("ml.example.com", Map.of("token", "one"));
        net.answer(request("token", null));
        secret("", Map.of("token", "two"));

        assertThat(net.failure(request("token", null)).cause()).isEqualTo(Cause.SecretNotShared);
        assertThat(net.secretReads).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "*.example.com", "ml.example.com.evil.example", "xml.example.com", "*"})
    void aHostThatTheSecretDoesNotListGetsNothing(String sendTo) {
        secret(sendTo, Map.of("token", "CANARY"));

        assertThat(net.failure(request("token", null)))
                .isEqualTo(new ProbeFailure(
                        Cause.SecretNotShared,
                        Phase.Resolve,
                        "Secret probe does not list ml.example.com in its annotation launchgate.dev/send-to;"
                                + " who owns the Secret can add it"));
        assertThat(server.accepted()).isZero();
    }

    @Test
    void aPeerOfTheChecklistsChoiceThatTheChecklistVouchesForMustBeListedItself() throws InterruptedException {
        secret("ml.example.com", Map.of("token", "CANARY"));
        assertThat(net.failure(request("token", "evil.example.net")).detail())
                .startsWith("Secret probe does not list evil.example.net");
        assertThat(server.accepted()).isZero();

        secret("ml.example.com,edge.internal", Map.of("token", "CANARY"));
        assertThat(net.answer(request("token", "edge.internal"))).isEqualTo(new HttpAnswer(200, false));
        assertThat(script.requests.take()).contains("Authorization: Bearer CANARY");
    }

    @Test
    void aCredentialIsNotSentToWhoDoesNotProveToBeTheHost() {
        TestCertificate other = TestCertificate.server("other.example.com").by(ROOT);
        LoopbackServer liar = net.started(LoopbackServer.tls(other.serverContext(), script));
        secret("ml.example.com", Map.of("token", "CANARY"));
        HttpExchange request = new HttpExchange(
                HttpMethod.GET,
                "https://ml.example.com:" + liar.port() + "/",
                null,
                Map.of(),
                new CredentialRef("probe", "token"),
                CA,
                null);

        assertThat(net.failure(request).cause()).isEqualTo(Cause.TlsFailed);
        assertThat(script.requests).isEmpty();
    }

    @Test
    void aMissingSecretOrKeyIsSaid() {
        assertThat(net.failure(request("token", null)).cause()).isEqualTo(Cause.SecretMissing);

        secret("ml.example.com", Map.of("other", "CANARY"));
        assertThat(net.failure(request("token", null)))
                .isEqualTo(new ProbeFailure(
                        Cause.SecretMissing,
                        Phase.Resolve,
                        "Secret probe has no key token; add it or correct the key"));
        assertThat(net.failure(request(null, null)).detail()).startsWith("Secret probe has no key username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY token", "CANARY\r\nHost: evil", "CANARY\u00e4"})
    void aTokenThatNoHeaderCanCarryIsNotSent(String token) {
        secret("ml.example.com", Map.of("token", token));

        assertThat(net.failure(request("token", null)))
                .isEqualTo(new ProbeFailure(
                        Cause.DataMalformed,
                        Phase.Resolve,
                        "Secret probe, key token: holds characters that cannot be sent"));
        assertThat(server.accepted()).isZero();
    }

    @Test
    void nothingThatHoldsAValuePrintsIt() {
        SecretContent content = new SecretContent(Map.of("a", "CANARY"), Map.of("token", "CANARY"));

        assertThat(content.toString()).doesNotContain("CANARY");
    }

    private void secret(String sendTo, Map<String, String> data) {
        net.secrets.put("ml/probe", new SecretContent(Map.of(Authorizer.SEND_TO, sendTo), data));
    }

    private HttpExchange request(@Nullable String key, @Nullable String connectHost) {
        return new HttpExchange(
                HttpMethod.GET,
                "https://ml.example.com:" + server.port() + "/",
                connectHost,
                Map.of(),
                new CredentialRef("probe", key),
                CA,
                null);
    }
}
