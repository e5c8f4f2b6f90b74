package dev.launchgate.cluster.kube;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.net.ProbeException;
import dev.launchgate.probe.net.SecretSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets of the cluster: one {@code get} by name for each use, never a list, a watch or a cache. */
public final class KubeSecretSource implements SecretSource {
    private final KubernetesClient client;

    public KubeSecretSource(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public SecretContent read(String namespace, String name) throws ProbeException {
        try {
            Secret secret =
                    client.secrets().inNamespace(namespace).withName(name).get();
            if (secret == null) {
                throw new ProbeException(
                        Cause.SecretMissing,
                        Phase.Exchange,
                        "Secret %s not found in %s; create it or correct the name".formatted(name, namespace));
            }
            return content(secret);
        } catch (KubernetesClientException e) {
            throw failure(e, namespace, name);
        }
    }

    private static SecretContent content(Secret secret) {
        Map<String, String> data = new HashMap<>();
        orEmpty(secret.getData())
                .forEach((key, value) ->
                        data.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return new SecretContent(orEmpty(secret.getMetadata().getAnnotations()), data);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return Optional.ofNullable(map).orElse(Map.of());
    }

    private static ProbeException failure(KubernetesClientException e, String namespace, String name) {
        return e.getCode() == 401 || e.getCode() == 403
                ? new ProbeException(
                        Cause.SecretForbidden,
                        Phase.Exchange,
                        "may not get secrets in %s; the operator's role lacks apiGroups [\"\"] resources [secrets] verbs [get] resourceNames [%s]"
                                .formatted(namespace, name))
                : new ProbeException(
                        Cause.NetworkError, Phase.Exchange, "the API server could not be asked for a Secret");
    }
}
