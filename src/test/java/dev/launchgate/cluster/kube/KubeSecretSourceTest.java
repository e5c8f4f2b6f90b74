package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.net.ProbeException;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubeSecretSourceTest {
    private static final String PATH = "/api/v1/namespaces/ml/secrets/probe";

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server.init();
        client = server.createClient();
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    @Test
    void aSecretIsReadByNameOnceForEachUse() throws Exception {
        server.expect()
                .get()
                .withPath(PATH)
                .andReturn(
                        200,
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("probe")
                                .addToAnnotations("launchgate.dev/send-to", "ml.example.com")
                                .endMetadata()
                                .addToData("token", "Q0FOQVJZ")
                                .build())
                .always();

        SecretContent content = new KubeSecretSource(client).read("ml", "probe");

        assertThat(content.annotations()).isEqualTo(Map.of("launchgate.dev/send-to", "ml.example.com"));
        assertThat(content.data()).isEqualTo(Map.of("token", "CANARY"));
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getPath()).isEqualTo(PATH);
    }

    @Test
    void aSecretWithoutAnythingIsEmpty() throws ProbeException {
        server.expect()
                .get()
                .withPath(PATH)
                .andReturn(
                        200,
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("probe")
                                .endMetadata()
                                .build())
                .once();

        assertThat(new KubeSecretSource(client).read("ml", "probe")).isEqualTo(new SecretContent(Map.of(), Map.of()));
    }

    @Test
    void aSecretThatDoesNotExistIsMissing() {
        assertThat(failure(404))
                .isEqualTo(new ProbeFailure(
                        Cause.SecretMissing,
                        Phase.Resolve,
                        "Secret probe does not exist in ml; create it or correct the name"));
    }

    @Test
    void aRightThatIsMissingIsNamed() {
        assertThat(failure(403))
                .isEqualTo(new ProbeFailure(
                        Cause.SecretForbidden,
                        Phase.Resolve,
                        "may not read Secret probe in ml; the operator's role lacks apiGroups [\"\"] resources [secrets]"
                                + " verbs [get] resourceNames [probe]"));
    }

    @Test
    void anApiServerInTroubleIsANetworkErrorWithoutItsWords() {
        assertThat(failure(500))
                .isEqualTo(new ProbeFailure(
                        Cause.NetworkError, Phase.Resolve, "the API server could not be asked for Secret probe"));
    }

    /** The client's own retries would outlast the probe and hold its place. */
    @Test
    void anApiServerInTroubleIsAskedOnce() {
        assertThat(client.getConfiguration().getRequestRetryBackoffLimit()).isGreaterThan(1);
        failure(503);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private ProbeFailure failure(int code) {
        server.expect()
                .get()
                .withPath(PATH)
                .andReturn(
                        code,
                        new StatusBuilder()
                                .withStatus("Failure")
                                .withCode(code)
                                .withMessage("CANARY")
                                .build())
                .always();
        return catchThrowableOfType(ProbeException.class, () -> new KubeSecretSource(client).read("ml", "probe"))
                .failure();
    }
}
