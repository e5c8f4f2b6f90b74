package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.launchgate.probe.ProbeAnswer.DataWriter;
import dev.launchgate.probe.ProbeAnswer.Owner;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.net.Deadline;
import dev.launchgate.probe.net.ProbeException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeSecretLookTest {
    private static final String PATH = "/api/v1/namespaces/ml/secrets/ml-db";

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server.init();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.createClient().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    /** The value stands in the data, and once more in the annotation that kubectl apply leaves. */
    @Test
    void everythingButTheValuesIsSeen() throws Exception {
        server.expect().get().withPath(PATH).andReturn(200, """
                {"apiVersion": "v1", "kind": "Secret",
                 "metadata": {"name": "ml-db", "namespace": "ml",
                  "labels": {"app.kubernetes.io/managed-by": "Helm", "env": "production"},
                  "annotations": {"meta.helm.sh/release-name": "ml", "note": "CANARY",
                   "kubectl.kubernetes.io/last-applied-configuration": "{data: {url: Q0FOQVJZ}}"},
                  "ownerReferences": [{"apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret", "name": "ml-db",
                   "uid": "u-1", "controller": true}],
                  "managedFields": [{"manager": "kubectl-edit", "operation": "Update", "apiVersion": "v1",
                   "time": "2026-11-19T08:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:url": {}}}}]},
                 "data": {"url": "Q0FOQVJZ", "password": "Q0FOQVJZ"}}
                """).always();

        SecretSeen seen = look();

        assertThat(seen)
                .isEqualTo(new SecretSeen(
                        Set.of("url", "password"),
                        Map.of("app.kubernetes.io/managed-by", "Helm", "env", "production"),
                        Map.of("meta.helm.sh/release-name", "ml"),
                        List.of(new Owner("external-secrets.io/v1", "ExternalSecret", "ml-db")),
                        List.of(new DataWriter("kubectl-edit", "2026-11-19T08:00:00Z", Set.of("url")))));
        assertThat(seen.toString()).doesNotContain("CANARY", "Q0FOQVJZ");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getPath()).isEqualTo(PATH);
    }

    @Test
    void aSecretWithoutAnythingIsThere() throws ProbeException {
        server.expect()
                .get()
                .withPath(PATH)
                .andReturn(200, "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"ml-db\"}}")
                .always();
        assertThat(look()).isEqualTo(new SecretSeen(Set.of(), Map.of(), Map.of(), List.of(), List.of()));
    }

    @Test
    void aSecretThatDoesNotExistIsMissing() {
        assertThat(failure(404).cause()).isEqualTo(Cause.SecretMissing);
    }

    @Test
    void aRightThatIsMissingIsNamed() {
        assertThat(failure(403))
                .isEqualTo(new ProbeFailure(
                        Cause.SecretForbidden,
                        Phase.Resolve,
                        "may not read Secret ml-db in ml; the operator's role lacks apiGroups [\"\"] resources [secrets]"
                                + " verbs [get] resourceNames [ml-db]"));
    }

    @Test
    void anApiServerInTroubleIsANetworkErrorWithoutItsWords() {
        assertThat(failure(500))
                .isEqualTo(new ProbeFailure(
                        Cause.NetworkError, Phase.Resolve, "the API server could not be asked for Secret ml-db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../configmaps", "a/b", "a?watch=1", "A", "a%2fb", "a\n", ".", ".."})
    void whatCannotBeANameIsNeverAskedFor(String name) {
        assertThat(SecretLook.valid(name)).isFalse();
        assertThatThrownBy(() -> new SecretLook(name)).isInstanceOf(IllegalArgumentException.class);
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
        return catchThrowableOfType(ProbeException.class, this::look).failure();
    }

    private SecretSeen look() throws ProbeException {
        return new KubeSecretLook(client)
                .ask("ml", new SecretLook("ml-db"), Deadline.after(Duration.ofSeconds(5), System::nanoTime));
    }
}
