package dev.launchgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.e2e.Endpoint.Heard;
import dev.launchgate.probe.net.ServerIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate endpoint of the packaged operator with shipped rights: who is answered, and that no answer is stale. */
@ClusterTest
class EndpointTest {
    private static final String TOKEN = "of-the-checklist-app-0123456789";
    private static final String CONFIRM = "/flagger/confirm-rollout";
    private static final String ROLLOUT = "/argo-rollouts/rollout";
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static ClusterUser account;
    private static OperatorProcess operator;
    private static Endpoint gate;
    private final ControlPlane cluster;

    EndpointTest(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void start(ControlPlane cluster) {
        account = Operators.install(cluster);
        Endpoint.grant(cluster);
        int port = PortBlock.free(1);
        gate = Endpoint.plain(port);
        operator = OperatorProcess.start(account.kubeconfig(), Endpoint.settings(port))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    /** A Deployment that waits, its checklist in mode Signal, and the token of that. */
    private Launch held(String name) {
        Launch launch = Launch.in(cluster, name).deploy("v1").checklist("mode: Signal");
        Endpoint.secrets(cluster, launch.namespace());
        launch.user()
                .kubectlWith(Endpoint.token("app", TOKEN), "-n", launch.namespace(), "apply", "-f", "-")
                .orThrow();
        await().atMost(Launch.PATIENCE)
                .until(() -> launch.gate().startsWith("Signalling/v1/")
                        && launch.item("rule").startsWith("Fail/"));
        return launch;
    }

    private static String heard(Launch launch, String token) {
        return gate.post(launch.namespace(), "app", CONFIRM, token, "").reason();
    }

    @Test
    void nobodyIsAnsweredWithoutTheTokenOfThisChecklist() {
        Launch launch = held("tokens");
        String namespace = launch.namespace();
        Launch other = Launch.in(cluster, "elsewhere");
        Endpoint.secrets(cluster, other.namespace());
        String elsewhere = "of-another-namespace-0123456789";
        other.user()
                .kubectlWith(Endpoint.token("app", elsewhere), "-n", other.namespace(), "apply", "-f", "-")
                .orThrow();
        String sibling = "of-another-checklist-0123456789";
        launch.user()
                .kubectlWith(Endpoint.token("other", sibling), "-n", launch.namespace(), "apply", "-f", "-")
                .orThrow();

        await().atMost(Launch.PATIENCE)
                .pollInterval(PAUSE)
                .untilAsserted(() -> assertThat(heard(launch, TOKEN)).isEqualTo("403/ItemsBlock"));
        assertThat(heard(launch, null)).isEqualTo("401/Unauthorized");
        assertThat(heard(launch, "wrong-token-0123456789")).isEqualTo("401/Unauthorized");
        assertThat(heard(launch, elsewhere)).isEqualTo("401/Unauthorized");
        assertThat(heard(launch, sibling)).isEqualTo("401/Unauthorized");
        assertThat(gate.post(namespace, "app", CONFIRM, null, "{\"metadata\": {\"token\": \"" + TOKEN + "\"}}")
                        .reason())
                .isEqualTo("403/ItemsBlock");
        assertThat(gate.post(namespace, "app", CONFIRM, null, "{\"metadata\": {\"token\": \"wrong-0123456789-0\"}}")
                        .reason())
                .isEqualTo("401/Unauthorized");
        for (String token : new String[] {null, "wrong-token-0123456789", TOKEN}) {
            Heard argo = gate.get(namespace, "app", ROLLOUT, token);
            assertThat(argo.status()).isEqualTo(200);
            assertThat(argo.type()).isEqualTo("application/json");
            assertThat(argo.body().path("open")).hasToString("false");
        }
        launch.kubectl("annotate", "secret", "app-gate-token", "launchgate.dev/gate-token-for-")
                .orThrow();
        assertThat(heard(launch, TOKEN)).isEqualTo("401/Unauthorized");
    }

    @Test
    void anAccountIsAnsweredWhenItMayReadTheChecklist() {
        Launch launch = held("accounts");
        String namespace = launch.namespace();
        String stranger = Endpoint.token(cluster, namespace, "stranger", "launchgate");
        String reader = Endpoint.token(cluster, namespace, "reader", "launchgate");
        launch.kubectl("create", "role", "reader", "--verb=get", "--resource=launchchecklists.launchgate.dev")
                .orThrow();
        launch.kubectl("create", "rolebinding", "reader", "--role=reader", "--serviceaccount=" + namespace + ":reader")
                .orThrow();
        ClusterUser person = cluster.serviceAccount(namespace, "reader");
        await().atMost(Launch.PATIENCE)
                .until(() -> person.kubectl("-n", namespace, "get", "lc", "app").succeeded());

        assertThat(heard(launch, reader)).isEqualTo("403/ItemsBlock");
        assertThat(gate.get(namespace, "app", "/verdict", reader).reason()).isEqualTo("403/ItemsBlock");
        assertThat(gate.get(namespace, "other", "/verdict", reader).reason()).isEqualTo("403/NotAllowed");
        assertThat(heard(launch, stranger)).isEqualTo("403/NotAllowed");
        assertThat(heard(launch, Endpoint.token(cluster, namespace, "reader", "another")))
                .isEqualTo("401/Unauthorized");
    }

    @Test
    void whatIsHeldSaysByWhatAndAnOpenAnswerIsAlwaysAboutThePresentTemplate() {
        Launch launch = held("template");
        await().atMost(Launch.PATIENCE)
                .pollInterval(PAUSE)
                .untilAsserted(() -> assertThat(heard(launch, TOKEN)).isEqualTo("403/ItemsBlock"));
        JsonNode closed = gate.get(launch.namespace(), "app", ROLLOUT, TOKEN).body();
        assertThat(closed.path("open")).hasToString("false");
        assertThat(closed.at("/items/0/name").asText()).isEqualTo("rule");
        assertThat(closed.at("/items/0/verdict").asText()).isEqualTo("Fail");
        assertThat(closed.at("/items/0/message").asText()).isEqualTo(launch.message("rule"));

        launch.open();
        await().atMost(Launch.PATIENCE)
                .pollInterval(PAUSE)
                .untilAsserted(() -> assertThat(heard(launch, TOKEN)).isEqualTo("200/MayRelease"));
        JsonNode open = gate.get(launch.namespace(), "app", ROLLOUT, TOKEN).body();
        assertThat(open.path("open")).hasToString("true");
        String first = open.path("templateHash").asText();

        launch.deploy("v2");
        await().atMost(Launch.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> {
                    Heard now = gate.get(launch.namespace(), "app", ROLLOUT, TOKEN);
                    assertThat(now.body().path("templateHash").asText()).isNotEqualTo(first);
                    return now.body().path("open").asBoolean();
                });
        launch.shut();
        await().atMost(Launch.PATIENCE)
                .pollInterval(PAUSE)
                .untilAsserted(() -> assertThat(heard(launch, TOKEN)).isEqualTo("403/ItemsBlock"));
    }

    @Test
    void aRenewedCertificateIsServedWithoutARestart(@TempDir Path mount) throws Exception {
        ServerIdentity old = ServerIdentity.of("localhost");
        ServerIdentity renewed = ServerIdentity.of("localhost");
        mount(mount, "first", old);
        int port = PortBlock.free(1);
        Map<String, String> settings = Endpoint.settings(port);
        settings.remove("LAUNCHGATE_ENDPOINT_PLAIN_HTTP");
        settings.put(
                "LAUNCHGATE_ENDPOINT_CERTIFICATE_FILE", mount.resolve("tls.crt").toString());
        settings.put("LAUNCHGATE_ENDPOINT_KEY_FILE", mount.resolve("tls.key").toString());
        settings.put("LAUNCHGATE_NAMESPACES", cluster.namespace("empty"));
        try (OperatorProcess second =
                OperatorProcess.start(account.kubeconfig(), settings).awaitReady()) {
            SSLContext trustsOld = trust(old);
            SSLContext trustsRenewed = trust(renewed);
            assertThat(answers(port, trustsOld)).isTrue();
            assertThat(answers(port, trustsRenewed)).isFalse();
            assertThat(Endpoint.plain(port))
                    .satisfies(plain -> assertThat(fails(plain)).isTrue());

            mount(mount, "second", renewed);
            await().atMost(Launch.PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> answers(port, trustsRenewed));
            assertThat(answers(port, trustsOld)).isFalse();
            assertThat(second.alive()).isTrue();
        }
    }

    private static boolean answers(int port, SSLContext trust) {
        return !fails(Endpoint.secured(port, trust));
    }

    private static boolean fails(Endpoint endpoint) {
        try {
            return endpoint.get("ml", "app", "/verdict", null).status() != 401;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** As a kubelet mounts a Secret: files that point into a folder, which is swapped at once. */
    private static void mount(Path folder, String version, ServerIdentity identity) throws IOException {
        Path data = Files.createDirectory(folder.resolve(version));
        Files.writeString(data.resolve("tls.crt"), identity.pem());
        Files.writeString(data.resolve("tls.key"), identity.keyPem());
        Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of(version));
        Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (String file : new String[] {"tls.crt", "tls.key"}) {
            if (!Files.isSymbolicLink(folder.resolve(file))) {
                Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
            }
        }
    }

    private static SSLContext trust(ServerIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "server",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(identity.pem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
