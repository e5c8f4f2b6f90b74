package dev.launchgate.gate.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.cluster.kube.KindContext;
import dev.launchgate.gate.PausedField;
import dev.launchgate.gate.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/** Raw access to Deployments: unknown fields are kept, so that what is compared and tested is what is stored. */
final class Deployments {
    static final String MANAGER = PausedField.MANAGER;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ResourceDefinitionContext CONTEXT = KindContext.of(ResourceKind.DEPLOYMENT);
    private static final ResourceDefinitionContext REPLICA_SETS = KindContext.of(ResourceKind.REPLICA_SET);

    private Deployments() {}

    static io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource> of(
            KubernetesClient client, String namespace, String name) {
        return client.genericKubernetesResources(CONTEXT).inNamespace(namespace).withName(name);
    }

    /** A live look, past every cache. */
    static Optional<Resource> get(KubernetesClient client, String namespace, String name) {
        return Optional.ofNullable(of(client, namespace, name).get()).map(Deployments::resource);
    }

    /** A live look at a Deployment and the ReplicaSets that it owns. */
    static Workload workload(KubernetesClient client, Resource deployment) {
        List<Resource> sets =
                client
                        .genericKubernetesResources(REPLICA_SETS)
                        .inNamespace(deployment.namespace())
                        .list()
                        .getItems()
                        .stream()
                        .map(set -> new Resource(ResourceKind.REPLICA_SET, json(set)))
                        .toList();
        return Workload.of(deployment, sets);
    }

    static Resource resource(GenericKubernetesResource object) {
        return new Resource(ResourceKind.DEPLOYMENT, json(object));
    }

    static ObjectNode json(GenericKubernetesResource object) {
        return MAPPER.valueToTree(object);
    }
}
