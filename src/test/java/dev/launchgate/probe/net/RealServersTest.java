package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS and HTTP as nginx and haproxy speak them. */
@Tag("services")
@Timeout(120)
class RealServersTest {
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final TestCertificate INTERMEDIATE =
            TestCertificate.named("intermediate").authority().by(ROOT);
    private static final TestCertificate ONE =
            TestCertificate.server("one.example.com").by(INTERMEDIATE);
    private static final TestCertificate TWO =
            TestCertificate.server("two.example.com", "my_app.example.com").by(INTERMEDIATE);
    private static final TestCertificate WILDCARD =
            TestCertificate.server("*.wild.example.com").by(INTERMEDIATE);
    private static final TestCertificate EXPIRED = TestCertificate.server("old.example.com")
            .valid(Instant.now().minus(Duration.ofDays(9)), Instant.now().minus(Duration.ofHours(1)))
            .by(INTERMEDIATE);
    private static final TestCertificate SOON = TestCertificate.server("soon.example.com")
            .valid(Instant.now().minus(Duration.ofDays(9)), Instant.now().plus(Duration.ofDays(3)))
            .by(INTERMEDIATE);
    private static final String CA = TestCertificate.pem(ROOT);

    private static SystemServer nginx;
    private static SystemServer haproxy;

    private final AdapterFixture net = new AdapterFixture();

    /** Both serve the same on ports of their own. */
    enum Server {
        Nginx,
        Haproxy;

        private final Map<String, Integer> ports = new LinkedHashMap<>();

        int port(String what) {
            return ports.computeIfAbsent(what, key -> SystemServer.freePort());
        }
    }

    @BeforeAll
    static void start() {
        Map<String, String> files = new LinkedHashMap<>();
        Map.of("one", ONE, "two", TWO, "wild", WILDCARD, "expired", EXPIRED, "soon", SOON)
                .forEach((name, certificate) -> files.put(
                        name + ".pem", TestCertificate.pem(certificate, INTERMEDIATE) + certificate.keyPem()));
        files.put("bare.pem", TestCertificate.pem(ONE) + ONE.keyPem());
        // dana:secret
        files.put("users", "dana:{PLAIN}secret\n");
        files.put("nginx.conf", nginxConfiguration());
        files.put("haproxy.cfg", haproxyConfiguration());
        nginx = SystemServer.start(
                files,
                List.of("nginx", "-p", "{folder}", "-e", "{folder}/error.log", "-c", "{folder}/nginx.conf"),
                Server.Nginx.port("sni"));
        haproxy =
                SystemServer.start(files, List.of("haproxy", "-f", "{folder}/haproxy.cfg"), Server.Haproxy.port("sni"));
    }

    @AfterAll
    static void end() throws IOException {
        for (SystemServer server :
                Stream.of(nginx, haproxy).filter(each -> each != null).toList()) {
            server.close();
        }
    }

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @ParameterizedTest
    @EnumSource
    void theServerNameChoosesTheCertificate(Server server) {
        assertThat(tls(server, "sni", "one.example.com"))
                .isEqualTo(completed("TLSv1.3", Trust.Trusted, ONE, "one.example.com"));
        assertThat(tls(server, "sni", "two.example.com"))
                .isEqualTo(completed("TLSv1.3", Trust.Trusted, TWO, "my_app.example.com", "two.example.com"));
        assertThat(tls(server, "sni", "my_app.example.com").names()).contains("my_app.example.com");
        assertThat(https(server, "sni", "two.example.com", "/", "ok")).isEqualTo(new HttpAnswer(200, true));
        assertThat(https(server, "sni", "my_app.example.com", "/", "ok")).isEqualTo(new HttpAnswer(200, true));
    }

