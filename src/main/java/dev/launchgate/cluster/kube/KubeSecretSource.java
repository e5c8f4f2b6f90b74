package dev.launchgate.cluster.kube;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.net.ProbeException;
import dev.launchgate.probe.net.SecretSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of the cluster: one get by name for each use, never a list or a watch, and nothing kept. It is asked once and not
 * for long: a probe has its own deadline, and is made again.
 */
public final class KubeSecretSource implements SecretSource {
    private static final int TIMEOUT_MILLIS = 3_000;

    private final NamespacedKubernetesClient client;
    private final RequestConfig once;

    public KubeSecretSource(KubernetesClient client) {
        this.client = client.adapt(NamespacedKubernetesClient.class);
        this.once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .build();
    }

    @Override
    public SecretContent read(String namespace, String name) throws ProbeException {
        Secret secret = get(namespace, name);
        if (secret == null) {
            throw missing(namespace, name);
        }
        Map<String, String> annotations =
                Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of());
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        return new SecretContent(
                annotations,
                data.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> decoded(entry.getValue()))));
    }

    private @Nullable Secret get(String namespace, String name) throws ProbeException {
        try {
            return client.withRequestConfig(once)
                    .call(asking -> asking.secrets()
                            .inNamespace(namespace)
                            .withName(name)
                            .get());
        } catch (KubernetesClientException e) {
            throw switch (e.getCode()) {
                case 401, 403 -> new ProbeException(Cause.SecretForbidden, Phase.Resolve, forbidden(namespace, name));
                case 404 -> missing(namespace, name);
                default ->
                    new ProbeException(
                            Cause.NetworkError, Phase.Resolve, "the API server could not be asked for Secret " + name);
            };
        }
    }

    private static ProbeException missing(String namespace, String name) {
        return new ProbeException(
                Cause.SecretMissing,
                Phase.Resolve,
                "Secret %s does not exist in %s; create it or correct the name".formatted(name, namespace));
    }

    private static String forbidden(String namespace, String name) {
        return ("may not read Secret %s in %s; the operator's role lacks apiGroups [\"\"] resources [secrets] verbs [get]"
                        + " resourceNames [%s]")
                .formatted(name, namespace, name);
    }

    private static String decoded(String value) {
        return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
    }
}
