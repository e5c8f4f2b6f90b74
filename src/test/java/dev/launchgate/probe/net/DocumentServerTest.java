package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.DocumentCheck;
import dev.launchgate.check.FakeFacts;
import dev.launchgate.check.Judgement;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import dev.launchgate.status.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents as nginx serves them, with the names and types that nginx gives them. */
@Tag("services")
@Timeout(120)
class DocumentServerTest {
    private static final DocumentCheck CHECK = new DocumentCheck();
    private static final TestCertificate ROOT = TestCertificate.root("root");
    private static final TestCertificate DOCS =
            TestCertificate.server("docs.example.com").by(ROOT);
    private static final int PLAIN = SystemServer.freePort();
    private static final int SECURE = SystemServer.freePort();
    private static final int LARGE = 2 * 1024 * 1024;

    @TempDir
    private static Path folder;

    private static SystemServer nginx;

    private final AdapterFixture net = new AdapterFixture();

    @BeforeAll
    static void start() throws IOException {
        for (String file : List.of(
                "flow.svg",
                "flow.png",
                "flow.pdf",
                "flow.drawio",
                "flow.html",
                "flow.md",
                "flow.mmd",
                "flow.puml",
                "bomb.svg",
                "login.html")) {
            Files.write(folder.resolve(file), fixture(file));
        }
        Files.write(folder.resolve("page.svg"), fixture("login.html"));
        Files.write(folder.resolve("large.svg"), new byte[LARGE]);
        Files.writeString(folder.resolve("empty.svg"), "\n");
        nginx = SystemServer.start(
                Map.of(
                        "docs.pem",
                        TestCertificate.pem(DOCS) + DOCS.keyPem(),
                        "users",
                        "dana:{PLAIN}secret\n",
                        "nginx.conf",
                        configuration()),
                List.of("nginx", "-p", "{folder}", "-e", "{folder}/error.log", "-c", "{folder}/nginx.conf"),
                PLAIN);
    }

    @AfterAll
    static void end() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
    }

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @ParameterizedTest
    @CsvSource({
        "flow.svg, Svg",
        "flow.png, Png",
        "flow.pdf, Pdf",
        "flow.drawio, Drawio",
        "flow.html, Html",
        "flow.md, Markdown",
        "flow.mmd, Mermaid",
        "flow.puml, PlantUml"
    })
    void aFileOfTheFormatPasses(String file, String format) {
        assertThat(judge(file, "format: " + format)).isEqualTo(Judgement.pass(url(file)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page.svg  | Fail    | FormatMismatch         | expected Svg, content looks like Html; is it a login page?
            bomb.svg  | Unknown | DataMalformed          | not a whole Svg (it declares a document type of its own; save it without); publish it again
            empty.svg | Fail    | DocumentEmpty          | expected a document, saw nothing but white space; publish its content
            large.svg | Unknown | DataTooLarge           | expected at most 1 MiB; make it smaller
            absent    | Fail    | DocumentMissing        | not there (saw 404); publish it or correct the reference
            gone      | Fail    | DocumentMissing        | not there (saw 410); publish it or correct the reference
            private/  | Unknown | AuthenticationRequired | answers 401; set auth, or let this client in
            forbidden | Unknown | AuthenticationRequired | answers 403; set auth, or let this client in
            moved     | Unknown | RedirectRefused        | answers 302; name the final address
            broken    | Unknown | ServerError            | expected 2xx, saw 503; check the server
            """)
    void whatIsNoDocumentIsToldSo(String file, Verdict verdict, Reason reason, String message) {
        assertThat(judge(file, "format: Svg")).isEqualTo(new Judgement(verdict, reason, url(file) + ": " + message));
    }

    @Test
    void aSlowAnswerIsUnknown() {
        assertThat(AskedFacts.judge(
                        CHECK, yaml("slow/flow.svg", "format: Svg"), net, new FakeFacts(), AdapterFixture.SHORT))
                .isEqualTo(Judgement.unknown(Reason.Timeout, url("slow/flow.svg") + ": no complete answer within 5s"));
    }

    @Test
    void aChangedFileHasAnotherDigest() throws IOException {
        Path file = folder.resolve("changing.md");
        Files.writeString(file, "# Version 1\n");
        String reviewed = "sha256: " + sha256(Files.readAllBytes(file));
        assertThat(judge("changing.md", reviewed).verdict()).isEqualTo(Verdict.Pass);

        Files.writeString(file, "# Version 2\n");

        assertThat(judge("changing.md", reviewed).reason()).isEqualTo(Reason.DigestMismatch);
    }

    @Test
    void aCredentialOpensWhatIsClosed() {
        net.secrets.put(
                "ml/docs",
                new SecretContent(
                        Map.of(Authorizer.SEND_TO, "docs.example.com"),
                        Map.of("username", "dana", "password", "secret")));
        FakeFacts facts = new FakeFacts()
                .with(ResourceKind.CONFIG_MAP, """
                metadata: {name: corp-ca, namespace: ml}
                data:
                  ca.pem: |
                """ + TestCertificate.pem(ROOT).indent(4));
        String url = "https://docs.example.com:" + SECURE + "/private/flow.svg";
        String source = """
                source:
                  url: %s
                  ca: {configMap: {name: corp-ca, key: ca.pem}}
                """.formatted(url);

        assertThat(AskedFacts.judge(CHECK, source, net, facts, AdapterFixture.AMPLE))
                .isEqualTo(Judgement.unknown(
                        Reason.AuthenticationRequired, url + ": answers 401; set auth, or let this client in"));
        assertThat(AskedFacts.judge(
                        CHECK,
                        source + "  auth: {basic: {secret: {name: docs}}}\nformat: Svg\nmentions: [scoring-api]\n",
                        net,
                        facts,
                        AdapterFixture.AMPLE))
                .isEqualTo(Judgement.pass(url));
    }

    private Judgement judge(String file, String params) {
        return AskedFacts.judge(CHECK, yaml(file, params), net);
    }

    private static String yaml(String file, String params) {
        return "source: {url: '%s'}\n%s".formatted(url(file), params);
    }

    private static String url(String file) {
        return "http://docs.example.com:%d/%s".formatted(PLAIN, file);
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(DocumentCheck.class.getResourceAsStream("document/" + name), name)) {
            return file.readAllBytes();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String configuration() {
        String locations = """
                root %s;
                location = /gone { return 410; }
                location = /moved { return 302 /login.html; }
                location = /forbidden { deny all; }
                location = /broken { return 503 "<html>sorry</html>"; }
                location /slow/ { alias %1$s/; limit_rate 500; }
                location /private/ { alias %1$s/; auth_basic docs; auth_basic_user_file {folder}/users; }
                """.formatted(folder);
        return """
                daemon off;
                master_process off;
                pid {folder}/nginx.pid;
                error_log {folder}/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
                  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
                  types { image/svg+xml svg; text/html html; application/pdf pdf; image/png png; }
                  default_type application/octet-stream;
                  server { listen 127.0.0.1:%d; %s }
                  server { listen 127.0.0.1:%d ssl; ssl_certificate {folder}/docs.pem; ssl_certificate_key {folder}/docs.pem; %s }
                }
                """.formatted(PLAIN, locations, SECURE, locations);
    }
}
