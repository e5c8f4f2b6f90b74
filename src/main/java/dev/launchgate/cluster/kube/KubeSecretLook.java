package dev.launchgate.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.cluster.DataWriters;
import dev.launchgate.cluster.Marks;
import dev.launchgate.cluster.Resource;
import dev.launchgate.probe.ProbeAnswer.Owner;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.net.Adapter;
import dev.launchgate.probe.net.Deadline;
import dev.launchgate.probe.net.ProbeException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at Secrets of the cluster: one get by name, of which everything but the values is handed on. */
public final class KubeSecretLook implements Adapter<SecretLook> {
    private final KubeSecrets secrets;
    private final KubernetesSerialization serialization;

    public KubeSecretLook(KubernetesClient client) {
        this.secrets = new KubeSecrets(client);
        this.serialization = client.getKubernetesSerialization();
    }

    /** The client bounds one request by itself, and the prober waits no longer than its own deadline. */
    @Override
    public SecretSeen ask(String namespace, SecretLook request, Deadline deadline) throws ProbeException {
        Secret secret = secrets.get(namespace, request.name());
        JsonNode metadata = serialization.convertValue(secret.getMetadata(), JsonNode.class);
        return new SecretSeen(
                Optional.ofNullable(secret.getData()).orElse(Map.of()).keySet(),
                Resource.strings(metadata.path("labels")),
                Resource.strings(metadata.path("annotations")).entrySet().stream()
                        .filter(entry -> Marks.ANNOTATIONS.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                Resource.elements(metadata.path("ownerReferences"))
                        .map(owner -> new Owner(
                                owner.path("apiVersion").asText(),
                                owner.path("kind").asText(),
                                owner.path("name").asText()))
                        .toList(),
                DataWriters.read(metadata.path("managedFields")));
    }
}