    @ParameterizedTest
    @EnumSource
    void anIntermediateThatIsNotServedIsMissed(Server server) {
        assertThat(tls(server, "bare", "one.example.com"))
                .isEqualTo(completed("TLSv1.3", Trust.IntermediateMissing, ONE, "one.example.com"));
        assertThat(refused(server, "bare", "one.example.com")).isEqualTo("intermediate certificate missing");
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateIsSeenWithItsDates(Server server) {
        assertThat(tls(server, "expired", "old.example.com"))
                .isEqualTo(completed("TLSv1.3", Trust.Trusted, EXPIRED, "old.example.com"));
        assertThat(refused(server, "expired", "old.example.com")).isEqualTo("certificate expired");
        assertThat(tls(server, "soon", "soon.example.com"))
                .isEqualTo(completed("TLSv1.3", Trust.Trusted, SOON, "soon.example.com"));
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherNameIsSeenAndNotAccepted(Server server) {
        assertThat(tls(server, "expired", "other.example.com").names()).containsExactly("old.example.com");
        assertThat(refused(server, "sni", "other.example.com")).isEqualTo("certificate does not cover the host");
    }

    @ParameterizedTest
    @EnumSource
    void aWildcardCoversOneLabel(Server server) {
        assertThat(tls(server, "wild", "a.wild.example.com").names()).containsExactly("*.wild.example.com");
        assertThat(https(server, "wild", "a.wild.example.com", "/", "ok")).isEqualTo(new HttpAnswer(200, true));
        assertThat(refused(server, "wild", "a.b.wild.example.com")).isEqualTo("certificate does not cover the host");
        assertThat(refused(server, "wild", "wild.example.com")).isEqualTo("certificate does not cover the host");
    }

    @ParameterizedTest
    @EnumSource
    void tls11OnlyIsTooOld(Server server) {
        assertThat(tls(server, "tls11", "one.example.com"))
                .isEqualTo(new TlsAnswer(TlsOutcome.ProtocolTooOld, "", Trust.None, List.of(), null, null));
    }

    @ParameterizedTest
    @EnumSource
    void tls12OnlyIsTooOldForWhoWants13(Server server) {
        TlsHandshake wants13 =
                new TlsHandshake("edge.example.com", server.port("tls12"), "one.example.com", TlsVersion.Tls13, CA);

        assertThat(((TlsAnswer) net.answer(wants13)).outcome()).isEqualTo(TlsOutcome.ProtocolTooOld);
        assertThat(tls(server, "tls12", "one.example.com"))
                .isEqualTo(completed("TLSv1.2", Trust.Trusted, ONE, "one.example.com"));
    }

    @ParameterizedTest
    @EnumSource
    void plainHttpIsNoTls(Server server) {
        assertThat(tls(server, "plain", "one.example.com").outcome()).isIn(TlsOutcome.NotTls, TlsOutcome.PeerAborted);
        assertThat(refused(server, "plain", "one.example.com")).isEqualTo("no handshake");
    }

    @ParameterizedTest
    @CsvSource({
        "Nginx, /, 200",
        "Nginx, /unavailable, 503",
        "Nginx, /moved, 302",
        "Nginx, /private, 401",
        "Nginx, /nowhere, 404",
        "Haproxy, /, 200",
        "Haproxy, /unavailable, 503",
        "Haproxy, /moved, 302",
        "Haproxy, /private, 401"
    })
    void everyStatusIsAnAnswer(Server server, String path, int status) {
        assertThat(net.answer(http(server, path, null))).isEqualTo(new HttpAnswer(status, false));
        assertThat(net.egress.hosts).containsExactly("one.example.com");
    }

    @ParameterizedTest
    @EnumSource
    void compressedContentIsMalformed(Server server) {
        assertThat(net.failure(http(server, "/compressed", "ok")).cause()).isEqualTo(Cause.DataMalformed);
    }

    @Test
    void ofALongBodyTheBeginningIsSearched() {
        assertThat(net.answer(http(Server.Nginx, "/nginx.conf.long", "first line")))
                .isEqualTo(new HttpAnswer(200, true));
    }

    @Test
    void aServerThatDropsTheRequestInSilenceEndsAtTheDeadline() {
        net.assertTimeout(http(Server.Haproxy, "/silent", null), Phase.Exchange);
    }

    @ParameterizedTest
    @EnumSource
    void aCredentialOpensWhatIsClosed(Server server) {
        net.secrets.put(
                "ml/probe",
                new SecretContent(
                        Map.of(Authorizer.SEND_TO, "one.example.com"),
                        Map.of("username", "dana", "password", "secret")));
        HttpExchange request = new HttpExchange(
                HttpMethod.GET,
                "https://one.example.com:" + server.port("sni") + "/private",
                null,
                Map.of(),
                new CredentialRef("probe", null),
                CA,
                null);

        assertThat(net.answer(request)).isEqualTo(new HttpAnswer(200, false));
    }

    private TlsAnswer tls(Server server, String port, String name) {
        return (TlsAnswer)
                net.answer(new TlsHandshake("edge.example.com", server.port(port), name, TlsVersion.Tls12, CA));
    }

    private HttpAnswer https(Server server, String port, String host, String path, String find) {
        return (HttpAnswer) net.answer(httpsRequest(server, port, host, path, find));
    }

    private String refused(Server server, String port, String host) {
        ProbeFailure failure = net.failure(httpsRequest(server, port, host, "/", null));
        assertThat(failure.cause()).isEqualTo(Cause.TlsFailed);
        return failure.detail();
    }

    private static HttpExchange httpsRequest(
            Server server, String port, String host, String path, @Nullable String find) {
        String url = "https://" + host + ":" + server.port(port) + path;
        return new HttpExchange(HttpMethod.GET, url, null, Map.of(), null, CA, find);
    }

    private static HttpExchange http(Server server, String path, @Nullable String find) {
        String url = "http://one.example.com:" + server.port("plain") + path;
        return new HttpExchange(HttpMethod.GET, url, null, Map.of(), null, null, find);
    }

    private static TlsAnswer completed(String protocol, Trust trust, TestCertificate served, String... names) {
        return new TlsAnswer(
                TlsOutcome.Completed,
                protocol,
                trust,
                List.of(names),
                served.certificate.getNotBefore().toInstant(),
                served.certificate.getNotAfter().toInstant());
    }

    private static String nginxConfiguration() {
        Server server = Server.Nginx;
        String body = """
                location = / { return 200 "ok"; }
                location = /unavailable { return 503; }
                location = /moved { return 302 http://169.254.169.254/; }
                location = /compressed { add_header Content-Encoding gzip; return 200 "ok"; }
                location = /private { auth_basic "x"; auth_basic_user_file {folder}/users; try_files /one.pem =404; }
                location = /nginx.conf.long { default_type text/plain; return 200 "first line%s"; }
                """.formatted("x".repeat(3_000));
        StringBuilder text = new StringBuilder("""
                daemon off;
                master_process off;
                pid {folder}/nginx.pid;
                error_log {folder}/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
                  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
                  root {folder};
                  ssl_protocols TLSv1.2 TLSv1.3;
                """);
        text.append(nginxServer(server.port("plain"), "", "one.example.com", body));
        text.append(nginxServer(server.port("sni"), "one", "one.example.com", body));
        text.append(nginxServer(server.port("sni"), "two", "two.example.com my_app.example.com", body));
        text.append(nginxServer(server.port("bare"), "bare", "one.example.com", body));
        text.append(nginxServer(server.port("expired"), "expired", "old.example.com", body));
        text.append(nginxServer(server.port("soon"), "soon", "soon.example.com", body));
        text.append(nginxServer(server.port("wild"), "wild", "wild.example.com", body));
        text.append(nginxServer(server.port("tls12"), "one", "one.example.com", "ssl_protocols TLSv1.2;"));
        text.append(nginxServer(
                server.port("tls11"), "one", "one.example.com", "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;"));
        return text.append("}\n").toString();
    }

    private static String nginxServer(int port, String certificate, String names, String body) {
        String tls = certificate.isEmpty()
                ? ""
                : "ssl_certificate {folder}/%1$s.pem; ssl_certificate_key {folder}/%1$s.pem;".formatted(certificate);
        return "server { listen 127.0.0.1:%d%s; server_name %s; %s %s }\n"
                .formatted(port, certificate.isEmpty() ? "" : " ssl", names, tls, body);
    }

    private static String haproxyConfiguration() {
        Server server = Server.Haproxy;
        return """
                global
                    ssl-default-bind-options ssl-min-ver TLSv1.2
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 120s
                    timeout server 120s
                userlist people
                    user dana insecure-password secret
                frontend all
                    bind 127.0.0.1:%d
                    bind 127.0.0.1:%d ssl crt {folder}/one.pem crt {folder}/two.pem
                    bind 127.0.0.1:%d ssl crt {folder}/bare.pem
                    bind 127.0.0.1:%d ssl crt {folder}/expired.pem
                    bind 127.0.0.1:%d ssl crt {folder}/soon.pem
                    bind 127.0.0.1:%d ssl crt {folder}/wild.pem
                    bind 127.0.0.1:%d ssl crt {folder}/one.pem ssl-max-ver TLSv1.2
                    bind 127.0.0.1:%d ssl crt {folder}/one.pem ssl-min-ver TLSv1.1 ssl-max-ver TLSv1.1 ciphers ALL:@SECLEVEL=0
                    http-request silent-drop if { path /silent }
                    http-request return status 503 if { path /unavailable }
                    http-request redirect location http://169.254.169.254/ if { path /moved }
                    http-request auth if { path /private } !{ http_auth(people) }
                    http-request return status 200 content-type text/plain string ok hdr Content-Encoding br if { path /compressed }
                    http-request return status 200 content-type text/plain string ok
                """.formatted(
                        server.port("plain"),
                        server.port("sni"),
                        server.port("bare"),
                        server.port("expired"),
                        server.port("soon"),
                        server.port("wild"),
                        server.port("tls12"),
                        server.port("tls11"));
    }
}
