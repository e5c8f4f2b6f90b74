package dev.launchgate.cluster.kube;

import dev.launchgate.probe.net.ProbeException;
import dev.launchgate.probe.net.SecretSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Secrets of the cluster for their values: one get by name for each use, and nothing kept. */
public final class KubeSecretSource implements SecretSource {
    private final KubeSecrets secrets;

    public KubeSecretSource(KubernetesClient client) {
        this.secrets = new KubeSecrets(client);
    }

    @Override
    public SecretContent read(String namespace, String name) throws ProbeException {
        Secret secret = secrets.get(namespace, name);
        Map<String, String> annotations =
                Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of());
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        return new SecretContent(
                annotations,
                data.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> decoded(entry.getValue()))));
    }

    private static String decoded(String value) {
        return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
    }
}
