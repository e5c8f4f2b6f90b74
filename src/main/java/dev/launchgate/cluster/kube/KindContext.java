package dev.launchgate.cluster.kube;

import dev.launchgate.cluster.ResourceKind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** How objects of a kind are addressed that are read and written as they are stored. */
public final class KindContext {
    private KindContext() {}

    /** What the client needs to know of a kind. */
    public static ResourceDefinitionContext of(ResourceKind kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.namespaced())
                .build();
    }
}
