package dev.launchgate.endpoint.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KindContext;
import dev.launchgate.endpoint.LiveTarget;
import dev.launchgate.endpoint.Sight;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads the checklist and its target from the API server, past every cache. */
public final class LiveObjects implements Sight {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KubernetesClient client;
    private final BooleanSupplier led;

    public LiveObjects(KubernetesClient client, BooleanSupplier led) {
        this.client = client;
        this.led = led;
    }

    @Override
    public Optional<LaunchChecklist> checklist(String namespace, String name) {
        return Optional.ofNullable(client.resources(LaunchChecklist.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @Override
    public boolean led() {
        return led.getAsBoolean();
    }

    @Override
    public LiveTarget target(LaunchChecklist checklist) {
        String namespace = checklist.getMetadata().getNamespace();
        String name = checklist.getSpec().target().name();
        try {
            return switch (checklist.getSpec().target().kind()) {
                case Deployment -> seen(get(ResourceKind.DEPLOYMENT, namespace, name));
                case Rollout -> rollout(namespace, name);
                case Canary -> canary(namespace, name);
            };
        } catch (KubernetesClientException e) {
            return new LiveTarget.Unreadable();
        }
    }

    private LiveTarget rollout(String namespace, String name) {
        Optional<JsonNode> rollout = get(ResourceKind.ROLLOUT, namespace, name);
        if (rollout.isEmpty() || !rollout.get().at("/spec/workloadRef").isObject()) {
            return seen(rollout);
        }
        JsonNode workload = rollout.get().at("/spec/workloadRef");
        if (!workload.path("kind").asText().equals(ResourceKind.DEPLOYMENT.kind())) {
            return new LiveTarget.Unreadable();
        }
        return get(ResourceKind.DEPLOYMENT, namespace, workload.path("name").asText())
                .map(deployment -> seen(rollout.get(), deployment))
                .orElseGet(LiveTarget.Missing::new);
    }

    private LiveTarget canary(String namespace, String name) {
        Optional<JsonNode> canary = get(ResourceKind.FLAGGER_CANARY, namespace, name);
        if (canary.isEmpty()) {
            return new LiveTarget.Missing();
        }
        JsonNode target = canary.get().at("/spec/targetRef");
        return target.path("kind").asText().equals(ResourceKind.DEPLOYMENT.kind())
                ? seen(get(
                        ResourceKind.DEPLOYMENT, namespace, target.path("name").asText()))
                : new LiveTarget.Unreadable();
    }

    private static LiveTarget seen(Optional<JsonNode> object) {
        return object.map(found -> seen(found, found)).orElseGet(LiveTarget.Missing::new);
    }

    private static LiveTarget seen(JsonNode target, JsonNode holder) {
        JsonNode template = holder.at("/spec/template");
        if (!template.isObject()) {
            return new LiveTarget.Unreadable();
        }
        JsonNode status = target.path("status");
        boolean current = status.path("observedGeneration")
                .asText()
                .equals(target.at("/metadata/generation").asText());
        return new LiveTarget.Seen(
                target.at("/metadata/uid").asText(),
                PodTemplate.of(template).identity(),
                current && status.path("updatedReplicas").asInt() > 0);
    }

    private Optional<JsonNode> get(ResourceKind kind, String namespace, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(client.genericKubernetesResources(KindContext.of(kind))
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(MAPPER::valueToTree);
    }
}
