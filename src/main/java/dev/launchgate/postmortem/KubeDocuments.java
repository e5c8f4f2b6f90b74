package dev.launchgate.postmortem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.kube.Leadership;
import dev.launchgate.postmortem.capture.DocumentStore;
import dev.launchgate.status.PlainText;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/** ConfigMaps of the cluster: one get by name, a create, and a patch of exactly what was read. Each is asked once. */
public final class KubeDocuments implements DocumentStore {
    private static final String MANAGER = "launchgate";
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int WORDS = 300;

    private final NamespacedKubernetesClient client;
    private final KubernetesSerialization serialization;
    private final Leadership leadership;
    private final RequestConfig once;

    public KubeDocuments(KubernetesClient client, Leadership leadership) {
        this.client = client.adapt(NamespacedKubernetesClient.class);
        this.serialization = client.getKubernetesSerialization();
        this.leadership = leadership;
        this.once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .build();
    }

    @Override
    public Lookup read(String namespace, String name) {
        try {
            ConfigMap found = client.withRequestConfig(once)
                    .call(asking -> asking.configMaps()
                            .inNamespace(namespace)
                            .withName(name)
                            .get());
            return found == null
                    ? new Lookup.Missing(ResourceKind.CONFIG_MAP, namespace, name)
                    : new Lookup.Found(
                            new Resource(ResourceKind.CONFIG_MAP, serialization.convertValue(found, ObjectNode.class)));
        } catch (KubernetesClientException e) {
            return new Lookup.Unreadable(
                    e.getCode() == 403
                            ? Obstacle.forbidden(ResourceKind.CONFIG_MAP, namespace)
                            : new Obstacle(
                                    Reason.NetworkError, "the API server could not be asked for ConfigMap " + name));
        }
    }

    @Override
    public Written create(ObjectNode wanted) {
        ConfigMap object = serialization.convertValue(wanted, ConfigMap.class);
        return written(
                object.getMetadata().getNamespace(),
                () -> client.withRequestConfig(once)
                        .call(asking -> asking.configMaps()
                                .inNamespace(object.getMetadata().getNamespace())
                                .resource(object)
                                .create()));
    }

    @Override
    public Written replace(Resource read, ObjectNode wanted) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        operation(patch, "replace", "/metadata/resourceVersion").put("value", read.text("/metadata/resourceVersion"));
        operation(patch, "add", "/data").set("value", wanted.path("data"));
        if (!read.at("/binaryData").isMissingNode()) {
            operation(patch, "remove", "/binaryData");
        }
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(MANAGER)
                .build();
        return written(
                read.namespace(),
                () -> client.withRequestConfig(once)
                        .call(asking -> asking.configMaps()
                                .inNamespace(read.namespace())
                                .withName(read.name())
                                .patch(context, patch.toString())));
    }

    private static ObjectNode operation(ArrayNode patch, String operation, String path) {
        return patch.addObject().put("op", operation).put("path", path);
    }

    private Written written(String namespace, Runnable write) {
        if (!leadership.holds()) {
            return new Written.Overtaken();
        }
        try {
            write.run();
            return new Written.Done();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case 404, 409 -> new Written.Overtaken();
                case 403 -> forbidden(e, namespace);
                case 413 ->
                    new Written.Refused(Reason.DocumentTooLarge, "the API server does not take so large a ConfigMap");
                default -> refused(e);
            };
        }
    }

    /** A policy, a quota and a namespace that ends answer with the same code as a right that nobody gave, in other words. */
    static Written forbidden(KubernetesClientException e, String namespace) {
        String words = words(e);
        return words.contains("cannot create resource") || words.contains("cannot patch resource")
                ? new Written.Refused(
                        Reason.PublishingNotAllowed, "the operator may not write ConfigMaps in " + namespace)
                : refused(e);
    }

    private static Written refused(KubernetesClientException e) {
        return new Written.Refused(Reason.PublishingFailed, "the API server refused the ConfigMap: " + words(e));
    }

    /** What the API server said, cut. */
    private static String words(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(status -> status.getMessage())
                .map(message -> PlainText.of(message, WORDS))
                .orElse("no answer");
    }
}
