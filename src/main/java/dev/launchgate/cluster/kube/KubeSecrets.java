package dev.launchgate.cluster.kube;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.net.ProbeException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/** One get of a Secret by name, never a list or a watch. */
final class KubeSecrets {
    private final KubernetesClient client;

    KubeSecrets(KubernetesClient client) {
        this.client = client;
    }

    /** @throws ProbeException SecretMissing or SecretForbidden, with a detail for people; NetworkError */
    Secret get(String namespace, String name) throws ProbeException {
        Secret secret = ask(namespace, name);
        if (secret == null) {
            throw missing(namespace, name);
        }
        return secret;
    }

    private @Nullable Secret ask(String namespace, String name) throws ProbeException {
        try {
            return client.secrets().inNamespace(namespace).withName(name).get();
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
}
